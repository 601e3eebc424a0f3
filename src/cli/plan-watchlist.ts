import { isDeepStrictEqual } from 'node:util'
import { redactUrl } from '../alert/endpoint.ts'
import type { HeldSecret } from '../alert/signing-secret.ts'
import { leftReason, type WatchlistChanges, type WatchlistRows } from '../store/apply-watchlist.ts'
import { planSources } from './plan-sources.ts'
import type { Watchlist } from './watchlist.ts'

/** One line of a plan. `kept` is a note: the ledger differs from the file there, and stays as it is. */
export interface Step {
  act: 'added' | 'changed' | 'removed' | 'kept'
  what: 'article' | 'endpoint' | 'route' | 'site' | 'source'
  name: string
  /** What changes, in words; never a secret. */
  detail: string
}

type WantedEndpoint = Watchlist['endpoints'][number] & { owned: boolean; enable: boolean; rotate: boolean }

export interface Plan {
  steps: Step[]
  changes: Omit<WatchlistChanges, 'endpoints'> & { endpoints: { set: WantedEndpoint[]; disable: string[] } }
}

/** The ledger's rows with the endpoints opened. */
export type OpenedRows = Omit<WatchlistRows, 'endpoints'> & {
  endpoints: Array<Omit<WatchlistRows['endpoints'][number], 'secrets'> & { secrets: HeldSecret[] }>
}

/**
 * What makes the ledger match a watchlist. Rows that another watchlist or a person made are changed when this one
 * names them, and keep their owner; only rows that came from this watchlist are taken back when they leave it.
 */
export function planWatchlist(list: Watchlist, rows: OpenedRows): Plan {
  const articles = planArticles(list, rows)
  const endpoints = planEndpoints(list, rows)
  const routes = planRoutes(list, rows)
  const sites = planSites(list, rows)
  const sources = planSources(list, rows)
  return {
    steps: [articles, endpoints, routes, sites, sources].flatMap(({ steps }) => steps),
    changes: {
      articles: articles.changes,
      endpoints: endpoints.changes,
      routes: routes.changes,
      sites: sites.changes,
      sources: sources.changes,
    },
  }
}

/** Whether a plan has anything to do. */
export function isIdle({ steps }: Plan): boolean {
  return steps.every(({ act }) => act === 'kept')
}

type Part<Key extends keyof Plan['changes']> = { steps: Step[]; changes: Plan['changes'][Key] }

function planArticles(list: Watchlist, rows: OpenedRows): Part<'articles'> {
  const steps: Step[] = []
  const known = new Map(rows.articles.map((row) => [row.url, row]))
  const set: WatchlistChanges['articles']['set'] = []
  for (const article of list.articles) {
    const row = known.get(article.url)
    const step = (act: Step['act'], detail: string) => steps.push({ act, what: 'article', name: article.url, detail })
    if (!row?.tracked) {
      if (row?.forgotten) {
        step('kept', 'was forgotten; stet track watches it again')
        continue
      }
      step('added', [...article.tags, article.priority === 1 ? '' : `priority ${article.priority}`].join(' ').trim())
      set.push({ ...article, owned: true })
      continue
    }
    const differs = differences([
      ['tags', [...row.tags].sort().join(' ') || 'none', article.tags.join(' ') || 'none'],
      ['priority', Number(row.priority.toPrecision(6)), Number(article.priority.toPrecision(6))],
    ])
    if (differs === '') continue
    step('changed', differs)
    set.push({ ...article, owned: row.from === list.name })
  }
  const wanted = new Set(list.articles.map(({ url }) => url))
  const untrack = rows.articles
    .filter((row) => row.from === list.name && row.tracked && !wanted.has(row.url))
    .map(({ url }) => url)
  for (const name of untrack)
    steps.push({ act: 'removed', what: 'article', name, detail: 'untracked; its history stays' })
  return { steps, changes: { set, untrack } }
}

