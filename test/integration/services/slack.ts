import { z } from 'zod'
import { limiter, type Service, serve } from './serve.ts'

const text = (max: number) =>
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(max), emoji: z.boolean().optional() }),
    z.strictObject({ type: z.literal('mrkdwn'), text: z.string().min(1).max(max), verbatim: z.boolean().optional() }),
  ])
const plainText = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(max), emoji: z.boolean().optional() })

const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), text: plainText(150) }),
  z.strictObject({
    type: z.literal('section'),
    text: text(3000),
    fields: z.array(text(2000)).min(1).max(10).optional(),
  }),
  z.strictObject({ type: z.literal('context'), elements: z.array(text(3000)).min(1).max(10) }),
  z.strictObject({ type: z.literal('divider') }),
])

const payload = z.strictObject({
  text: z.string().min(1).max(40_000),
  blocks: z.array(block).max(50),
  unfurl_links: z.boolean().optional(),
  unfurl_media: z.boolean().optional(),
})

/** What Slack would refuse in a message, by its documented limits and the undocumented total; null when nothing. */
export function slackRefuses(body: string): string | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    return 'invalid_payload'
  }
  const checked = payload.safeParse(parsed)
  if (!checked.success) return `invalid_blocks: ${checked.error.issues[0]?.path.join('.')} ${checked.error.message}`
  if (JSON.stringify(checked.data.blocks).length > 13_200) return 'msg_blocks_too_long'
  return null
}

/** Slack's incoming webhooks: /services/ok takes messages; /gone, /archived and /prohibited answer as Slack does. */
export function startSlack({ perSecond = 1 } = {}): Promise<Service> {
  const wait = limiter(perSecond, 1000)
  return serve((posted, nowMs) => {
    if (posted.path.endsWith('/gone')) return { status: 404, body: 'no_service' }
    if (posted.path.endsWith('/archived')) return { status: 410, body: 'channel_is_archived' }
    if (posted.path.endsWith('/prohibited')) return { status: 403, body: 'action_prohibited' }
    const ms = wait(nowMs)
    if (ms > 0) return { status: 429, headers: { 'retry-after': String(Math.ceil(ms / 1000)) }, body: 'rate_limited' }
    const refused = slackRefuses(posted.body)
    return refused === null ? { status: 200, body: 'ok' } : { status: 400, body: refused.split(':')[0] ?? '' }
  })
}
