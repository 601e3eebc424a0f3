import { randomBytes } from 'node:crypto'
import { countsAsTry, readAnswer } from '../alert/answer.ts'
import { type EndpointFormat, endpointFormat, redactUrl } from '../alert/endpoint.ts'
import { stetEvent } from '../alert/event.ts'
import { afterAttempt } from '../alert/health.ts'
import { messageOf } from '../alert/message.ts'
import { render } from '../alert/render.ts'
import { webhookRequest } from '../alert/request.ts'
import { type Next, nextAttempt, type RetryPolicy } from '../alert/retry.ts'
import type { SealKey } from '../alert/seal.ts'
import { activeSecrets } from '../alert/signing-secret.ts'
import type { AttemptEnd, AttemptResult, EndpointHealth, Frozen, TakenDelivery } from '../article.ts'
import type { Config } from '../config.ts'
import { attempt } from '../deliver/attempt.ts'
import { asError, StetError } from '../errors.ts'
import type { Egress } from '../fetch/egress.ts'
import type { DeliverDeps } from '../jobs/deliver.ts'
import type { Log } from '../log.ts'
import type { Rules } from '../review/rules.ts'
import { claimDueDeliveries, endAttempt, freezeDelivery, giveBackDelivery, takeDelivery } from '../store/deliveries.ts'
import { disableEndpoint } from '../store/endpoints.ts'
import type { Store } from '../store/open.ts'
import { linkMaker } from './links.ts'
import { tryMail } from './mail.ts'
import { type OpenedEndpoint, openEndpoint } from './sealed-endpoint.ts'
import { tellOfEndpoint } from './tell-of-endpoint.ts'

/** Longer than any attempt, so that a lease never ends under a living one; the lane of a killed worker is full as long. */
const LEASE_MARGIN_S = 10

export interface DeliverParts {
  config: Config
  store: Store
  egress: Egress
  key: SealKey
  log: Log
  rules(host: string): Promise<Rules>
  observe(attempt: { format: string; result: 'delivered' | 'again' | 'dead'; tookMs: number }): void
  ring(ids: string[]): Promise<void>
}

/** The effects of a delivery, joined from the folders that own them. */
export function deliverDeps(parts: DeliverParts): DeliverDeps {
  const { config, store } = parts
  const width = config.deliver.per_endpoint
  const leaseSeconds = config.deliver.timeout_ms / 1000 + LEASE_MARGIN_S
  return {
    ledger: {
      takeDelivery: (id) => takeDelivery(store.pool, id, { leaseSeconds, width }),
      freezeDelivery: (taken, frozen) => freezeDelivery(store.pool, taken, frozen),
      endAttempt: (taken, end) => endAttempt(store.pool, taken, end),
      giveBackDelivery: (taken) => giveBackDelivery(store.pool, taken),
    },
    compose: (taken) => compose(parts, taken),
    async ringNext({ endpoint }) {
      const claim = { limit: width, claimSeconds: config.plan.claim_s, width, endpointId: endpoint.id }
      await parts.ring(await claimDueDeliveries(store.pool, claim))
    },
    failed(taken, error) {
      parts.log.error({ delivery_id: taken.id, err: error }, 'delivery failed by a fault of ours')
      return endedHere(error, OUR_FAULT_MS * 2 ** Math.min(taken.attemptNo - 1, 8))
    },
    attempt: (taken, frozen, signal) => tryOnce(parts, taken, frozen, signal),
    afterAttempt: (taken, end, health) => follow(parts, taken, end, health),
  }
}

/** The bytes of a delivery, made once. An id without a dot: it is signed as `id.timestamp.body`. */
function compose({ config, key }: DeliverParts, taken: TakenDelivery): Frozen {
  const events = taken.events.map(({ event }) => stetEvent.parse(event))
  const message = messageOf(events, new Date().toISOString())
  const links = linkMaker(config, key, Date.now())
  const { contentType, body } = render(endpointFormat.parse(taken.endpoint.format), message, links)
  return { webhookId: `msg_${randomBytes(16).toString('hex')}`, contentType, body }
}

