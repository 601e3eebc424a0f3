import { z } from 'zod'
import type { AttemptEnd, DeliveryId, EndpointHealth, Frozen, TakenDelivery } from '../article.ts'
import { asError } from '../errors.ts'
import { defineJob } from './job.ts'

export interface DeliverDeps {
  ledger: {
    takeDelivery(id: DeliveryId): Promise<TakenDelivery | null>
    freezeDelivery(taken: TakenDelivery, frozen: Frozen): Promise<boolean>
    /** Null when a newer attempt has taken over. */
    endAttempt(taken: TakenDelivery, end: AttemptEnd): Promise<EndpointHealth | null>
    giveBackDelivery(taken: TakenDelivery): Promise<void>
  }
  /** The bytes of a delivery and its webhook-id, made once. */
  compose(taken: TakenDelivery): Frozen
  /** Signs and sends; never throws for what an endpoint does. */
  attempt(taken: TakenDelivery, frozen: Frozen, signal: AbortSignal): Promise<AttemptEnd>
  /** The end of an attempt that failed by a fault of ours: nothing is given up, it is tried later. */
  failed(taken: TakenDelivery, error: Error): AttemptEnd
  /** Rings for what waits behind it at the same endpoint. */
  ringNext(taken: TakenDelivery): Promise<void>
  /** Operator events that follow from an attempt's end. */
  afterAttempt(taken: TakenDelivery, end: AttemptEnd, health: EndpointHealth): Promise<void>
}

/** One attempt of one delivery: read, sign, send, write. What comes next is a row, not a retry of the queue. */
export const deliver = defineJob<{ deliveryId: string }, DeliverDeps>({
  name: 'deliver',
  payload: z.strictObject({ deliveryId: z.string().regex(/^\d+$/) }),
  options: { attempts: 3, backoff: { type: 'exponential', delay: 5_000, jitter: 0.5 } },
  timeoutMs: 60_000,
  key: ({ deliveryId }) => `d${deliveryId}`,
  async run({ deliveryId }, deps, { signal }) {
    const taken = await deps.ledger.takeDelivery(deliveryId as DeliveryId)
    if (!taken) return { delivery_id: deliveryId, outcome: 'not_taken' }
    const sent = await send(taken, deps, signal)
    if (!sent) return { delivery_id: deliveryId, outcome: 'not_taken' }
    const { end } = sent
    // Cut by our own shutdown: no verdict on the endpoint, so another may try at once and it is not counted.
    if (signal.aborted && !end.counts) {
      await deps.ledger.giveBackDelivery(taken)
      return { delivery_id: deliveryId, outcome: 'cut_short' }
    }
    const health = await deps.ledger.endAttempt(taken, end)
    await deps.ringNext(taken)
    if (health) await deps.afterAttempt(taken, end, health)
    return {
      delivery_id: deliveryId,
      webhook_id: sent.webhookId,
      attempt: taken.attemptNo,
      outcome: health ? end.next.kind : 'overtaken',
      status: end.status,
      error: end.error,
    }
  },
})

/**
 * Freezes what is not frozen yet, and tries once. A fault of ours (an event that cannot be put into words, a bug) ends
 * the attempt like any other, so that the message behind it goes out and this one is tried later. Null when overtaken.
 */
async function send(
  taken: TakenDelivery,
  deps: DeliverDeps,
  signal: AbortSignal,
): Promise<{ webhookId: string | null; end: AttemptEnd } | null> {
  let { frozen } = taken
  try {
    if (!frozen) {
      const composed = deps.compose(taken)
      if (!(await deps.ledger.freezeDelivery(taken, composed))) return null
      frozen = composed
    }
    return { webhookId: frozen.webhookId, end: await deps.attempt(taken, frozen, signal) }
  } catch (thrown) {
    return { webhookId: frozen?.webhookId ?? null, end: deps.failed(taken, asError(thrown)) }
  }
}
