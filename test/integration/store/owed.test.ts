import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AttemptEnd, DeliveryId, EndpointId } from '../../../src/article.ts'
import {
  claimDueDeliveries,
  endAttempt,
  freezeDelivery,
  giveBackDelivery,
  takeDelivery,
} from '../../../src/store/deliveries.ts'
import { replayDeliveries } from '../../../src/store/delivery-log.ts'
import { disableEndpoint, enableEndpoint } from '../../../src/store/endpoints.ts'
import { forgetArticle } from '../../../src/store/forget.ts'
import { recordCheck } from '../../../src/store/record-check.ts'
import { createTestDatabase, type TestDatabase } from '../../database.ts'
import { endpoint, later, newVersion, owed, record, taken, value } from './line.ts'

let database: TestDatabase
let desk: EndpointId

beforeEach(async () => {
  database = await createTestDatabase()
  desk = await endpoint(database, 'desk')
})
afterEach(() => database.drop())

const WIDTH = 4
const FROZEN = { webhookId: 'msg_1', body: 'both', contentType: 'text/plain' }
const end = (next: AttemptEnd['next']): AttemptEnd => ({
  tookMs: 5,
  status: 200,
  error: null,
  answer: null,
  counts: true,
  disables: false,
  next,
})

/** An article whose first version alerts the desk; returns its id and what may go out. */
async function alerted(path: string, more: { key?: string; releaseAt?: string } = {}, at?: string) {
  const one = await taken(database, path)
  const alerts = [owed([desk], { line: `about ${path}`, event: { about: path }, ...more })]
  const version = newVersion(path)
  const { released } = await recordCheck(database.pool, record(one, { outcome: 'new_version', version, alerts }, at))
  return { id: one.article.id, released }
}
const claim = () => claimDueDeliveries(database.pool, { limit: 10, claimSeconds: 30, width: WIDTH })
async function take(id: string | undefined) {
  const delivery = await takeDelivery(database.pool, id as DeliveryId, { leaseSeconds: 25, width: WIDTH })
  if (!delivery) throw new Error(`delivery ${id} could not be taken`)
  return delivery
}
const release = () => database.pool.query(`update deliveries set next_attempt_at = now() - interval '1 s'`)
const states = () => value<string[]>(database, 'select array_agg(state order by id) from deliveries')
const held = { key: 'storm', releaseAt: later(60_000) }

describe('what is owed', () => {
  it('goes out at once unless it is held back', async () => {
    expect((await alerted('1')).released).toHaveLength(1)
    expect((await alerted('2', held)).released).toEqual([])
    expect(await claim()).toHaveLength(1)
  })

  it.each([
    ['behind', '2020-01-01T00:00:00.000Z'],
    ['ahead', '2040-01-01T00:00:00.000Z'],
  ])("goes out at once though the worker's clock is far %s", async (_, at) => {
    const { released } = await alerted('1', { releaseAt: at }, at)
    expect(released).toHaveLength(1)
    expect((await take(released[0])).events).toHaveLength(1)
  })

  it('is collected in one message until that is being composed, and then in the next', async () => {
    await alerted('1', held)
    await alerted('2', held)
    await release()
    const [id] = await claim()
    const first = await take(id)
    expect(first.events.map(({ event }) => event)).toEqual([{ about: '1' }, { about: '2' }])
    await alerted('3', held)
    expect(await states()).toEqual(['open', 'open'])
  })

  it('is lost by nobody who is told while another takes the message', async () => {
    await alerted('0', held)
    await release()
    const [id] = await claim()
    const others = ['1', '2', '3', '4'].map((path) => taken(database, path))
    const takens = []
    for (const other of others) takens.push(await other)
    const alerts = [owed([desk], held)]
    const found = takens.map((one) =>
      recordCheck(database.pool, record(one, { outcome: 'new_version', version: newVersion('x'), alerts })),
    )
    const [composed] = await Promise.all([take(id), ...found])
    const later = await value<number>(database, 'select count(*)::int from delivery_alerts where delivery_id <> $1', [
      id,
    ])
    expect(composed.events.length + (later ?? 0)).toBe(5)
  })

  it('keeps its id and bytes whoever sends it, and cannot be frozen by an overtaken worker', async () => {
    const { released } = await alerted('1')
    const slow = await take(released[0])
    await database.pool.query(`update deliveries set lease_until = now() - interval '1 s'`)
    const fast = await take(released[0])
    expect(await freezeDelivery(database.pool, slow, { ...FROZEN, webhookId: 'msg_slow' })).toBe(false)
    expect(await freezeDelivery(database.pool, fast, FROZEN)).toBe(true)
    expect(await endAttempt(database.pool, slow, end({ kind: 'delivered' }))).toBeNull()
    await giveBackDelivery(database.pool, fast)
    expect((await take(released[0])).frozen).toEqual(FROZEN)
  })

  it('waits for its next try by the clock of the ledger', async () => {
    const { released } = await alerted('1')
    const delivery = await take(released[0])
    await freezeDelivery(database.pool, delivery, FROZEN)
    const at = new Date(Date.now() + 300_000).toISOString()
    await endAttempt(database.pool, delivery, end({ kind: 'again', at }))
    const waits = await value<number>(
      database,
      'select extract(epoch from next_attempt_at - now())::float from deliveries',
    )
    expect(waits).toBeGreaterThan(295)
    expect(waits).toBeLessThanOrEqual(300)
  })
})

