import type { Pool } from 'pg'
import type { ArticleId } from '../article.ts'
import { articleAt } from './aliases.ts'

/** An article that may be pulled forward, as `pullForward` of cadence asks for it. */
export interface Pullable {
  id: ArticleId
  checkNo: number
  nextCheckAt: string | null
  lastCheckedAt: string | null
  checking: boolean
  /** It cannot be read: a wall, a paywall, robots.txt, the law. */
  walled: boolean
  tags: string[]
  /** The ledger's time when it was read. */
  now: string
}

export interface PullableRow {
  id: ArticleId
  check_no: string
  next_check_at: Date | null
  last_checked_at: Date | null
  checking: boolean
  walled: boolean
  tags: string[]
  now: Date
}

export const PULLABLE_COLUMNS = `a.id, a.check_no, a.next_check_at, a.last_checked_at, a.tags, now() as now,
  a.taken and coalesce(a.lease_until > now(), false) as checking,
  coalesce(a.standing->>'outcome' in ('blocked', 'paywalled', 'refused', 'unavailable_legal'), false) as walled`

export function toPullable(row: PullableRow): Pullable {
  return {
    id: row.id,
    checkNo: Number(row.check_no),
    nextCheckAt: row.next_check_at?.toISOString() ?? null,
    lastCheckedAt: row.last_checked_at?.toISOString() ?? null,
    checking: row.checking,
    walled: row.walled,
    tags: row.tags,
    now: row.now.toISOString(),
  }
}

/** The newest versions are looked through, so that a ledger of millions costs no more than one of thousands. */
const MOST_LOOKED_AT = 2_000
/** Of those on the same host or tag the newest are weighed against each other: it is paid with every edit that is told. */
const MOST_TOLD = 300

/**
 * Headlines of the last day that stand now on articles of the same host or of a shared tag. Left out is what was
 * brought forward for its story a short while ago, and whatever brought this one forward: two must not chase each other.
 * @param quietMinutes how long a sibling is left alone after it was brought forward as one
 */
export async function toldLately(
  pool: Pool,
  { id, host, tags, quietMinutes }: { id: ArticleId; host: string; tags: readonly string[]; quietMinutes: number },
): Promise<Array<Pullable & { headline: string }>> {
  const { rows } = await pool.query<PullableRow & { headline: string }>(
    `select ${PULLABLE_COLUMNS}, v.headline
     from (select article_id, no, headline, found_at from versions
           where found_at > now() - interval '1 day' and headline is not null
           order by found_at desc limit ${MOST_LOOKED_AT}) v
     join articles a on a.id = v.article_id and a.version_no = v.no
     where a.id <> $1 and a.untracked_at is null and (a.host = $2 or a.tags && $3::text[])
       and not coalesce(a.pulled->>'hint' = 'sibling'
         and (a.pulled->>'at')::timestamptz > now() - make_interval(mins => $4), false)
       and not exists (select 1 from articles own where own.id = $1 and own.pulled->>'hint' = 'sibling'
         and own.pulled->>'by' = a.id::text
         and (own.pulled->>'at')::timestamptz > now() - make_interval(mins => $4))
     order by v.found_at desc limit ${MOST_TOLD}`,
    [id, host, tags, quietMinutes],
  )
  return rows.map((row) => ({ ...toPullable(row), headline: row.headline }))
}

/** The tracked article at an address, unless it is the one that points there; null where there is none. */
export async function pullableAt(pool: Pool, url: string, from: ArticleId): Promise<Pullable | null> {
  const { rows } = await pool.query<PullableRow>(
    `select ${PULLABLE_COLUMNS} from articles a
     where a.id = ${articleAt('$1')} and a.id <> $2 and a.untracked_at is null`,
    [url, from],
  )
  return rows[0] ? toPullable(rows[0]) : null
}
