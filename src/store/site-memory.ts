import type { Pool, PoolClient } from 'pg'
import type { SiteMemory } from '../article.ts'
import { toJson } from './json.ts'

/** What is remembered of a site, with what its operator gave free. */
export interface StoredMemory {
  memory: SiteMemory | null
  released: string[]
}

/** Inside the check's transaction; the host's lease keeps others from writing it meanwhile. */
export async function storeMemory(client: PoolClient, articleId: string, memory: SiteMemory): Promise<void> {
  await client.query(
    `insert into site_memory (host, memory) select host, $2 from articles where id = $1
     on conflict (host) do update set memory = excluded.memory`,
    [articleId, toJson(memory)],
  )
}

export async function loadMemory(pool: Pool, host: string): Promise<StoredMemory> {
  const { rows } = await pool.query<StoredMemory>('select memory, released from site_memory where host = $1', [host])
  return rows[0] ?? { memory: null, released: [] }
}

/** More than any operator gives free by hand. */
const MOST_RELEASED = 500

/** Gives a place or a paragraph free, for good; `again` takes that back. False when nothing changed. */
export async function releaseFurniture(
  pool: Pool,
  { host, key, again }: { host: string; key: string; again: boolean },
): Promise<boolean> {
  const { rowCount } = again
    ? await pool.query(
        'update site_memory set released = array_remove(released, $2) where host = $1 and $2 = any (released)',
        [host, key],
      )
    : await pool.query(
        `insert into site_memory (host, released) values ($1, array[$2])
         on conflict (host) do update set released = site_memory.released || $2
         where not $2 = any (site_memory.released) and cardinality(site_memory.released) < $3`,
        [host, key, MOST_RELEASED],
      )
  return rowCount === 1
}

/**
 * SQL for the neighbours looked at: those that were checked last, among the thousand that are due soonest. Those are
 * found by the planner's own index; of all articles of a host none knows which were checked last, and to ask each of a
 * million took half a second for every edit.
 */
const NEIGHBOURS = `select id, version_no from (
    select id, version_no, last_checked_at from articles
    where host = $1 and next_check_at is not null and version_no > 0 and forgotten_at is null
    order by next_check_at limit 1000) soonest
  order by last_checked_at desc nulls last limit 201`

/**
 * On how many other articles of the host each of these paragraphs stands, letter by letter, in their latest version. Copies
 * of one article under several addresses, told by their headline, are one article.
 */
export async function sharedWith(
  pool: Pool,
  { host, articleId, headlines, texts }: { host: string; articleId: string; headlines: string[]; texts: string[] },
): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ text: string; articles: string }>(
    `select block->>'text' as text, count(distinct coalesce(v.headline, a.id::text)) as articles
     from (${NEIGHBOURS}) a
     join versions v on v.article_id = a.id and v.no = a.version_no
     cross join jsonb_array_elements(v.content->'blocks') block
     where a.id <> $2 and block->>'text' = any ($3) and not coalesce(v.headline = any ($4), false) group by 1`,
    [host, articleId, texts, headlines],
  )
  return Object.fromEntries(rows.map((row) => [row.text, Number(row.articles)]))
}

/** A paragraph that stands on several articles of a host. */
export interface Repeated {
  text: string
  articles: number
}

const MOST_REPEATED = 10

/** The paragraphs that most articles of a host share, most first; a scan of their latest versions, so for people. */
export async function repeatedOf(
  pool: Pool,
  { host, least, chars }: { host: string; least: number; chars: number },
): Promise<Repeated[]> {
  const { rows } = await pool.query<{ text: string; articles: string }>(
    `select block->>'text' as text, count(distinct coalesce(v.headline, a.id::text)) as articles
     from (${NEIGHBOURS}) a
     join versions v on v.article_id = a.id and v.no = a.version_no
     cross join jsonb_array_elements(v.content->'blocks') block
     where length(block->>'text') >= $3
     group by 1 having count(distinct coalesce(v.headline, a.id::text)) >= $2 order by 2 desc, 1 limit $4`,
    [host, least, chars, MOST_REPEATED],
  )
  return rows.map((row) => ({ text: row.text, articles: Number(row.articles) }))
}
