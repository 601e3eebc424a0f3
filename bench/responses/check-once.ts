import { createHash } from 'node:crypto'
import type { Content, FetchOutcome, Outcome, Standing } from '../../src/article.ts'
import { StetError } from '../../src/errors.ts'
import { extract } from '../../src/extract/extract.ts'
import { createEgress, type Egress } from '../../src/fetch/egress.ts'
import { fetchPage } from '../../src/fetch/fetch-page.ts'
import { type Observation, observeFetch, observePage } from '../../src/outcome/observe.ts'
import { type Settled, settle } from '../../src/outcome.ts'
import { type Case, priorHtml } from './case.ts'
import type { Player } from './player.ts'

export interface CheckSeen {
  outcome: Outcome
  state: string | null
  alert: string | null
  keepLastVersion: boolean
  ms: number
  rssGrowthMb: number
  fetched: FetchOutcome
  content: Content | null
  settled: Settled
  /** Every request of the check, by its lower-case headers. */
  requests: Array<Record<string, string>>
}

/** One check of an article whose prior state is the case's. */
export async function checkOnce(player: Player, played: Case): Promise<CheckSeen> {
  const requests: Array<Record<string, string>> = []
  const egress = openEgress(player, played, requests)
  const prior = priorHtml(played)
  const last = prior ? extract({ html: prior.toString('utf8'), url: null, rules: null }) : null
  const url = `http://${played.id}.case.test${ARTICLE_PATH}`
  const rssBefore = process.memoryUsage().rss
  const started = performance.now()
  const fetched = await fetchPage(
    {
      url,
      validators: { etag: played.prior?.etag ?? null, lastModified: played.prior?.last_modified ?? null },
      wireHash: prior ? createHash('sha256').update(prior).digest('hex') : null,
      full: false,
    },
    { egress, now: () => new Date() },
  )
  const { content, observation } = see(fetched, last)
  const settled = settle({
    standing: priorStanding(played),
    known: last !== null,
    url,
    observation,
    now: new Date().toISOString(),
  })
  const ms = Math.round(performance.now() - started)
  const rssGrowthMb = Math.round((process.resourceUsage().maxRSS / 1024 - rssBefore / 1048576) * 10) / 10
  await egress.close()
  const { outcome, keepLastVersion } = settled
  return {
    outcome,
    state: wordOf(settled),
    alert: alertOf(settled, last),
    keepLastVersion,
    ms,
    rssGrowthMb,
    fetched,
    content,
    settled,
    requests,
  }
}

const ARTICLE_PATH = '/a'

function see(fetched: FetchOutcome, last: Content | null): { content: Content | null; observation: Observation } {
  if (fetched.kind !== 'page') return { content: null, observation: observeFetch(fetched) }
  const { page } = fetched
  try {
    const next = extract({ html: page.html, url: page.url, rules: null })
    const changed = last === null || textOf(last) !== textOf(next)
    return { content: next, observation: observePage({ last, next, changed, page }) }
  } catch (thrown) {
    if (!(thrown instanceof StetError && thrown.code === 'too_complex')) throw thrown
    return {
      content: null,
      observation: { saw: 'obstacle', outcome: 'too_complex', state: 'parse_limits', retryAfterMs: null },
    }
  }
}

function textOf({ headline, standfirst, blocks }: Content): string {
  return [headline?.text, standfirst, ...blocks.map(({ text }) => text)].join('\n').normalize('NFC')
}

/** The corpus names only the state that was held; that it had been confirmed and told is what the word means there. */
function priorStanding({ prior }: Case): Standing | null {
  const outcomes: Record<string, Outcome> = {
    removed: 'removed',
    removed_pending: 'removed_pending',
    blocked: 'blocked',
    paywalled: 'paywalled',
    unavailable_legal: 'unavailable_legal',
    suspect: 'suspect',
  }
  const outcome = outcomes[prior?.state ?? '']
  if (!outcome) return null
  const told = outcome !== 'removed_pending' && outcome !== 'suspect'
  const long = '2026-11-01T00:00:00.000Z'
  return {
    outcome,
    state: null,
    since: long,
    seen: 2,
    countedAt: long,
    told,
    ...(told && { said: outcome }),
  }
}

/**
 * The state in the corpus's words: it calls a failing connection "unreachable_after_n", for it is unreachable only
 * when it has been so n times; here that is the count of misses, and `unreachable` when it is full.
 */
function wordOf({ state, standing }: Settled): string | null {
  return standing.misses && state !== null && CONNECTION.has(state) ? 'unreachable_after_n' : state
}

const CONNECTION = new Set(['dns_error', 'connect_error'])

/** The alert in the corpus's words; a first version is no news. */
function alertOf({ outcome, events }: Settled, last: Content | null): string | null {
  if (outcome === 'new_version') return last === null ? null : 'changed'
  const told = events.find(({ type }) => type === 'removed' || type === 'restored' || type === 'unavailable_legal')
  return told?.type === 'unavailable_legal' ? 'unavailable' : (told?.type ?? null)
}

/**
 * The real egress, told to reach the player under the case's own host, and no other address. The player keeps its
 * cases under /case/ID; that prefix is put on and taken off here, so that the product sees the site's own paths.
 */
function openEgress({ port }: Player, { id, error_code: code }: Case, requests: Array<Record<string, string>>): Egress {
  const host = `${id}.case.test`
  const failure = code ? Object.assign(new Error(`made to fail: ${code}`), { code }) : null
  const byDns = code !== undefined && /^(?:ENOTFOUND|EAI_)/.test(code)
  const egress = createEgress({
    userAgent: 'StetBench/1 (+https://stet.example/bot)',
    allow: [{ cidr: '127.0.0.1', port }],
    ...(byDns ? {} : { resolve: { [host]: `127.0.0.1:${port}` } }),
    lookup: (name) =>
      Promise.reject(failure ?? Object.assign(new Error(`no answer for ${name}`), { code: 'ENOTFOUND' })),
    ...(failure && !byDns ? { dial: (_, callback) => callback(failure, null) } : {}),
  })
  return {
    async request(request) {
      requests.push(request.headers ?? {})
      const result = await egress.request({ ...request, url: playerUrl(request.url, host, id) })
      const location = result.kind === 'response' ? result.headers['location'] : undefined
      if (result.kind === 'response' && location?.startsWith(`/case/${id}/`)) {
        result.headers['location'] = location.slice(`/case/${id}`.length)
      }
      return result
    },
    close: () => egress.close(),
  }
}

function playerUrl(asked: string, host: string, id: string): string {
  if (!URL.canParse(asked) || new URL(asked).hostname !== host) return asked
  const url = new URL(asked)
  url.pathname = url.pathname === ARTICLE_PATH ? `/case/${id}` : `/case/${id}${url.pathname}`
  return url.href
}
