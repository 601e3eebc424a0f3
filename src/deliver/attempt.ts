import type { AttemptResult } from '../article.ts'

/** What deliver needs of egress (src/fetch/egress.ts is made to fit): one request, no redirects, results as values. */
export interface WebhookEgress {
  request(request: {
    method: 'POST'
    url: string
    purpose: 'webhook'
    headers: Record<string, string>
    body: string
    signal: AbortSignal
    maxWireBytes: number
    headTimeoutMs: number
    totalTimeoutMs: number
  }): Promise<
    | { kind: 'response'; status: number; headers: Record<string, string>; body: Uint8Array; tookMs: number }
    | { kind: 'failure'; code: string; detail: string; status: number | null; tookMs: number }
  >
}

export const ATTEMPT_TIMEOUT_MS = 15_000
const ANSWER_BYTES = 4_096

/**
 * One HTTP try of a delivery: the frozen bytes with this try's signature. Never follows a redirect, reads at most 4 KB of
 * the answer, ends within `timeoutMs` (DNS included), and throws for nothing that the world does.
 */
export async function attempt(told: {
  egress: WebhookEgress
  url: string
  headers: Record<string, string>
  body: string
  signal: AbortSignal
  timeoutMs?: number
}): Promise<AttemptResult> {
  const timeoutMs = told.timeoutMs ?? ATTEMPT_TIMEOUT_MS
  const result = await told.egress.request({
    method: 'POST',
    url: told.url,
    purpose: 'webhook',
    // identity: an answer is only ever read by people, in the log
    headers: { ...told.headers, 'accept-encoding': 'identity' },
    body: told.body,
    signal: told.signal,
    maxWireBytes: ANSWER_BYTES,
    headTimeoutMs: timeoutMs,
    totalTimeoutMs: timeoutMs,
  })
  if (result.kind === 'response') {
    const { status, headers, tookMs } = result
    return { status, headers, answer: readable(result.body), tookMs, error: null }
  }
  const { status, code, detail, tookMs } = result
  return { status, headers: {}, answer: '', tookMs, error: { code, detail } }
}

function readable(body: Uint8Array): string {
  // stream: an answer cut inside a character must not end in a replacement character
  const text = new TextDecoder('utf-8').decode(body.subarray(0, ANSWER_BYTES), { stream: true })
  return text.replace(/[^\P{Cc}\t\n]/gu, '')
}
