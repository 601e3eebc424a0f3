import { describe, expect, it } from 'vitest'
import type { AttemptEnd, EndpointHealth, TakenDelivery } from '../../../src/article.ts'
import { type DeliverDeps, deliver } from '../../../src/jobs/deliver.ts'

const FROZEN = { webhookId: 'msg_1', body: '{}', contentType: 'application/json' }
const HEALTHY: EndpointHealth = { failures: 0, failingSince: null }
const end = (next: AttemptEnd['next'], counts = true): AttemptEnd => ({
  tookMs: 5,
  status: 200,
  error: null,
  answer: null,
  counts,
  disables: false,
  next,
})
const AGAIN = { kind: 'again' as const, at: '2031-03-01T14:01:00.000Z' }

/** A delivery that is due, and what came of it. */
function world(more: Partial<DeliverDeps> = {}, frozen: TakenDelivery['frozen'] = null, overtaken = false) {
  const happened: string[] = []
  const taken = {
    id: '7',
    attemptNo: 1,
    tries: 0,
    frozen,
    events: [],
    endpoint: { id: '1' },
  } as unknown as TakenDelivery
  const deps: DeliverDeps = {
    ledger: {
      takeDelivery: async () => taken,
      freezeDelivery: async () => !overtaken && happened.push('frozen') > 0,
      endAttempt: async (_, { next }) => {
        happened.push(next.kind)
        return HEALTHY
      },
      giveBackDelivery: async () => void happened.push('given back'),
    },
    compose: () => FROZEN,
    attempt: async () => end({ kind: 'delivered' }),
    failed: (_, error) => ({ ...end(AGAIN, false), error: error.message }),
    ringNext: async () => void happened.push('rang'),
    afterAttempt: async () => {},
    ...more,
  }
  const run = (signal = new AbortController().signal) => deliver.run({ deliveryId: '7' }, deps, { signal })
  return { run, happened }
}

describe('a delivery', () => {
  it('is frozen, sent, written, and lets the next one in', async () => {
    const { run, happened } = world()
    expect(await run()).toMatchObject({ outcome: 'delivered', webhook_id: 'msg_1' })
    expect(happened).toEqual(['frozen', 'delivered', 'rang'])
  })

  it('keeps the bytes that were frozen before', async () => {
    const { run, happened } = world({}, FROZEN)
    expect(await run()).toMatchObject({ webhook_id: 'msg_1' })
    expect(happened).toEqual(['delivered', 'rang'])
  })

  it('that cannot be put into words waits, and holds up nothing behind it', async () => {
    const { run, happened } = world({
      compose: () => {
        throw new Error('no such event')
      },
    })
    expect(await run()).toMatchObject({ outcome: 'again', error: 'no such event', webhook_id: null })
    expect(happened).toEqual(['again', 'rang'])
  })

  it('whose attempt meets a bug of ours is tried later under its own id', async () => {
    const { run, happened } = world({ attempt: () => Promise.reject(new Error('a bug')) })
    expect(await run()).toMatchObject({ outcome: 'again', webhook_id: 'msg_1' })
    expect(happened).toEqual(['frozen', 'again', 'rang'])
  })

  it('that was overtaken while it was put into words is not sent', async () => {
    const { run, happened } = world({}, null, true)
    expect(await run()).toMatchObject({ outcome: 'not_taken' })
    expect(happened).toEqual([])
  })

  it('cut short by shutdown goes back uncounted', async () => {
    const cut = new AbortController()
    const { run, happened } = world({
      attempt: async () => {
        cut.abort()
        return end(AGAIN, false)
      },
    })
    expect(await run(cut.signal)).toMatchObject({ outcome: 'cut_short' })
    expect(happened).toEqual(['frozen', 'given back'])
  })
})
