import { z } from 'zod'
import { limiter, type Service, serve } from './serve.ts'

const embed = z.strictObject({
  title: z.string().min(1).max(256),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .optional(),
  description: z.string().max(4096),
  color: z.int().min(0).max(0xffffff),
  fields: z
    .array(
      z.strictObject({ name: z.string().min(1).max(256), value: z.string().min(1).max(1024), inline: z.boolean() }),
    )
    .max(25),
  footer: z.strictObject({ text: z.string().max(2048) }),
})

const payload = z.strictObject({
  content: z.string().max(2000),
  embeds: z.array(embed).max(10),
  allowed_mentions: z.strictObject({ parse: z.array(z.never()) }),
})

/** What Discord would refuse in a webhook message, by its documented limits; null when nothing. */
export function discordRefuses(body: string): string | null {
  const checked = payload.safeParse(JSON.parse(body))
  if (!checked.success) return checked.error.message
  const { content, embeds } = checked.data
  if (content.trim() === '' && embeds.length === 0) return 'cannot send an empty message'
  const sum = embeds
    .flatMap((one) => [one.title, one.description, one.footer.text, ...one.fields.flatMap((f) => [f.name, f.value])])
    .reduce((total, text) => total + text.length, 0)
  return sum > 6000 ? `embeds hold ${sum} characters` : null
}

/** Discord's webhooks: five requests in two seconds; /gone is a deleted webhook. */
export function startDiscord({ count = 5, windowMs = 2000 } = {}): Promise<Service> {
  const wait = limiter(count, windowMs)
  const json = { 'content-type': 'application/json' }
  return serve((posted, nowMs) => {
    if (posted.path.includes('/gone')) {
      return { status: 404, headers: json, body: '{"message": "Unknown Webhook", "code": 10015}' }
    }
    const ms = wait(nowMs)
    if (ms > 0) {
      const body = JSON.stringify({ message: 'You are being rate limited.', retry_after: ms / 1000, global: false })
      const headers = {
        ...json,
        'retry-after': String(Math.ceil(ms / 1000)),
        'x-ratelimit-reset-after': String(ms / 1000),
      }
      return { status: 429, headers, body }
    }
    const refused = discordRefuses(posted.body)
    if (refused !== null) return { status: 400, headers: json, body: JSON.stringify({ code: 50035, message: refused }) }
    return posted.path.includes('wait=true') ? { status: 200, headers: json, body: '{"id": "1"}' } : { status: 204 }
  })
}
