import { describe, expect, it } from 'vitest'
import { attempt, type WebhookEgress } from '../../../src/deliver/attempt.ts'

type Request = Parameters<WebhookEgress['request']>[0]
type Result = Awaited<ReturnType<WebhookEgress['request']>>

function setup(result: Result) {
  const requests: Request[] = []
  const egress: WebhookEgress = {
    async request(request) {
      requests.push(request)
      return result
    },
  }
  const told = { egress, url: 'https://hooks.example/x', headers: { 'webhook-id': 'm1' }, body: '{"a":"é"}' }
  return { requests, told: { ...told, signal: new AbortController().signal } }
}

function response(status: number, body: Uint8Array, headers: Record<string, string> = {}): Result {
  return { kind: 'response', status, headers, body, tookMs: 12 }
}

describe('attempt', () => {
  it('posts the frozen bytes once, with bounds on time and answer', async () => {
    const { requests, told } = setup(response(200, Buffer.from('ok')))
    expect(await attempt(told)).toEqual({ status: 200, headers: {}, answer: 'ok', tookMs: 12, error: null })
    expect(requests).toHaveLength(1)
    expect(requests[0]).toMatchObject({
      method: 'POST',
      purpose: 'webhook',
      body: '{"a":"é"}',
      headers: { 'webhook-id': 'm1' },
      maxWireBytes: 4096,
      totalTimeoutMs: 15_000,
    })
  })

  it('does not follow a redirect', async () => {
    const { requests, told } = setup(response(302, Buffer.alloc(0), { location: 'https://elsewhere.example/' }))
    expect((await attempt(told)).status).toBe(302)
    expect(requests).toHaveLength(1)
  })

  it('keeps at most 4 KB of an answer, whole characters and nothing that a table cannot hold', async () => {
    const { told } = setup(response(500, Buffer.from(`\u0000\u001b[31m${'€'.repeat(3000)}`)))
    const { answer } = await attempt(told)
    expect(Buffer.byteLength(answer)).toBeLessThanOrEqual(4096)
    expect(answer).toMatch(/^\[31m€+$/)
  })

  it('gives the class of an error that ended it', async () => {
    const { told } = setup({
      kind: 'failure',
      code: 'timeout',
      detail: 'no head in 15000 ms',
      status: null,
      tookMs: 15_001,
    })
    expect(await attempt(told)).toEqual({
      status: null,
      headers: {},
      answer: '',
      tookMs: 15_001,
      error: { code: 'timeout', detail: 'no head in 15000 ms' },
    })
  })
})