async function tryOnce(
  { config, egress, key }: DeliverParts,
  taken: TakenDelivery,
  frozen: Frozen,
  signal: AbortSignal,
): Promise<AttemptEnd> {
  if (taken.endpoint.disabled) return endedBefore('endpoint is disabled')
  let endpoint: OpenedEndpoint
  try {
    endpoint = openEndpoint(taken.endpoint, key)
  } catch (error) {
    // A wrong master key is ours to mend: nothing is given up, the delivery waits.
    return endedHere(asError(error), OUR_FAULT_MS)
  }
  const format = endpointFormat.parse(taken.endpoint.format)
  let result: AttemptResult
  try {
    result =
      format === 'email'
        ? await tryMail(config, { id: taken.endpoint.id, url: endpoint.url }, frozen, { key, signal })
        : await tryWebhook({ config, egress }, { format, endpoint, frozen, signal })
  } catch (error) {
    // A setting that is missing, likewise.
    if (error instanceof StetError) return endedHere(error, OUR_FAULT_MS)
    throw error
  }
  const next = nextAttempt({
    verdict: readAnswer(format, result, Date.now()),
    attemptNo: taken.tries + 1,
    deliveryId: taken.id,
    nowMs: Date.now(),
    policy: retryPolicy(config),
  })
  return {
    tookMs: Math.round(result.tookMs),
    status: result.status,
    error: result.error ? `${result.error.code}: ${result.error.detail}` : null,
    answer: result.answer,
    counts: countsAsTry(result),
    disables: next.kind === 'disable',
    next:
      next.kind === 'delivered'
        ? next
        : next.kind === 'again'
          ? { kind: 'again', at: new Date(next.atMs).toISOString() }
          : { kind: 'dead', reason: next.reason },
  }
}

function retryPolicy({ deliver }: Config): RetryPolicy {
  return {
    scheduleMs: deliver.retry_s.map((seconds) => seconds * 1000),
    jitter: deliver.jitter,
    maxHintMs: deliver.retry_after_h * HOUR_MS,
    goneDisables: deliver.gone_disables,
    tellAfter: deliver.tell_after,
    disableAfterMs: deliver.disable_after_h === 0 ? null : deliver.disable_after_h * HOUR_MS,
  }
}

const HOUR_MS = 3_600_000

function tryWebhook(
  { config, egress }: Pick<DeliverParts, 'config' | 'egress'>,
  sent: {
    format: Exclude<EndpointFormat, 'email'>
    endpoint: OpenedEndpoint
    frozen: Frozen
    signal: AbortSignal
  },
): Promise<AttemptResult> {
  const { format, endpoint, frozen, signal } = sent
  const nowMs = Date.now()
  const secrets = activeSecrets(endpoint.secrets, nowMs)
  const request = webhookRequest({ format, url: endpoint.url, ...frozen, secrets, nowMs })
  return attempt({ egress, ...request, body: frozen.body, signal, timeoutMs: config.deliver.timeout_ms })
}

/** A minute: long enough not to spin, short enough for an operator who waits for the mend to show. */
const OUR_FAULT_MS = 60_000

function endedHere(error: Error, pauseMs: number): AttemptEnd {
  const at = new Date(Date.now() + pauseMs).toISOString()
  const text = error instanceof StetError ? `${error.code}: ${error.message}` : error.message
  return {
    tookMs: 0,
    status: null,
    error: text,
    answer: null,
    counts: false,
    disables: false,
    next: { kind: 'again', at },
  }
}

function endedBefore(reason: string): AttemptEnd {
  return {
    tookMs: 0,
    status: null,
    error: reason,
    answer: null,
    counts: false,
    disables: false,
    next: { kind: 'dead', reason },
  }
}

/** What an attempt's end means for its endpoint: told to the operator, or disabled. */
async function follow(
  { config, store, key, log, rules, observe }: DeliverParts,
  taken: TakenDelivery,
  end: AttemptEnd,
  health: EndpointHealth,
): Promise<void> {
  observe({ format: taken.endpoint.format, result: end.next.kind, tookMs: end.tookMs })
  if (!end.counts) return
  const before = { failures: Math.max(0, health.failures - 1), failingSince: health.failingSince }
  const { step } = afterAttempt(before, asNext(end), Date.now(), retryPolicy(config))
  if (step.kind === 'none') return
  const type = step.kind === 'disable' ? 'endpoint.disabled' : step.type
  const reason = step.kind === 'disable' ? step.reason : end.error
  if (step.kind === 'disable') await disableEndpoint(store.pool, taken.endpoint.name, step.reason)
  const { id, name, format } = taken.endpoint
  const lastError = reason ?? (end.status === null ? null : `HTTP ${end.status}`)
  await tellOfEndpoint(
    { store, log, rules },
    {
      type,
      endpoint: { id, name, format, host: redactUrl(openEndpoint(taken.endpoint, key).url) },
      failures: health.failures,
      since: health.failingSince,
      lastError,
    },
  )
}

function asNext({ next, disables, error }: AttemptEnd): Next {
  switch (next.kind) {
    case 'delivered':
      return next
    case 'again':
      return { kind: 'again', atMs: Date.parse(next.at), reason: error ?? '' }
    case 'dead':
      return { kind: disables ? 'disable' : 'dead', reason: next.reason }
  }
}
