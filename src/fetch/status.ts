import type { Obstacle } from '../article.ts'

/** `page`: read the body. `again`: ask once more without conditions. `redirect`: go where it says. */
export type StatusPolicy =
  | { kind: 'page' }
  | { kind: 'redirect' }
  | { kind: 'not_modified' }
  | { kind: 'again'; change: 'unconditional' | 'any_type' }
  | { kind: 'obstacle'; outcome: Obstacle; state: string }

/**
 * What a status means for a watched article, whatever its body says: a 404 or a 503 with a whole article in it is
 * no version. Policy of the response corpus; the meanings are RFC 9110, 6585 (429, 431), 7725 (451), 4918 and
 * those that large networks made up (520-530, 999). `again` is answered once; then the status counts as `retry`.
 */
export function policyOf(status: number): StatusPolicy {
  const named = NAMED[status]
  if (named) return named
  if (status >= 500) return { kind: 'obstacle', outcome: 'retry', state: 'server_error' }
  return { kind: 'obstacle', outcome: 'retry', state: `status_${status}` }
}

const PAGE: StatusPolicy = { kind: 'page' }
const REDIRECT: StatusPolicy = { kind: 'redirect' }
const retry = (state: string): StatusPolicy => ({ kind: 'obstacle', outcome: 'retry', state })
const blocked = (state: string): StatusPolicy => ({ kind: 'obstacle', outcome: 'blocked', state })

const NAMED: Record<number, StatusPolicy> = {
  200: PAGE,
  203: PAGE, // transformed by a proxy on the way, whole all the same
  202: retry('accepted'), // queued, or a challenge
  204: retry('no_content'),
  205: retry('no_content'),
  206: retry('partial'), // never asked for
  301: REDIRECT,
  302: REDIRECT,
  303: REDIRECT,
  307: REDIRECT,
  308: REDIRECT,
  304: { kind: 'not_modified' },
  401: blocked('login'),
  402: { kind: 'obstacle', outcome: 'paywalled', state: 'payment_required' },
  403: blocked('forbidden'),
  404: { kind: 'obstacle', outcome: 'removed_pending', state: 'not_found' },
  406: { kind: 'again', change: 'any_type' },
  408: retry('timeout'),
  410: { kind: 'obstacle', outcome: 'removed_pending', state: 'gone' },
  412: { kind: 'again', change: 'unconditional' },
  416: { kind: 'again', change: 'unconditional' },
  418: blocked('forbidden'), // what some walls say to machines
  421: retry('misdirected'),
  425: retry('too_early'),
  429: retry('too_many_requests'),
  431: retry('headers_too_large'),
  451: { kind: 'obstacle', outcome: 'unavailable_legal', state: 'legal' },
  999: blocked('forbidden'), // LinkedIn and its imitators
}