function planEndpoints(list: Watchlist, rows: OpenedRows): Part<'endpoints'> {
  const steps: Step[] = []
  const set: WantedEndpoint[] = []
  for (const endpoint of list.endpoints) {
    const row = rows.endpoints.find(({ name }) => name === endpoint.name)
    const step = (act: Step['act'], detail: string) =>
      steps.push({ act, what: 'endpoint', name: endpoint.name, detail })
    if (!row) {
      step('added', `${endpoint.format} ${redactUrl(endpoint.url)}`)
      set.push({ ...endpoint, owned: true, enable: false, rotate: true })
      continue
    }
    const current = row.secrets.find(({ until }) => until === null)?.secret
    const rotate = endpoint.secret !== null && endpoint.secret !== current
    const enable = row.disabledReason === leftReason(list.name)
    const differs = [
      differences([
        ['format', row.format, endpoint.format],
        ['url', redactUrl(row.url), redactUrl(endpoint.url)],
      ]),
      rotate ? 'a new secret; the one before signs on for a day' : '',
      isDeepStrictEqual(row.preferences, endpoint.preferences) ? '' : 'preferences',
      enable ? 'enabled again' : '',
    ]
    if (row.disabledReason !== null && !enable) step('kept', `disabled: ${row.disabledReason}`)
    const detail = differs.filter((one) => one !== '').join(', ')
    if (detail === '') continue
    step('changed', detail)
    set.push({ ...endpoint, owned: enable || row.from === list.name, enable, rotate })
  }
  const wanted = new Set(list.endpoints.map(({ name }) => name))
  const disable = rows.endpoints
    .filter((row) => row.from === list.name && !wanted.has(row.name))
    .map(({ name }) => name)
  for (const name of disable) steps.push({ act: 'removed', what: 'endpoint', name, detail: 'disabled; its log stays' })
  return { steps, changes: { set, disable } }
}

function planRoutes(list: Watchlist, rows: OpenedRows): Part<'routes'> {
  const steps: Step[] = []
  const set: WatchlistChanges['routes']['set'] = []
  for (const route of list.routes) {
    const row = rows.routes.find(({ name }) => name === route.name)
    const to = `to ${route.endpoints.join(', ')}`
    if (!row) {
      steps.push({ act: 'added', what: 'route', name: route.name, detail: to })
      set.push({ ...route, owned: true })
      continue
    }
    const differs = [
      differences([['endpoints', row.endpoints.join(', ') || 'none', route.endpoints.join(', ')]]),
      isDeepStrictEqual(row.rule, JSON.parse(JSON.stringify(route.rule))) ? '' : 'conditions',
    ].filter((one) => one !== '')
    if (differs.length === 0) continue
    steps.push({ act: 'changed', what: 'route', name: route.name, detail: differs.join(', ') })
    set.push({ ...route, owned: row.from === list.name })
  }
  const wanted = new Set(list.routes.map(({ name }) => name))
  const remove = rows.routes.filter((row) => row.from === list.name && !wanted.has(row.name)).map(({ name }) => name)
  for (const name of remove) steps.push({ act: 'removed', what: 'route', name, detail: '' })
  return { steps, changes: { set, remove } }
}

function planSites(list: Watchlist, rows: OpenedRows): Part<'sites'> {
  const steps: Step[] = []
  const set: WatchlistChanges['sites']['set'] = []
  for (const site of list.sites) {
    const row = rows.sites.find(({ host }) => host === site.host)
    const differs = [
      differences([['gap', gap(row?.gapMs ?? null), gap(site.gapMs)]]),
      // A header may hold a key: its name is told and its value is not.
      isDeepStrictEqual(row?.settings.headers ?? {}, site.settings.headers ?? {})
        ? ''
        : `headers ${Object.keys(site.settings.headers ?? {}).join(' ') || 'none'}`,
      differences([['ignore robots', row?.settings.ignoreRobots ?? false, site.settings.ignoreRobots ?? false]]),
    ].filter((one) => one !== '')
    if (differs.length === 0) continue
    const plain = !row || (row.gapMs === null && Object.keys(row.settings).length === 0)
    steps.push({ act: plain ? 'added' : 'changed', what: 'site', name: site.host, detail: differs.join(', ') })
    // What a watchlist cannot speak of stays as a person set it.
    const { headers: _, ignoreRobots: __, ...others } = row?.settings ?? {}
    const settings = { ...others, ...site.settings }
    set.push({ ...site, settings, owned: plain || row.from === list.name })
  }
  const wanted = new Set(list.sites.map(({ host }) => host))
  const reset = rows.sites.filter((row) => row.from === list.name && !wanted.has(row.host)).map(({ host }) => host)
  for (const name of reset) steps.push({ act: 'removed', what: 'site', name, detail: 'treated as any other' })
  return { steps, changes: { set, reset } }
}

function gap(ms: number | null): string {
  return ms === null ? 'the default' : `${ms / 1000} s`
}

/** Only what differs, as `tags: a -> b`. */
function differences(pairs: Array<[string, string | number | boolean, string | number | boolean]>): string {
  return pairs
    .filter(([, before, after]) => before !== after)
    .map(([label, before, after]) => `${label}: ${before} -> ${after}`)
    .join(', ')
}
