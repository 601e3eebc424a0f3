import type { EndpointFormat } from './endpoint.ts'
import { type SignatureHeaders, signatureHeaders } from './signature.ts'

/**
 * URL and headers of one try: the frozen body's type and, for Stet's own format, this try's signature.
 * Chat services are told nothing they do not need; Discord is asked to wait, for only then it says what failed.
 */
export function webhookRequest(tried: {
  format: Exclude<EndpointFormat, 'email'>
  url: string
  webhookId: string
  contentType: string
  body: string
  /** All that sign now, newest first (activeSecrets). */
  secrets: readonly string[]
  nowMs: number
}): { url: string; headers: Record<string, string> & Partial<SignatureHeaders> } {
  const { format, url, webhookId, contentType, body, secrets, nowMs } = tried
  const headers = { 'content-type': contentType }
  switch (format) {
    case 'stet':
      return { url, headers: { ...headers, ...signatureHeaders({ webhookId, attemptAtMs: nowMs, body, secrets }) } }
    case 'discord': {
      const waiting = new URL(url)
      waiting.searchParams.set('wait', 'true')
      return { url: waiting.href, headers }
    }
    case 'slack':
    case 'teams':
      return { url, headers }
  }
}
