import { isMap, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { type EndpointFormat, endpointFormat } from '../alert/endpoint.ts'
import { type Preferences, preferences } from '../alert/preferences.ts'
import { type RouteRule, routeRule } from '../alert/route.ts'
import type { SiteSettings } from '../article.ts'
import { asError, StetError } from '../errors.ts'
import { sourceSettings, tag } from './source-settings.ts'

/** A watchlist as it was understood: everything checked, every secret read. */
export interface Watchlist {
  name: string
  articles: Array<{ url: string; host: string; tags: string[]; priority: number }>
  endpoints: Array<{
    name: string
    format: EndpointFormat
    url: string
    /** Null: one is to be made. */
    secret: string | null
    preferences: Preferences
  }>
  routes: Array<{ name: string; rule: RouteRule; endpoints: string[] }>
  sites: Array<{ host: string; gapMs: number | null; settings: SiteSettings }>
  sources: Array<{ url: string; host: string; settings: z.infer<typeof sourceSettings> }>
}

/** What reading needs of the rest; each check throws what is wrong with the value. */
export interface WatchlistDeps {
  env: Record<string, string | undefined>
  readFile(path: string): string
  articleUrl(url: string): { url: string; host: string }
  endpointUrl(url: string, format: EndpointFormat): { url: string }
  checkSecret(secret: string): void
}

const name = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u, 'must be letters, digits, space, dot, dash; at most 64')
const article = z.strictObject({
  url: z.string(),
  tags: z.array(tag).default([]),
  priority: z.number().positive().max(1000).default(1),
})
const endpoint = z
  .strictObject({
    url: z.string().optional(),
    url_env: z.string().optional(),
    url_file: z.string().optional(),
    format: endpointFormat.default('stet'),
    secret_env: z.string().optional(),
    secret_file: z.string().optional(),
    preferences: preferences.prefault({}),
  })
  .refine((one) => [one.url, one.url_env, one.url_file].filter((given) => given !== undefined).length === 1, {
    error: 'must have one of url, url_env and url_file',
  })
  .refine((one) => one.secret_env === undefined || one.secret_file === undefined, {
    error: 'has both secret_env and secret_file',
  })
