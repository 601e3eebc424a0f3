import type { AttemptResult } from '../article.ts'
import type { EndpointFormat } from './endpoint.ts'
import { parseRetryAfter } from './retry-after.ts'

/**
 * What an answer means: taken; worth another try (not before `floorMs`); this message will never be taken (`dead`); or
 * this endpoint will never take any (`disable`).
 */
export type Verdict =
  | { kind: 'delivered' }
  | { kind: 'retry'; reason: string; floorMs: number }
  | { kind: 'dead'; reason: string }
  | { kind: 'disable'; reason: string }

/** Wait at least so long after 429, 502 and 504: the receiver says that it is overrun (svix does the same). */
const THROTTLE_FLOOR_MS = 60_000

/**
 * Reads an answer by the rules of the service it came from. Redirects are never followed: they fail.
 * Sources: Standard Webhooks 1.0.0; api.slack.com incoming webhooks; discord-api-docs rate-limits and webhook pages;
 * msteams-docs connectors-using (200 whose body names an error).
 */
export function readAnswer(format: EndpointFormat, result: AttemptResult, nowMs: number): Verdict {
  if (result.status === null) {
    const code = result.error?.code ?? 'no_answer'
    // A refused address may be a passing fault of DNS; a refused URL stays one.
    return code === 'refused_url' ? { kind: 'disable', reason: code } : { kind: 'retry', reason: code, floorMs: 0 }
  }
  const { status } = result
  if (format === 'email') return readReply(status, result, nowMs)
  if (status >= 200 && status < 300) return readSuccess(format, result, nowMs)
  if (status === 410) return { kind: 'disable', reason: 'http_410' }
  if (status >= 400 && status < 500 && format !== 'stet') return readRefusal(format, status, result, nowMs)
  return retry(`http_${status}`, result, nowMs)
}

/** Whether a try was one: what our own side broke off (shutdown, no descriptors, no network) is not held against anyone. */
export function countsAsTry(result: AttemptResult): boolean {
  return result.error === null || (result.error.code !== 'aborted' && result.error.code !== 'local_error')
}

function readSuccess(format: EndpointFormat, result: AttemptResult, nowMs: number): Verdict {
  // A 2xx head is the receipt, even when the body after it broke off; only Teams says in the body that it failed.
  if (format !== 'teams') return { kind: 'delivered' }
  if (result.error !== null) return retry(result.error.code, result, nowMs)
  const named = /returned HTTP error (\d{3})/i.exec(result.answer)
  if (!named) return { kind: 'delivered' }
  const status = Number(named[1])
  return readRefusal('teams', status, { ...result, status }, nowMs)
}

/** A reply of SMTP (RFC 5321, 4.2.1): 4yz may pass, 5yz stays. A mailbox that is gone today may be back tomorrow. */
function readReply(status: number, result: AttemptResult, nowMs: number): Verdict {
  if (status >= 200 && status < 300) return { kind: 'delivered' }
  return status >= 500 ? { kind: 'dead', reason: `smtp_${status}` } : retry(`smtp_${status}`, result, nowMs)
}

/** A 4xx of a chat service: the same bytes or the same address will not do better, but for 408, 425 and 429. */
function readRefusal(format: EndpointFormat, status: number, result: AttemptResult, nowMs: number): Verdict {
  const word = serviceWord(format, result.answer)
  const reason = word === null ? `http_${status}` : `http_${status} ${word}`
  if (status === 408 || status === 425 || status === 429 || status >= 500) return retry(reason, result, nowMs)
  if (status === 401 || status === 403 || status === 404) return { kind: 'disable', reason }
  return { kind: 'dead', reason }
}

function retry(reason: string, result: AttemptResult, nowMs: number): Verdict {
  const asked = [
    parseRetryAfter(result.headers['retry-after'] ?? null, nowMs),
    parseRetryAfter(result.headers['x-ratelimit-reset-after'] ?? null, nowMs),
    discordRetryAfter(result),
  ].filter((ms) => ms !== null)
  const throttled = result.status === 429 || result.status === 502 || result.status === 504
  // A hint of 0 s after 429 is no hint.
  const floor = Math.max(0, ...asked)
  return { kind: 'retry', reason, floorMs: floor === 0 && throttled ? THROTTLE_FLOOR_MS : floor }
}

/** Discord's 429 body: {"message": …, "retry_after": 64.57, "global": false}, in seconds. */
function discordRetryAfter(result: AttemptResult): number | null {
  if (result.status !== 429) return null
  const seconds = /"retry_after"\s*:\s*(\d{1,9}(?:\.\d+)?)/.exec(result.answer)?.[1]
  return seconds === undefined ? null : Math.ceil(Number(seconds) * 1000)
}

/** Slack answers with a bare word (invalid_payload, no_service); nothing else of an answer may reach a log line. */
function serviceWord(format: EndpointFormat, answer: string): string | null {
  return format === 'slack' ? (/^[a-z_]{3,40}$/.exec(answer.trim())?.[0] ?? null) : null
}
