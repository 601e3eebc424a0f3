import type { Pool } from 'pg'
import type { ArticleId, Change } from '../article.ts'

/** One version in an article's timeline. */
export interface TimelineVersion {
  no: number
  headline: string | null
  foundAt: string
  lastSeenAt: string
  technical: boolean
  /** Whether its text was erased. */
  forgotten: boolean
  /** What changed against the version before it, worst first, at most MOST_CHANGES. */
  changes: Change[]
}

/** Something that was told of the article: a change, or that it was gone, back, moved. */
export interface TimelineAlert {
  type: string
  severity: string
  line: string
  versionNo: number | null
  foundAt: string
}

/** Changes of one version that are shown in the timeline. */
const MOST_CHANGES = 12
/** What was told of one article within a page of its timeline. */
const MOST_ALERTS = 500

/** An article's versions below `before` (all, when null), newest first, at most `limit`, with what was told of them. */
export async function loadTimeline(
  pool: Pool,
  id: ArticleId,
  { before, limit }: { before: number | null; limit: number },
): Promise<{ versions: TimelineVersion[]; alerts: TimelineAlert[]; older: boolean }> {
  const { rows } = await pool.query<VersionRow>(
    `select v.no, v.headline, v.found_at, v.last_seen_at, v.technical, v.content is null as forgotten,
       coalesce((select json_agg(c.change order by ${WORST_FIRST}, c.id) from (
         select id, change, severity from changes c where c.article_id = v.article_id and c.version_no = v.no
         order by ${WORST_FIRST}, c.id limit $4) c), '[]') as changes
     from versions v where v.article_id = $1 and ($2::integer is null or v.no < $2)
     order by v.no desc limit $3 + 1`,
    [id, before, limit, MOST_CHANGES],
  )
  const shown = rows.slice(0, limit)
  const { rows: alerts } = await pool.query<Omit<TimelineAlert, 'foundAt'> & { found_at: Date }>(
    `select type, severity, line, version_no as "versionNo", found_at from alerts
     where article_id = $1 and found_at >= $2 and ($3::timestamptz is null or found_at < $3) order by id desc limit $4`,
    [id, shown.at(-1)?.found_at ?? 'epoch', before === null ? null : await foundAt(pool, id, before), MOST_ALERTS],
  )
  return {
    versions: shown.map(({ found_at, last_seen_at, ...row }) => ({
      ...row,
      foundAt: found_at.toISOString(),
      lastSeenAt: last_seen_at.toISOString(),
    })),
    alerts: alerts.map(({ found_at, ...row }) => ({ ...row, foundAt: found_at.toISOString() })),
    older: rows.length > limit,
  }
}

/** What changed in the versions after `from` up to `to`, worst first in each, and how many there are in all. */
export async function changesBetween(
  pool: Pool,
  id: ArticleId,
  { from, to, limit }: { from: number; to: number; limit: number },
): Promise<{ changes: Array<Change & { versionNo: number }>; count: number }> {
  const { rows } = await pool.query<{ change: Change; version_no: number; count: string }>(
    `select change, version_no, count(*) over () as count from changes c
     where article_id = $1 and version_no > $2 and version_no <= $3
     order by version_no, ${WORST_FIRST}, id limit $4`,
    [id, from, to, limit],
  )
  return {
    changes: rows.map(({ change, version_no }) => ({ ...change, versionNo: version_no })),
    count: Number(rows[0]?.count ?? 0),
  }
}

const WORST_FIRST = `array_position(array['critical', 'major', 'minor', 'none'], c.severity)`

interface VersionRow {
  no: number
  headline: string | null
  found_at: Date
  last_seen_at: Date
  technical: boolean
  forgotten: boolean
  changes: Change[]
}

async function foundAt(pool: Pool, id: ArticleId, no: number): Promise<Date | null> {
  const { rows } = await pool.query<{ found_at: Date }>(
    'select found_at from versions where article_id = $1 and no = $2',
    [id, no],
  )
  return rows[0]?.found_at ?? null
}
