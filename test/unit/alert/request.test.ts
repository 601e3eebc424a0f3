import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { webhookRequest } from '../../../src/alert/request.ts'
import { newSecret } from '../../../src/alert/signing-secret.ts'

const secret = newSecret(Buffer.alloc(32, 4))
const tried = {
  url: 'https://hooks.example/x?thread_id=7',
  webhookId: 'msg_1',
  contentType: 'application/json; charset=utf-8',
  body: '{"type":"test.ping"}',
  secrets: [secret],
}

describe('webhookRequest', () => {
  it('signs for an own receiver: the same id and body on a repeat, a new timestamp', () => {
    const nowMs = Date.now()
    const first = webhookRequest({ ...tried, format: 'stet', nowMs }).headers
    const second = webhookRequest({ ...tried, format: 'stet', nowMs: nowMs + 5_000 }).headers
    expect(second['webhook-id']).toBe(first['webhook-id'])
    expect(Number(second['webhook-timestamp']) - Number(first['webhook-timestamp'])).toBe(5)
    for (const headers of [first, second]) expect(new Webhook(secret).verify(tried.body, headers)).toBeTruthy()
  })

  it('asks Discord to say what failed, and keeps the rest of the address', () => {
    const { url } = webhookRequest({ ...tried, format: 'discord', nowMs: 0 })
    expect(url).toBe('https://hooks.example/x?thread_id=7&wait=true')
  })

  it.each(['slack', 'teams', 'discord'] as const)('tells %s nothing but the type of the body', (format) => {
    expect(webhookRequest({ ...tried, format, nowMs: 0 }).headers).toEqual({ 'content-type': tried.contentType })
  })
})
