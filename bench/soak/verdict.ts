import type { LoadSystem } from '../load/system.ts'
import type { SoakDesk } from './desk.ts'
import { ARTICLE_FAULTS, HOST_FAULTS } from './plan.ts'
import type { Served } from './site.ts'

/** What was done to the articles, by their numbers. */
export interface Deeds {
  edited: ReadonlySet<number>
  removed: ReadonlySet<number>
  restored: ReadonlySet<number>
}

/** What the desk was told, against what was done: each deed once, and nothing else. */
export function toldTruth({ told, repeated }: SoakDesk, { edited, removed, restored }: Deeds) {
  const wanted = [
    ...[...edited].map((article) => `${article} article.changed`),
    ...[...removed].map((article) => `${article} article.removed`),
    ...[...restored].map((article) => `${article} article.restored`),
  ]
  const falsely = [...told.keys()].filter((what) => !wanted.includes(what))
  return {
    edits: edited.size,
    edits_found: wanted.filter((what) => what.endsWith('.changed') && told.has(what)).length,
    removals: removed.size,
    removals_found: wanted.filter((what) => what.endsWith('.removed') && told.has(what)).length,
    restorals: restored.size,
    restorals_found: wanted.filter((what) => what.endsWith('.restored') && told.has(what)).length,
    missed: wanted.filter((what) => !told.has(what)).slice(0, 20),
    twice: wanted.filter((what) => (told.get(what) ?? 0) > 1).slice(0, 20),
    falsely: falsely.slice(0, 20),
    messages_repeated: repeated(),
  }
}

/** Every kind of fault: how often it was served, and what the checks that met it came to. */
export async function faultsMet({ store }: LoadSystem, served: readonly Served[], good: number) {
  const { rows } = await store.pool.query<{ path: string; host: string; at: Date; came: string }>(
    `select substring(a.url from '/s/(\\d+)$') as path, split_part(a.host, ':', 1) as host, c.at,
       c.outcome || coalesce(':' || c.state, '') as came
     from checks c join articles a on a.id = c.article_id order by c.at`,
  )
  const checks = new Map<string, Array<{ at: number; came: string }>>()
  for (const { path, host, at, came } of rows) {
    for (const name of [path, host]) {
      const list = checks.get(name) ?? []
      if (list.length === 0) checks.set(name, list)
      list.push({ at: at.getTime(), came })
    }
  }
  const faults: Record<string, { served: number; met_as: Record<string, number> }> = Object.fromEntries(
    [...ARTICLE_FAULTS, ...HOST_FAULTS].map((fault) => [fault, { served: 0, met_as: {} }]),
  )
  for (const { of, at, fault } of served) {
    faults[fault] ??= { served: 0, met_as: {} }
    const one = faults[fault]
    one.served++
    // The check that was under way is the first to be written after it.
    const came = firstSince(checks.get(of) ?? [], at) ?? 'cut_short'
    one.met_as[came] = (one.met_as[came] ?? 0) + 1
  }
  const outcomes: Record<string, number> = {}
  for (const { came } of rows) outcomes[came] = (outcomes[came] ?? 0) + 1
  const unmet = Object.keys(faults).filter((fault) => Object.keys(faults[fault]?.met_as ?? {}).length === 0)
  return { checks: rows.length, good_answers: good, outcomes, faults, unmet }
}

function firstSince(checks: ReadonlyArray<{ at: number; came: string }>, at: number): string | undefined {
  let [low, high] = [0, checks.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((checks[middle]?.at ?? 0) >= at) high = middle
    else low = middle + 1
  }
  return checks[low]?.came
}

/** Versions that no edit accounts for, or that are missing: one of each article, and one more of each edited. */
export async function versionFaults({ store }: LoadSystem, { edited }: Deeds): Promise<string[]> {
  const { rows } = await store.pool.query<{ path: string; versions: string }>(
    `select substring(a.url from '/s/(\\d+)$') as path, count(v.*) as versions
     from articles a left join versions v on v.article_id = a.id group by 1`,
  )
  return rows
    .filter(({ path, versions }) => Number(versions) !== (edited.has(Number(path)) ? 2 : 1))
    .map(({ path, versions }) => `${path}: ${versions}`)
    .slice(0, 20)
}

/** Sites whose pages were all gone or walled for a while: the operator's event, which no route sends to the desk. */
export async function sitesToldBroken({ store }: LoadSystem): Promise<number> {
  const { rows } = await store.pool.query<{ count: string }>(`select count(*) from alerts where type = 'site.broken'`)
  return Number(rows[0]?.count)
}

/** Database sessions of the program, all its parts; the bench's own are among them and counted before. */
export async function sessions({ store }: LoadSystem): Promise<number> {
  const { rows } = await store.pool.query<{ count: string }>(
    `select count(*) from pg_stat_activity where application_name like 'stet%'`,
  )
  return Number(rows[0]?.count)
}

/** Rows that must be gone once the worker has ended: leases, visits, owed messages, jobs at work, the process itself. */
export async function rowsLeft({ store }: LoadSystem): Promise<Record<string, number>> {
  const { rows } = await store.pool.query<Record<string, string>>(
    `select (select count(*) from sites where busy_until > now()) as visits,
       (select count(*) from articles where taken or lease_until > now()) as leases,
       (select count(*) from deliveries where state in ('open', 'pending')) as owed,
       (select count(*) from deliveries where taken) as sending,
       (select count(*) from articles where untracked_at is null and next_check_at is null) as unplanned,
       (select count(*) from processes) as processes`,
  )
  return Object.fromEntries(Object.entries(rows[0] ?? {}).map(([name, count]) => [name, Number(count)]))
}
