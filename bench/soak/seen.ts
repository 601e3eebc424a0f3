import type { LoadSystem } from '../load/system.ts'

/** Looks before a telling that may bear on it: as long as an outbreak counts, and some. */
const BEFORE_S = 400
const MOST_ARTICLES = 5

/**
 * What an article that was told falsely and its host's other articles came to in the minutes before, as lines of
 * `second article outcome:state`; the ledger is gone when the bench ends, and this is what it would be asked.
 */
export async function seenBefore(
  { store }: LoadSystem,
  falsely: readonly string[],
  from: number,
): Promise<Array<{ article: string; type: string; at_s: number; looks: string[] }>> {
  const told = [...new Set(falsely.map((what) => what.split(' ')[0] ?? ''))].filter((name) => /^\d+$/.test(name))
  const seen = []
  for (const article of told.slice(0, MOST_ARTICLES)) {
    const { rows: alerts } = await store.pool.query<{ type: string; at: Date; host: string }>(
      `select l.type, l.found_at as at, a.host from alerts l join articles a on a.id = l.article_id
       where substring(a.url from '/s/(\\d+)$') = $1 order by l.found_at`,
      [article],
    )
    for (const { type, at, host } of alerts) {
      const { rows: looks } = await store.pool.query<{ path: string; at: Date; came: string }>(
        `select substring(a.url from '/s/(\\d+)$') as path, c.at, c.outcome || coalesce(':' || c.state, '') as came
         from articles a join checks c on c.article_id = a.id
         where a.host = $1 and c.at between $2::timestamptz - make_interval(secs => $3) and $2 order by c.at`,
        [host, at, BEFORE_S],
      )
      const second = (when: Date) => Math.round((when.getTime() - from) / 100) / 10
      seen.push({
        ...{ article, type, at_s: second(at) },
        looks: looks.map((look) => `${second(look.at)} ${look.path} ${look.came}`),
      })
    }
  }
  return seen
}
