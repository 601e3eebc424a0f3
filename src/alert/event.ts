/**
 * Everything a route can send, as versioned JSON: {type, timestamp, data}, the payload of Standard Webhooks 1.0.0.
 * Published as schemas/stet-event.v1.json. Fields may be added within v1; none is renamed, removed or given a new meaning.
 */
import { z } from 'zod'

export const EVENT_SCHEMA = 'stet-event.v1'

const at = z.iso.datetime().describe('UTC')
const sha256 = z.string().describe('hex')
const text = z.string()
const severity = z.enum(['none', 'minor', 'major', 'critical'])

const links = z
  .object({
    article: z.url(),
    diff: z.url().optional(),
    from: z.url().optional(),
    to: z.url().optional(),
    answer: z.url().optional().describe('where an editor says that the alert was right, wrong or no news'),
  })
  .meta({ id: 'links', description: 'present only where public_url is set; each opens its article for a time' })

const article = z
  .object({
    id: text,
    url: text,
    host: text,
    tags: z.array(text),
    headline: text.nullable(),
    lang: text.nullable(),
    dir: z.enum(['ltr', 'rtl']),
  })
  .meta({ id: 'article' })

const version = z
  .object({
    no: z.int().min(1),
    found_at: at,
    last_seen_at: at,
    headline: text.nullable(),
    snapshot_sha256: sha256,
  })
  .meta({ id: 'version' })

export const changeKind = z.enum([
  'number',
  'age',
  'money',
  'date',
  'person',
  'place',
  'org',
  'quote',
  'attribution',
  'certainty',
  'polarity',
  'event_outcome',
  'correction',
  'addition',
  'removal',
  'rewrite',
  'wording',
])
export const changeField = z.enum([
  'headline',
  'standfirst',
  'byline',
  'published',
  'body',
  'notice',
  'canonical_url',
  'caption',
  'entry',
])

const change = z
  .object({
    kind: changeKind,
    field: changeField,
    severity,
    block: z.int().nullable().describe('1-based block of the body; null outside the body'),
    old: text.nullable(),
    new: text.nullable(),
    before: text.nullable().describe('the sentence that `old` stood in'),
    after: text.nullable().describe('the sentence that `new` stands in'),
    reason: text,
    rule: text.describe('stable id of the rule that judged it'),
  })
  .meta({ id: 'change' })

/** What every event carries beside its own fields. */
const common = {
  schema: z.literal(EVENT_SCHEMA),
  id: z
    .string()
    .regex(/^evt_[0-9a-f]{32}$/)
    .describe('the same for the same happening, whatever endpoint it goes to'),
  severity,
  line: text.describe('the event in one readable line'),
  cut: z.boolean().describe('true when a text was shortened; the text then carries the mark […]'),
}

const changed = z.object({
  ...common,
  article,
  from: version,
  to: version,
  last_seen_unchanged_at: at,
  found_at: at,
  announced: z.boolean().describe('whether a notice in the article announces the change'),
  reverted_to: z.int().nullable().describe('the version whose state came back'),
  flapping: z.boolean(),
  changes: z.array(change).describe('worst first'),
  changes_omitted: z.int().min(0).describe('changes left out to stay under 20 kB'),
  links: links.optional(),
})

const standing = z
  .object({
    ...common,
    article,
    state: text.nullable(),
    detail: text.nullable(),
    since: at,
    last_seen_at: at.nullable().describe('when the article was last seen whole'),
    links: links.optional(),
  })
  .meta({ id: 'standing' })

const moved = z.object({ ...common, article, from_url: text, to_url: text, links: links.optional() })

const endpoint = z.object({ id: text, name: text.nullable(), format: text, host: text }).meta({ id: 'endpoint' })

const site = z.object({
  ...common,
  host: text,
  state: text.nullable(),
  detail: text.nullable(),
  since: at,
  articles: z.int().min(0).describe('how many articles of the site are concerned'),
})

const endpointHealth = z
  .object({
    ...common,
    endpoint,
    failures: z.int().min(0).describe('failed attempts in a row'),
    since: at.nullable().describe('first failure of the row'),
    last_error: text.nullable(),
    deliveries: z.int().min(0).describe('messages that wait or were given up'),
  })
  .meta({ id: 'health' })

const disk = z.object({ ...common, free_bytes: z.int().min(0), total_bytes: z.int().min(0) })
const sourceGone = z.object({
  ...common,
  source: z.object({ id: text, url: text.describe('without its query, which may hold a key'), title: text.nullable() }),
  host: text,
  since: at,
  last_read_at: at.nullable(),
})
const ping = z.object({ ...common, endpoint: endpoint.nullable() })

function eventOf<T extends string, D extends z.ZodType>(type: T, data: D) {
  return z.object({ type: z.literal(type), timestamp: at, data })
}

export const stetEvent = z
  .discriminatedUnion('type', [
    eventOf('article.changed', changed),
    eventOf('article.removed', standing),
    eventOf('article.restored', standing),
    eventOf('article.moved', moved),
    eventOf('article.blocked', standing),
    eventOf('article.paywalled', standing),
    eventOf('article.unavailable_legal', standing),
    eventOf('site.broken', site),
    eventOf('source.gone', sourceGone),
    eventOf('endpoint.failing', endpointHealth),
    eventOf('endpoint.exhausted', endpointHealth),
    eventOf('endpoint.disabled', endpointHealth),
    eventOf('disk.low', disk),
    eventOf('test.ping', ping),
  ])
  .meta({ id: 'event' })

/** Several events in one message: a merge window, a digest or a storm. */
export const stetDigest = eventOf(
  'digest',
  z.object({
    schema: z.literal(EVENT_SCHEMA),
    severity,
    line: text,
    reason: z.enum(['merged', 'digest', 'storm']),
    events: z.array(stetEvent).describe('oldest first'),
    events_omitted: z.int().min(0).describe('events left out to stay under 20 kB; the least severe go first'),
    omitted_ids: z.array(z.string()).describe('ids of the events left out, at most 200'),
  }),
)

export type StetEvent = z.infer<typeof stetEvent>
export type StetDigest = z.infer<typeof stetDigest>
export type EventType = StetEvent['type']
export type EventOf<T extends EventType> = Extract<StetEvent, { type: T }>
/** An event about an article. */
export type ArticleEvent = Extract<StetEvent, { data: { article: unknown } }>
export type EventChange = z.infer<typeof change>
export type EventArticle = z.infer<typeof article>

export const EVENT_TYPES: readonly EventType[] = stetEvent.options.map((option) => option.shape.type.value)
