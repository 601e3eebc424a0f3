import { Webhook } from 'standardwebhooks'
import { afterEach, describe, expect, it } from 'vitest'
import { readAnswer, type Verdict } from '../../../src/alert/answer.ts'
import { articleChanged } from '../../../src/alert/article-changed.ts'
import type { EndpointFormat } from '../../../src/alert/endpoint.ts'
import type { StetEvent } from '../../../src/alert/event.ts'
import { render } from '../../../src/alert/render.ts'
import { webhookRequest } from '../../../src/alert/request.ts'
import { nextAttempt } from '../../../src/alert/retry.ts'
import { newSecret } from '../../../src/alert/signing-secret.ts'
import { attempt } from '../../../src/deliver/attempt.ts'
import { createEgress } from '../../../src/fetch/egress.ts'
import { article, change, comparison, version } from '../../unit/alert/sample.ts'
import { startDiscord } from '../services/discord.ts'
import { type Service, serve } from '../services/serve.ts'
import { startSlack } from '../services/slack.ts'
import { startTeams } from '../services/teams.ts'

const secret = newSecret(Buffer.alloc(32, 3))
const opened: Array<{ close: () => Promise<void> }> = []

afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()))
})

function event(text = 'Ferry strikes pier in Port Ellery'): StetEvent {
  return articleChanged({
    article,
    from: version(1, text),
    to: version(2, text),
    comparison: comparison(
      Array.from({ length: 12 }, (_, i) => change({ before: `${text} ${i}`, after: `${text} ${i + 1}` })),
    ),
    now: '2031-03-01T07:00:04.000Z',
    publicUrl: 'https://stet.example',
  })
}

/** Sends to a stand-in as the deliver job does, through the real egress. */
function setup(service: Service, format: Exclude<EndpointFormat, 'email'>, path: string) {
  const { port } = new URL(service.url)
  const egress = createEgress({ userAgent: 'Stet-test', allow: [{ cidr: '127.0.0.1', port: Number(port) }] })
  opened.push(service, egress)
  return async (events: StetEvent[] = [event()]): Promise<Verdict> => {
    const { body, contentType } = render(format, {
      events,
      reason: events.length > 1 ? 'digest' : 'single',
      releasedAt: '2031-03-01T07:00:05.000Z',
    })
    const { url, headers } = webhookRequest({
      format,
      url: service.url + path,
      webhookId: 'msg_1',
      contentType,
      body,
      secrets: [secret],
      nowMs: Date.now(),
    })
    const result = await attempt({ egress, url, headers, body, signal: AbortSignal.timeout(10_000) })
    return readAnswer(format, result, Date.now())
  }
}

const long = event('漢字 <!channel> & "quotes" *stars* '.repeat(3000))

describe('Slack', () => {
  it('takes short, long and many alerts', async () => {
    const service = await startSlack({ perSecond: 10 })
    const send = setup(service, 'slack', '/services/ok')
    expect(await send()).toEqual({ kind: 'delivered' })
    expect(await send([long])).toEqual({ kind: 'delivered' })
    expect(await send(Array.from({ length: 30 }, () => long))).toEqual({ kind: 'delivered' })
    expect(service.taken).toHaveLength(3)
  })

  it('asks for a pause, and is given it', async () => {
    const send = setup(await startSlack({ perSecond: 1 }), 'slack', '/services/ok')
    await send()
    const verdict = await send()
    expect(verdict).toEqual({ kind: 'retry', reason: 'http_429 rate_limited', floorMs: 1000 })
    const next = nextAttempt({ verdict, attemptNo: 1, deliveryId: 'd', nowMs: 0 })
    expect(next.kind === 'again' && next.atMs >= 1000).toBe(true)
  })

  it.each([
    ['/gone', 'http_404 no_service'],
    ['/archived', 'http_410'],
    ['/prohibited', 'http_403 action_prohibited'],
  ])('disables a webhook that answers as %s does', async (path, reason) => {
    const send = setup(await startSlack(), 'slack', `/services${path}`)
    expect(await send()).toEqual({ kind: 'disable', reason })
  })
})

describe('Discord', () => {
  it('takes short, long and many alerts, and is asked to say what failed', async () => {
    const service = await startDiscord()
    const send = setup(service, 'discord', '/api/webhooks/1/token')
    expect(await send()).toEqual({ kind: 'delivered' })
    expect(await send([long])).toEqual({ kind: 'delivered' })
    expect(await send(Array.from({ length: 30 }, () => long))).toEqual({ kind: 'delivered' })
    expect(service.posted.every((one) => one.path.endsWith('?wait=true'))).toBe(true)
    expect(service.posted[0]?.headers).not.toHaveProperty('webhook-signature')
  })

  it('asks for a fraction of seconds, and is given all of it', async () => {
    const send = setup(await startDiscord({ count: 1, windowMs: 30_500 }), 'discord', '/api/webhooks/1/token')
    await send()
    const verdict = await send()
    expect(verdict.kind === 'retry' && verdict.floorMs > 30_000 && verdict.floorMs <= 31_000).toBe(true)
  })

  it('is never written to again after a 404', async () => {
    const send = setup(await startDiscord(), 'discord', '/api/webhooks/1/gone')
    expect(await send()).toEqual({ kind: 'disable', reason: 'http_404' })
  })
})

describe('Teams', () => {
  it('takes short, long and many alerts', async () => {
    const service = await startTeams()
    const send = setup(service, 'teams', '/workflow')
    expect(await send()).toEqual({ kind: 'delivered' })
    expect(await send([long])).toEqual({ kind: 'delivered' })
    expect(await send(Array.from({ length: 30 }, () => long))).toEqual({ kind: 'delivered' })
    expect(service.taken).toHaveLength(3)
  })

  it('is not believed when it says 200 and means 429', async () => {
    const service = await startTeams({ count: 1, windowMs: 60_000 })
    const send = setup(service, 'teams', '/connector')
    expect(await send()).toEqual({ kind: 'delivered' })
    expect(await send()).toMatchObject({ kind: 'retry', reason: 'http_429', floorMs: 60_000 })
    expect(service.taken).toHaveLength(1)
  })
})

describe('an own receiver', () => {
  it('verifies every body with the npm package standardwebhooks', async () => {
    const verified: unknown[] = []
    const service = await serve(({ headers, body }) => {
      verified.push(new Webhook(secret).verify(body, headers as Record<string, string>))
      return { status: 204 }
    })
    const send = setup(service, 'stet', '/hook')
    expect(await send()).toEqual({ kind: 'delivered' })
    expect(await send([long])).toEqual({ kind: 'delivered' })
    expect(await send([event(), long])).toEqual({ kind: 'delivered' })
    expect(verified).toMatchObject([{ type: 'article.changed' }, { type: 'article.changed' }, { type: 'digest' }])
  })
})
