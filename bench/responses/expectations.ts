import { isDeepStrictEqual } from 'node:util'
import { afterRequest, newHostState, requestSeen } from '../../src/fetch/politeness.ts'
import type { Case } from './case.ts'
import type { CheckSeen } from './check-once.ts'
import { told } from './told.ts'

/** Names of the case's expectations, beside outcome, state, alert and keep_last_version, that were not met. */
export function unmet(played: Case, seen: CheckSeen): string[] {
  return Object.entries(played.expected)
    .filter(([name, wanted]) => CHECKS[name]?.(seen, wanted, played) === false)
    .map(([name]) => name)
}

/** A connection that is not used for so long is closed: the next check has a new one. */
const KEPT_ALIVE_MS = 15_000

type Check = (seen: CheckSeen, wanted: unknown, played: Case) => boolean

const CHECKS: Record<string, Check> = {
  max_ms: ({ ms }, most) => ms <= Number(most),
  max_rss_growth_mb: ({ rssGrowthMb }, most) => rssGrowthMb <= Number(most),
  max_decoded_bytes: ({ fetched }, most) => fetched.kind !== 'page' || fetched.page.bytes.length <= Number(most),
  max_requests: ({ requests }, most) => requests.length <= Number(most),
  not_before_s: ({ fetched, nextMs }, seconds) => {
    const ms = fetched.kind === 'obstacle' ? (fetched.retryAfterMs ?? 0) : 0
    return ms === Number(seconds) * 1000 && (nextMs ?? Number.POSITIVE_INFINITY) >= ms
  },
  new_connection: ({ nextMs }) => (nextMs ?? Number.POSITIVE_INFINITY) > KEPT_ALIVE_MS,
  per_host_backoff: ({ fetched }) => {
    const rules = { gapMs: 2000, crawlDelayMs: null, requestsPerDay: 10_000 }
    const { state } = afterRequest(newHostState(), requestSeen(fetched), rules, new Date().toISOString())
    return state.slowdown > 1
  },
  retry_unconditional: ({ requests }) => {
    const last = requests.at(-1) ?? {}
    return requests.length > 1 && !('if-none-match' in last) && !('if-modified-since' in last)
  },
  bytes: ({ fetched }, bytes) => (fetched.kind === 'page' ? fetched.page.wire.length : 0) === bytes,
  store_etag: ({ fetched }, etag) => validatorsOf(fetched)?.etag === etag,
  store_last_modified: ({ fetched }, date) => validatorsOf(fetched)?.lastModified === date,
  moved: ({ review }, moved) => (review.standing.moving !== undefined) === moved,
  charset: ({ fetched }, charset) => fetched.kind === 'page' && fetched.page.charset === charset,
  extracted_contains: (seen, texts) => strings(texts).every((text) => textOf(seen).includes(text)),
  extracted_not_contains: (seen, texts) => !strings(texts).some((text) => textOf(seen).includes(text)),
  stored_has_no_nul: ({ content }) => !JSON.stringify(content()).includes('\\u0000'),
  fault_is_ours: ({ review }) => review.state === 'local_error',
  json_roundtrip: ({ content }) => isDeepStrictEqual(JSON.parse(JSON.stringify(content())), content()),
  slack_must_escape: (seen, texts, played) => {
    const body = told(played, seen.content(), 'slack')
    return !strings(texts).some((text) => body.includes(text))
  },
  // Teams reads Markdown in a TextBlock, not in the runs of a RichTextBlock.
  teams_must_escape: (seen, _, played) =>
    !/"type":"TextBlock","text":"(?:[^"]|\\")*?(?<!\\)\[[^\]"]*\]\(/.test(told(played, seen.content(), 'teams')),
  html_must_escape: (seen, _, played) => !/<script/i.test(JSON.parse(told(played, seen.content(), 'email')).html),
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  log_must_strip_control: (seen) => !/[\u0000-\u0008\u000b-\u001f\u007f]/.test(textOf(seen)),
  flag: (seen, flag) => {
    if (flag === 'bidi_control') return !/[\u202a-\u202e\u2066-\u2069]/.test(textOf(seen))
    return seen.content()?.notices.some(({ kind }) => kind === flag) ?? false
  },
  treated_as_text: ({ outcome }) => outcome === 'new_version',
}

function validatorsOf(fetched: CheckSeen['fetched']): { etag: string | null; lastModified: string | null } | null {
  if (fetched.kind === 'page') return fetched.page.validators
  return fetched.kind === 'unchanged' ? fetched.validators : null
}

function textOf(seen: CheckSeen): string {
  const content = seen.content()
  return [content?.headline?.text, content?.standfirst, ...(content?.blocks.map(({ text }) => text) ?? [])].join('\n')
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}