describe('an endpoint that is disabled', () => {
  it('is owed nothing new; what it was owed is dead and can be sent again', async () => {
    await alerted('1', held)
    await disableEndpoint(database.pool, 'desk', 'by hand')
    expect((await alerted('2')).released).toEqual([])
    expect(await states()).toEqual(['dead'])
    await enableEndpoint(database.pool, 'desk')
    expect(await replayDeliveries(database.pool, { deadSince: '2020-01-01T00:00:00Z' })).toHaveLength(1)
    expect(await claim()).toHaveLength(1)
  })

  it('in the middle of an attempt takes what arrived as arrived', async () => {
    const { released } = await alerted('1')
    const delivery = await take(released[0])
    await freezeDelivery(database.pool, delivery, FROZEN)
    await disableEndpoint(database.pool, 'desk', 'by hand')
    expect(await endAttempt(database.pool, delivery, end({ kind: 'delivered' }))).not.toBeNull()
    expect(await states()).toEqual(['delivered'])
  })
})

describe('forgetting an article', () => {
  it('calls off what is owed of it alone, for good', async () => {
    const { id } = await alerted('1', held)
    await forgetArticle(database.pool, id)
    expect(await states()).toEqual(['dead'])
    expect(await value(database, 'select line from alerts')).toBe('forgotten')
  })

  it('leaves the others of a common message owed, without it', async () => {
    const { id } = await alerted('1', held)
    await alerted('2', held)
    await forgetArticle(database.pool, id)
    await release()
    expect((await take((await claim())[0])).events.map(({ event }) => event)).toEqual([{ about: '2' }])
  })

  it('stops a common message that is being composed, and has it composed anew', async () => {
    const { id } = await alerted('1', held)
    await alerted('2', held)
    await release()
    const composing = await take((await claim())[0])
    await forgetArticle(database.pool, id)
    expect(await freezeDelivery(database.pool, composing, FROZEN)).toBe(false)
    expect((await take((await claim())[0])).events.map(({ event }) => event)).toEqual([{ about: '2' }])
  })

  it('erases the bytes of a common message that did not arrive yet, and has it composed anew', async () => {
    const { id } = await alerted('1', held)
    await alerted('2', held)
    await release()
    const delivery = await take((await claim())[0])
    await freezeDelivery(database.pool, delivery, FROZEN)
    await forgetArticle(database.pool, id)
    expect(await value(database, 'select count(*)::int from deliveries where body is not null')).toBe(0)
    await endAttempt(database.pool, delivery, end({ kind: 'again', at: new Date().toISOString() }))
    await release()
    const again = await take((await claim())[0])
    expect(again.frozen).toBeNull()
    expect(again.events.map(({ event }) => event)).toEqual([{ about: '2' }])
  })
})
