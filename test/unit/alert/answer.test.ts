import { describe, expect, it } from 'vitest'
import { countsAsTry, readAnswer } from '../../../src/alert/answer.ts'
import { parseRetryAfter } from '../../../src/alert/retry-after.ts'
import type { AttemptResult } from '../../../src/article.ts'

const nowMs = Date.UTC(2031, 2, 1, 12)

function answer(status: number | null, patch: Partial<AttemptResult> = {}): AttemptResult {
  return { status, headers: {}, answer: '', tookMs: 20, error: null, ...patch }
}

describe('readAnswer', () => {
  it.each([200, 201, 202, 204, 299])('takes %i for delivered', (status) => {
    expect(readAnswer('stet', answer(status), nowMs)).toEqual({ kind: 'delivered' })
  })

  it('takes a 2xx head for a receipt even when the body broke off, but for Teams, which may say no in it', () => {
    const cut = answer(200, { error: { code: 'reset', detail: 'x' } })
    expect(readAnswer('stet', cut, nowMs).kind).toBe('delivered')
    expect(readAnswer('teams', cut, nowMs).kind).toBe('retry')
  })

  it.each([301, 302, 307, 308])('fails on %i and does not follow it', (status) => {
    const verdict = readAnswer('stet', answer(status, { headers: { location: 'http://127.0.0.1/' } }), nowMs)
    expect(verdict).toEqual({ kind: 'retry', reason: `http_${status}`, floorMs: 0 })
  })

  it.each([400, 401, 403, 404, 413, 422, 500, 503])('tries %i again at an own receiver', (status) => {
    expect(readAnswer('stet', answer(status), nowMs).kind).toBe('retry')
  })

  it.each(['stet', 'slack', 'teams', 'discord'] as const)('disables a %s endpoint that is gone (410)', (format) => {
    expect(readAnswer(format, answer(410), nowMs)).toEqual({ kind: 'disable', reason: 'http_410' })
  })

  it('reads a reply of SMTP: 4yz may pass, 5yz is for good, and no mailbox is disabled for it', () => {
    expect(readAnswer('email', answer(250), nowMs)).toEqual({ kind: 'delivered' })
    expect(readAnswer('email', answer(450), nowMs)).toEqual({ kind: 'retry', reason: 'smtp_450', floorMs: 0 })
    expect(readAnswer('email', answer(550), nowMs)).toEqual({ kind: 'dead', reason: 'smtp_550' })
    expect(readAnswer('email', answer(410), nowMs).kind).toBe('retry')
  })

  it.each([429, 502, 504])('gives an overrun receiver (%i) a minute', (status) => {
    expect(readAnswer('stet', answer(status), nowMs)).toMatchObject({ kind: 'retry', floorMs: 60_000 })
  })

  it.each([
    ['90', 90_000],
    ['64.57', 64_570],
    ['Sat, 01 Mar 2031 12:02:00 GMT', 120_000],
    ['1000000000000', 86_400_000],
    ['-5', 60_000],
    ['soon', 60_000],
    ['0', 60_000],
  ])('honours Retry-After: %s', (value, floorMs) => {
    expect(readAnswer('stet', answer(429, { headers: { 'retry-after': value } }), nowMs)).toMatchObject({ floorMs })
  })

  it("reads Discord's fraction of seconds from the body", () => {
    const limited = answer(429, {
      answer: '{"message":"You are being rate limited.","retry_after":64.57,"global":false}',
    })
    expect(readAnswer('discord', limited, nowMs)).toMatchObject({ kind: 'retry', floorMs: 64_570 })
  })

  it.each([
    ['slack', 400, 'invalid_payload', { kind: 'dead', reason: 'http_400 invalid_payload' }],
    ['slack', 403, 'action_prohibited', { kind: 'disable', reason: 'http_403 action_prohibited' }],
    ['slack', 404, 'no_service', { kind: 'disable', reason: 'http_404 no_service' }],
    ['discord', 404, '{"message":"Unknown Webhook","code":10015}', { kind: 'disable', reason: 'http_404' }],
    ['discord', 400, '{"embeds":["0"]}', { kind: 'dead', reason: 'http_400' }],
    ['teams', 413, '', { kind: 'dead', reason: 'http_413' }],
  ] as const)('knows that %s %i %s will not change by waiting', (format, status, text, verdict) => {
    expect(readAnswer(format, answer(status, { answer: text }), nowMs)).toEqual(verdict)
  })

  it('reads the error that Teams hides behind a 200', () => {
    const hidden = (code: number) =>
      answer(200, {
        answer: `Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error ${code} with ContextId x`,
      })
    expect(readAnswer('teams', hidden(429), nowMs)).toMatchObject({ kind: 'retry', floorMs: 60_000 })
    expect(readAnswer('teams', hidden(413), nowMs)).toMatchObject({ kind: 'dead' })
    expect(readAnswer('teams', answer(200, { answer: '1' }), nowMs)).toEqual({ kind: 'delivered' })
    expect(readAnswer('teams', answer(202), nowMs)).toEqual({ kind: 'delivered' })
  })

  it('tries again what never came to an answer, but not what the guard refuses to send', () => {
    const failed = (code: string) => answer(null, { error: { code, detail: 'x' } })
    for (const code of ['timeout', 'dns_error', 'reset', 'tls_error', 'refused_address']) {
      expect(readAnswer('stet', failed(code), nowMs)).toEqual({ kind: 'retry', reason: code, floorMs: 0 })
    }
    expect(readAnswer('stet', failed('refused_url'), nowMs).kind).toBe('disable')
  })

  it('does not count what our own side broke off', () => {
    const failed = (code: string) => answer(null, { error: { code, detail: 'x' } })
    expect(['aborted', 'local_error', 'timeout', 'reset'].map((code) => countsAsTry(failed(code)))).toEqual([
      false,
      false,
      true,
      true,
    ])
    expect(countsAsTry(answer(500))).toBe(true)
  })
})

describe('parseRetryAfter', () => {
  it('has no opinion on what it cannot read', () => {
    for (const value of [null, '', 'later', '-1', '1e3', '12 s']) {
      expect(parseRetryAfter(value, nowMs)).toBeNull()
    }
  })

  it('takes a date that has passed for now', () => {
    expect(parseRetryAfter('Sat, 01 Mar 2031 11:00:00 GMT', nowMs)).toBe(0)
  })
})
