import type { Pool, PoolClient } from 'pg'
import type { EndpointId, SiteSettings } from '../article.ts'
import { toJson } from './json.ts'
import { addSources, type NewSource, removeSources } from './sources.ts'
import { transaction } from './transaction.ts'
import { wakeSites } from './wake-sites.ts'

/** The part of the ledger that a watchlist speaks of. `from` is the watchlist a row came from; null: added by hand. */
export interface WatchlistRows {
  articles: Array<{
    url: string
    tags: string[]
    priority: number
    tracked: boolean
    forgotten: boolean
    from: string | null
  }>
  endpoints: Array<{
    id: EndpointId
    name: string
    format: string
    /** Sealed, as `secrets`. */
    url: string
    secrets: string
    preferences: unknown
    disabledReason: string | null
    from: string | null
  }>
  routes: Array<{ name: string; rule: unknown; endpoints: string[]; from: string | null }>
  sites: Array<{ host: string; gapMs: number | null; settings: SiteSettings; from: string | null }>
  /** `named`: a sitemap that is there because an index names it. */
  sources: Array<{ url: string; settings: unknown; named: boolean; from: string | null }>
}

/** What is to be written; `owned` rows are taken back when they leave the watchlist. */
export interface WatchlistChanges {
  articles: {
    set: Array<{ url: string; host: string; tags: string[]; priority: number; owned: boolean }>
    untrack: string[]
  }
  endpoints: {
    set: Array<{
      name: string
      format: string
      url: string
      secrets: string
      preferences: unknown
      owned: boolean
      enable: boolean
    }>
    disable: string[]
  }
  routes: { set: Array<{ name: string; rule: unknown; endpoints: string[]; owned: boolean }>; remove: string[] }
  sites: { set: Array<{ host: string; gapMs: number | null; settings: SiteSettings; owned: boolean }>; reset: string[] }
  sources: { set: NewSource[]; remove: string[] }
}

/** The rows that a watchlist speaks of: its own name, and what it lists. */
interface Wanted {
  name: string
  urls: string[]
  hosts: string[]
  /** Addresses of sources. */
  sources: string[]
}

/** One watchlist at a time, whoever applies it. */
const LOCK = 7_838_203

/**
 * Reads what a watchlist speaks of and writes what `decide` makes of it, in one transaction and one at a time.
 * @param decide returns null to write nothing; may be called again when the transaction is
 */
export async function applyWatchlist(
  pool: Pool,
  wanted: Wanted,
  decide: (rows: WatchlistRows) => WatchlistChanges | null,
): Promise<void> {
  await transaction(pool, async (client) => {
    await client.query(`select pg_advisory_xact_lock(${LOCK})`)
    const changes = decide(await readRows(client, wanted))
    if (changes !== null) await write(client, wanted.name, changes)
  })
}

/** The reason of an endpoint that was disabled for leaving its watchlist; one that comes back is enabled again. */
export function leftReason(name: string): string {
  return `no longer in watchlist ${name}`
}

async function readRows(client: PoolClient, { name, urls, hosts, sources: fed }: Wanted): Promise<WatchlistRows> {
  const { rows: articles } = await client.query<WatchlistRows['articles'][number]>(
    `select url, tags, priority, untracked_at is null as tracked, forgotten_at is not null as forgotten,
       applied_from as "from"
     from articles where url = any ($1) or (applied_from = $2 and untracked_at is null)`,
    [urls, name],
  )
  const { rows: endpoints } = await client.query<WatchlistRows['endpoints'][number]>(
    `select id, name, format, url, secrets, preferences, disabled_reason as "disabledReason", applied_from as "from"
     from endpoints order by name`,
  )
  const { rows: routes } = await client.query<WatchlistRows['routes'][number]>(
    `select r.name, r.route as rule, r.applied_from as "from",
       coalesce(array_agg(e.name order by e.name) filter (where e.name is not null), '{}') as endpoints
     from routes r left join route_endpoints re on re.route_id = r.id left join endpoints e on e.id = re.endpoint_id
     group by r.id order by r.name`,
  )
  const { rows: sites } = await client.query<WatchlistRows['sites'][number]>(
    `select host, gap_ms as "gapMs", settings, applied_from as "from"
     from sites where host = any ($1) or applied_from = $2`,
    [hosts, name],
  )
  const { rows: sources } = await client.query<WatchlistRows['sources'][number]>(
    `select url, settings, parent_id is not null as named, applied_from as "from"
     from sources where url = any ($1) or applied_from = $2`,
    [fed, name],
  )
  return { articles, endpoints, routes, sites, sources }
}