const site = z.strictObject({
  gap_seconds: z.number().nonnegative().max(86_400).optional(),
  headers: z
    .record(z.string().regex(/^[!#$%&'*+.^_`|~\w-]+$/, 'is no header name'), z.string().regex(/^[\x20-\x7e]*$/))
    .optional(),
  ignore_robots: z.boolean().optional(),
})
const source = sourceSettings.extend({ url: z.string() })
const watchlist = z.strictObject({
  name: name.optional(),
  articles: z.array(z.preprocess((one) => (typeof one === 'string' ? { url: one } : one), article)).default([]),
  endpoints: z.record(name, endpoint).default({}),
  routes: z.record(name, routeRule.extend({ endpoints: z.array(z.string()).min(1) })).default({}),
  sites: z.record(z.string().regex(/^[a-z0-9.-]+(:\d+)?$/, 'must be a host in lower case'), site).default({}),
  sources: z.array(z.preprocess((one) => (typeof one === 'string' ? { url: one } : one), source)).default([]),
})

type Place = ReadonlyArray<PropertyKey>

/**
 * Reads a watchlist and checks all of it.
 * @param path stands in the faults, and names a watchlist that has no name of its own
 * @throws StetError `bad_watchlist` naming every fault at once with its line
 */
export function readWatchlist(path: string, text: string, deps: WatchlistDeps): Watchlist {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const faults: Array<{ line: number; text: string }> = []
  const lineOf = (place: Place): number => {
    for (let length = place.length; length > 0; length--) {
      const node = document.getIn(place.slice(0, length), true)
      const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : null
      if (Array.isArray(range)) return lines.linePos(Number(range[0])).line
    }
    return 1
  }
  const fault = (place: Place, what: string) => {
    faults.push({ line: lineOf(place), text: `${place.map(String).join('.') || 'watchlist'}: ${what}` })
  }
  for (const error of document.errors) {
    faults.push({ line: lines.linePos(error.pos[0]).line, text: error.message.split('\n')[0] ?? '' })
  }
  const empty = document.contents === null
  if (!empty && !isMap(document.contents)) fault([], 'must be a map of articles, sources, endpoints, routes and sites')
  const parsed = watchlist.safeParse(faults.length > 0 || empty ? {} : document.toJS())
  for (const issue of parsed.error?.issues ?? []) fault(issue.path, issue.message)
  const read = parsed.success ? understand(parsed.data, deps, fault) : null
  if (read === null || faults.length > 0) {
    const told = faults.sort((a, b) => a.line - b.line).map((one) => `  ${path}:${one.line}  ${one.text}`)
    throw new StetError('bad_watchlist', `the watchlist is wrong, nothing was applied:\n${told.join('\n')}`)
  }
  return { name: parsed.data?.name ?? (path.split(/[/\\]/).at(-1) ?? path).replace(/\.ya?ml$/, ''), ...read }
}

function understand(
  given: z.infer<typeof watchlist>,
  deps: WatchlistDeps,
  fault: (place: Place, what: string) => void,
): Omit<Watchlist, 'name'> {
  function tried<T>(place: Place, work: () => T): T | null {
    try {
      return work()
    } catch (thrown) {
      fault(place, asError(thrown).message)
      return null
    }
  }
  function secretly(place: Place, variable: string | undefined, file: string | undefined): string | null {
    if (variable !== undefined) {
      const value = deps.env[variable]
      if (value === undefined || value === '') fault(place, `the variable ${variable} is not set`)
      return value || null
    }
    return file === undefined ? null : tried(place, () => deps.readFile(file).trim())
  }

  const articles = new Map<string, Watchlist['articles'][number]>()
  given.articles.forEach(({ url: written, tags, priority }, at) => {
    const place = ['articles', at]
    const target = tried(place, () => deps.articleUrl(written))
    if (target === null) return
    if (articles.has(target.url)) fault(place, `${target.url} is listed twice`)
    articles.set(target.url, { ...target, tags: [...new Set(tags)].sort(), priority })
  })
  const sources = new Map<string, Watchlist['sources'][number]>()
  given.sources.forEach(({ url: written, ...settings }, at) => {
    const place = ['sources', at]
    const target = tried(place, () => deps.articleUrl(written))
    if (target === null) return
    if (sources.has(target.url)) fault(place, `${target.url} is listed twice`)
    sources.set(target.url, { ...target, settings: { ...settings, tags: [...new Set(settings.tags)].sort() } })
  })
  const endpoints = Object.entries(given.endpoints).flatMap(([name, one]) => {
    const place = ['endpoints', name]
    const url = one.url ?? secretly([...place, one.url_env ? 'url_env' : 'url_file'], one.url_env, one.url_file)
    const checked = url === null ? null : tried(place, () => deps.endpointUrl(url, one.format))
    const secret = secretly([...place, one.secret_env ? 'secret_env' : 'secret_file'], one.secret_env, one.secret_file)
    if (secret !== null) tried(place, () => deps.checkSecret(secret))
    return checked === null
      ? []
      : [{ name, format: one.format, url: checked.url, secret, preferences: one.preferences }]
  })
  const routed = Object.entries(given.routes).map(([name, { endpoints: to, ...rule }]) => {
    for (const one of to) {
      if (!Object.hasOwn(given.endpoints, one))
        fault(['routes', name, 'endpoints'], `there is no endpoint "${one}" in this file`)
    }
    return { name, rule, endpoints: [...new Set(to)].sort() }
  })
  return {
    articles: [...articles.values()],
    sources: [...sources.values()],
    endpoints,
    routes: [...routed, ...routesOfTheirOwn(given, fault)],
    sites: Object.entries(given.sites).map(([host, one]) => ({
      host,
      gapMs: one.gap_seconds === undefined ? null : Math.round(one.gap_seconds * 1000),
      settings: {
        ...(one.ignore_robots === true && { ignoreRobots: true }),
        ...(one.headers && {
          headers: Object.fromEntries(Object.entries(one.headers).map(([key, value]) => [key.toLowerCase(), value])),
        }),
      },
    })),
  }
}

/** An endpoint that no route names is told everything, by a route of its own name: as `stet endpoint add` does. */
function routesOfTheirOwn(
  given: z.infer<typeof watchlist>,
  fault: (place: Place, what: string) => void,
): Watchlist['routes'] {
  const named = new Set(Object.values(given.routes).flatMap(({ endpoints }) => endpoints))
  return Object.keys(given.endpoints)
    .filter((name) => !named.has(name))
    .map((name) => {
      if (Object.hasOwn(given.routes, name))
        fault(['routes', name], `endpoint "${name}" needs a route of this name for itself`)
      return { name, rule: {}, endpoints: [name] }
    })
}
