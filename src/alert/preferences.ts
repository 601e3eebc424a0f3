import { z } from 'zod'

const zone = z
  .string()
  .refine(isZone, { error: (issue) => `"${String(issue.input)}" is no time zone, such as Europe/Lisbon or UTC` })
const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { error: 'a time of day is HH:MM, such as 08:00' })
const day = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])

const digest = z.union([
  z.strictObject({ every: z.literal('hour') }),
  z.strictObject({ at: z.array(time).min(1), zone, days: z.array(day).min(1).optional() }),
])

const quiet = z.strictObject({
  from: time,
  to: time.describe('the next morning when it is not later than `from`'),
  zone,
  days: z.array(day).min(1).optional().describe('days on whose `from` it begins; default: all'),
})

/** How an endpoint's editors want to be told, as stored. An empty object: everything at once, at most 30 a minute. */
export const preferences = z.strictObject({
  break_through: z
    .enum(['minor', 'major', 'critical', 'never'])
    .default('critical')
    .describe('from this severity on nothing waits'),
  merge_minutes: z.number().min(0).max(120).default(0),
  digest: digest.optional(),
  quiet: quiet.optional(),
  per_minute: z.int().min(1).max(600).default(30),
})

export type Preferences = z.infer<typeof preferences>
export type DigestTimes = z.infer<typeof digest>
export type QuietHours = z.infer<typeof quiet>

function isZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch {
    return false
  }
}