async function write(client: PoolClient, name: string, changes: WatchlistChanges): Promise<void> {
  await writeSites(client, name, changes.sites)
  await writeArticles(client, name, changes.articles)
  await writeEndpoints(client, name, changes.endpoints)
  await writeRoutes(client, name, changes.routes)
  await addSources(client, changes.sources.set)
  await removeSources(client, changes.sources.remove)
}

async function writeArticles(
  client: PoolClient,
  name: string,
  { set, untrack }: WatchlistChanges['articles'],
): Promise<void> {
  await wakeSites(
    client,
    set.map(({ host }) => host),
  )
  await client.query(
    `insert into articles (url, host, tags, priority, applied_from, next_check_at)
     select url, host, tags, priority, case when owned then $2 end, now()
     from jsonb_to_recordset($1::jsonb) as a(url text, host text, tags text[], priority real, owned boolean) order by url
     on conflict (url) do update set
       tags = excluded.tags,
       priority = excluded.priority,
       applied_from = excluded.applied_from,
       tracked_at = case when articles.untracked_at is null then articles.tracked_at else now() end,
       untracked_at = null,
       next_check_at = case when articles.untracked_at is null then articles.next_check_at else now() end`,
    [toJson(set), name],
  )
  await client.query(
    'update articles set untracked_at = now(), next_check_at = null, applied_from = null where url = any ($1)',
    [untrack],
  )
}

async function writeEndpoints(
  client: PoolClient,
  name: string,
  { set, disable }: WatchlistChanges['endpoints'],
): Promise<void> {
  for (const endpoint of set) {
    await client.query(
      `insert into endpoints as e (name, format, url, secrets, preferences, applied_from)
       values ($1, $2, $3, $4, $5, case when $6 then $7::text end)
       on conflict (name) do update set format = excluded.format, url = excluded.url, secrets = excluded.secrets,
         preferences = excluded.preferences, applied_from = excluded.applied_from,
         disabled_at = case when $8 then null else e.disabled_at end,
         disabled_reason = case when $8 then null else e.disabled_reason end,
         failures = case when $8 then 0 else e.failures end,
         failing_since = case when $8 then null else e.failing_since end`,
      [
        endpoint.name,
        endpoint.format,
        endpoint.url,
        endpoint.secrets,
        toJson(endpoint.preferences),
        endpoint.owned,
        name,
        endpoint.enable,
      ],
    )
  }
  await client.query(
    `with gone as (
       update endpoints set disabled_at = coalesce(disabled_at, now()), disabled_reason = coalesce(disabled_reason, $2),
         applied_from = null
       where name = any ($1) returning id
     )
     update deliveries set state = 'dead', reason = 'endpoint disabled: ' || $2, done_at = now(), lease_until = null
     where endpoint_id in (select id from gone) and state in ('open', 'pending') and not (taken and lease_until > now())`,
    [disable, leftReason(name)],
  )
}

async function writeRoutes(
  client: PoolClient,
  name: string,
  { set, remove }: WatchlistChanges['routes'],
): Promise<void> {
  for (const { name: route, rule, endpoints, owned } of set) {
    await client.query(
      `insert into routes (name, route, applied_from) values ($1, $2, case when $3 then $4::text end)
       on conflict (name) do update set route = excluded.route, applied_from = excluded.applied_from`,
      [route, toJson(rule), owned, name],
    )
    await client.query('delete from route_endpoints where route_id = (select id from routes where name = $1)', [route])
    await client.query(
      `insert into route_endpoints (route_id, endpoint_id)
       select r.id, e.id from routes r, endpoints e where r.name = $1 and e.name = any ($2)`,
      [route, endpoints],
    )
  }
  await client.query('delete from routes where name = any ($1)', [remove])
}

async function writeSites(client: PoolClient, name: string, { set, reset }: WatchlistChanges['sites']): Promise<void> {
  for (const { host, gapMs, settings, owned } of set) {
    await client.query(
      `insert into sites (host, gap_ms, settings, applied_from) values ($1, $2, $3, case when $4 then $5::text end)
       on conflict (host) do update set gap_ms = excluded.gap_ms, settings = excluded.settings,
         applied_from = excluded.applied_from`,
      [host, gapMs, toJson(settings), owned, name],
    )
  }
  await client.query(
    `update sites set gap_ms = null, settings = settings - '{headers,ignoreRobots}'::text[], applied_from = null
     where host = any ($1)`,
    [reset],
  )
}
