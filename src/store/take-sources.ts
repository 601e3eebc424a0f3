import type { Pool } from 'pg'
import type { Site, SourceStanding, TakenSource } from '../article.ts'
import { SITE_COLUMNS, type SiteRow, toSite } from './take-checks.ts'
import { insisting } from './transaction.ts'

interface TakenRow {
  id: string
  url: string
  host: string
  parent_id: string | null
  lease_no: string
  check_no: string
  settings: unknown
  title: string | null
  standing: SourceStanding | null
  came_from: string[]
  etag: string | null
  last_modified: string | null
  wire_hash: string | null
  read_at: Date | null
  pace: unknown
  tracked: { day: string; count: number } | null
}

/** Takes claimed sources of a host, as `takeChecks` takes articles, and renews the host's lease with them. */
export async function takeSources(
  pool: Pool,
  { host, sourceIds, leaseSeconds }: { host: string; sourceIds: string[]; leaseSeconds: number },
): Promise<{ site: Site; sources: TakenSource[] } | null> {
  const { rows } = await insisting(() =>
    pool.query<TakenRow>(
      `update sources s set taken = true, lease_no = s.lease_no + 1, lease_until = now() + make_interval(secs => $2)
       from sources own left join sources parent on parent.id = own.parent_id
       where s.id = any ($1::bigint[]) and own.id = s.id and s.next_check_at <= now()
         and not (s.taken and coalesce(s.lease_until, '-infinity') > now())
       returning s.id, s.url, s.host, s.parent_id, s.lease_no, s.check_no, coalesce(parent.settings, s.settings) as settings,
         s.title, s.standing, s.came_from, s.etag, s.last_modified, encode(s.wire_hash, 'hex') as wire_hash, s.read_at, s.pace, coalesce(parent.tracked, s.tracked) as tracked`,
      [sourceIds, leaseSeconds],
    ),
  )
  if (rows.length === 0) return null
  const { rows: sites } = await pool.query<SiteRow>(
    `update sites set busy_until = now() + make_interval(secs => $2) where host = $1 returning ${SITE_COLUMNS}`,
    [host, leaseSeconds],
  )
  const site = sites[0]
  return site ? { site: toSite(site), sources: rows.map(toTaken) } : null
}

function toTaken(row: TakenRow): TakenSource {
  return {
    id: row.id,
    url: row.url,
    host: row.host,
    parentId: row.parent_id,
    leaseNo: row.lease_no,
    checkNo: Number(row.check_no),
    settings: row.settings,
    title: row.title,
    standing: row.standing,
    cameFrom: row.came_from,
    validators: { etag: row.etag, lastModified: row.last_modified },
    wireHash: row.wire_hash,
    readAt: row.read_at?.toISOString() ?? null,
    pace: row.pace,
    tracked: row.tracked,
  }
}
