import { isAbsolute } from 'node:path'
import { z } from 'zod'
import { StetError } from './errors.ts'
import { type ConfigSources, readSources } from './settings/sources.ts'

const count = z.number().int().nonnegative()
const positive = z.number().int().positive()

const points = z.record(z.string(), z.number().min(-10).max(10))

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 07:30')

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}

const ROLES = ['plan', 'check', 'deliver', 'maintain', 'web'] as const

/** The shape of config/default.yaml; unknown keys are errors everywhere. */
const Config = z.strictObject({
  data_dir: z.string().min(1),
  database_url: z.url({ protocol: /^postgres(ql)?$/ }).nullable(),
  database_wait_ms: count,
  redis_url: z.url({ protocol: /^rediss?$/ }).nullable(),
  redis_unsafe: z.enum(['refuse', 'warn']),
  roles: z.array(z.enum(ROLES)).min(1),
  master_key: z.string().nullable(),
  public_url: z.url({ protocol: /^https?$/ }).nullable(),
  watchlist: z.string().min(1).nullable(),
  site_rules: z.string().min(1).nullable(),
  contact: z
    .string()
    .regex(/^[\x21-\x7e]{3,200}$/, 'must be one word of plain ASCII: an e-mail address or a URL')
    .nullable(),
  shutdown_ms: count,
  log: z.strictObject({ level: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']) }),
  http: z.strictObject({ host: z.string(), port: count.max(65535) }),
  egress: z.strictObject({
    proxies: z.record(z.string(), z.url({ protocol: /^https?$/ })),
    allow: z.array(z.strictObject({ cidr: z.string(), port: count.max(65535) })),
    resolve: z.record(z.string(), z.string().regex(/^(\[[0-9a-f:.]+\]|[0-9.]+):\d+$/i, 'must be address:port')),
  }),
  fetch: z.strictObject({
    wire_bytes: positive,
    decoded_bytes: positive,
    head_ms: positive,
    total_ms: positive,
    full_hours: z.number().positive(),
  }),
  think: z.strictObject({ threads: count, deadline_ms: positive, memory_mb: positive }),
  politeness: z.strictObject({ gap_ms: count, day_requests: positive }),
  cadence: z
    .strictObject({
      min_minutes: z.number().positive(),
      max_minutes: z.number().positive(),
      rest_days: count,
      checks_first_day: z.number().positive(),
      within_minutes: count,
      day_checks: count,
      windows: z.record(
        z.string(),
        z.array(
          z.strictObject({
            zone: z.string().refine(isZone, 'must be a time zone such as Europe/Amsterdam'),
            days: z.array(z.int().min(1).max(7)).min(1),
            from: clock,
            to: clock,
          }),
        ),
      ),
    })
    .refine(({ min_minutes, max_minutes }) => min_minutes <= max_minutes, 'min_minutes must not be above max_minutes'),
  sources: z
    .strictObject({ min_minutes: z.number().positive(), max_minutes: z.number().positive() })
    .refine(({ min_minutes, max_minutes }) => min_minutes <= max_minutes, 'min_minutes must not be above max_minutes'),
  outcome: z.strictObject({
    confirm_minutes: z.number().positive(),
    retry_minutes: z.number().positive(),
    wall_minutes: z.number().positive(),
    unreachable_hours: z.number().positive(),
    outbreak_hours: z.number().positive(),
  }),
  plan: z.strictObject({
    tick_ms: positive,
    hosts: positive,
    articles: positive,
    claim_s: positive,
    lease_s: positive,
  }),
  check: z.strictObject({ concurrency: positive }),
  deliver: z.strictObject({
    concurrency: positive,
    per_endpoint: positive,
    timeout_ms: positive,
    retry_s: z.array(z.number().nonnegative()).min(1),
    jitter: z.number().min(0).max(0.9),
    retry_after_h: z.number().min(0).max(24),
    gone_disables: z.boolean(),
    tell_after: positive,
    disable_after_h: z.number().nonnegative(),
    allow_http: z.array(z.string()),
  }),
  smtp: z.strictObject({
    url: z.url({ protocol: /^smtps?$/ }).nullable(),
    from: z
      .string()
      .regex(
        /^(?:[^<>@"\r\n]{1,100} )?<?[^\s<>@]+@[a-z0-9.-]+>?$/i,
        'must be a mailbox such as Stet <stet@paper.example>',
      )
      .nullable(),
  }),
  changes: z.strictObject({
    weights: points,
    by_tag: z.record(z.string(), points),
    by_host: z.record(z.string(), points),
  }),
  disk: z.strictObject({ min_free_mb: count }),
  pages: z.strictObject({ access: z.enum(['link', 'open']), link_days: count.max(3650) }),
  heartbeat: z.strictObject({ url: z.url({ protocol: /^https?$/ }).nullable() }),
  traces: z.strictObject({
    endpoint: z.url({ protocol: /^https?$/ }).nullable(),
    url: z.url({ protocol: /^https?$/ }).nullable(),
    sample: z.number().min(0).max(1),
  }),
  maintain: z.strictObject({ checks_days: count, attempts_days: count, deliveries_days: count }),
})

export type Config = z.infer<typeof Config>
export type Role = (typeof ROLES)[number]

/**
 * All settings, from the defaults, the operator's file and the environment, in this order.
 * @throws StetError `bad_settings` naming every fault at once with its place: the file's line, or the variable
 */
export function loadConfig(sources: ConfigSources): Config {
  const { tree, faults, placeOf } = readSources(sources)
  const parsed = Config.safeParse(tree)
  for (const issue of parsed.error?.issues ?? []) {
    if (issue.code === 'unrecognized_keys')
      faults.push(...issue.keys.map((key) => `${placeOf([...issue.path, key])}: no such setting`))
    else faults.push(`${placeOf(issue.path)}: ${issue.message}`)
  }
  if (faults.length > 0 || !parsed.success) {
    throw new StetError('bad_settings', `the settings are wrong:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
  }
  return parsed.data
}

/** A path of the settings, from the folder the program runs in. */
export function fromFolder(folder: string, path: string): string {
  return isAbsolute(path) ? path : `${folder}/${path}`
}
