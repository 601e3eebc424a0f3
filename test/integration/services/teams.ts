import { z } from 'zod'
import { limiter, type Service, serve } from './serve.ts'

const openUrl = z.strictObject({
  type: z.literal('Action.OpenUrl'),
  title: z.string().min(1),
  url: z.url({ protocol: /^https?$/ }),
})
const run = z.strictObject({
  type: z.literal('TextRun'),
  text: z.string(),
  weight: z.enum(['Lighter', 'Default', 'Bolder']).optional(),
  size: z.enum(['Small', 'Default', 'Medium', 'Large', 'ExtraLarge']).optional(),
  color: z.enum(['Default', 'Dark', 'Light', 'Accent', 'Good', 'Warning', 'Attention']).optional(),
  isSubtle: z.boolean().optional(),
  strikethrough: z.boolean().optional(),
  // TextRun.selectAction: Adaptive Cards 1.2
  selectAction: openUrl.optional(),
})
const rich = z.strictObject({
  type: z.literal('RichTextBlock'),
  inlines: z.array(run).min(1),
  spacing: z.enum(['None', 'Small']).optional(),
})
const columns = z.strictObject({
  type: z.literal('ColumnSet'),
  columns: z.array(z.strictObject({ type: z.literal('Column'), width: z.string(), items: z.array(rich) })),
})
const container = z.strictObject({
  type: z.literal('Container'),
  separator: z.boolean(),
  rtl: z.boolean().optional(),
  items: z.array(z.union([rich, columns])).min(1),
})
const card = z.strictObject({
  $schema: z.literal('http://adaptivecards.io/schemas/adaptive-card.json'),
  type: z.literal('AdaptiveCard'),
  version: z.enum(['1.2', '1.3', '1.4', '1.5']),
  msteams: z.strictObject({ width: z.literal('Full') }),
  body: z.array(z.union([rich, container])).min(1),
  actions: z.array(openUrl).max(6).optional(),
})
const payload = z.strictObject({
  type: z.literal('message'),
  attachments: z
    .array(
      z.strictObject({
        contentType: z.literal('application/vnd.microsoft.card.adaptive'),
        contentUrl: z.null(),
        content: card,
      }),
    )
    .length(1),
})

const MAX_BYTES = 28 * 1024

/** The HTTP error that Teams would give to a message; null when none. Without a charset it counts two bytes a unit. */
export function teamsRefuses(body: string, contentType: string): { status: 400 | 413; why: string } | null {
  const bytes = /charset=utf-8/i.test(contentType) ? Buffer.byteLength(body) : 2 * body.length
  if (bytes > MAX_BYTES || body.length * 2 > MAX_BYTES) return { status: 413, why: `${bytes} bytes` }
  const checked = payload.safeParse(JSON.parse(body))
  return checked.success ? null : { status: 400, why: checked.error.message }
}

/** Teams: /workflow answers 202 or an error; /connector, the older kind, answers 200 and says the error in its body. */
export function startTeams({ count = 4, windowMs = 1000 } = {}): Promise<Service> {
  const wait = limiter(count, windowMs)
  return serve((posted, nowMs) => {
    const refused = teamsRefuses(posted.body, String(posted.headers['content-type']))
    const status = wait(nowMs) > 0 ? 429 : (refused?.status ?? null)
    if (posted.path.startsWith('/connector')) {
      if (status === null) return { status: 200, body: '1' }
      const said = `Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error ${status} with ContextId tcid=1`
      return { status: 200, body: said }
    }
    return status === null ? { status: 202 } : { status, body: refused?.why ?? '' }
  })
}
