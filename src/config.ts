import { isAbsolute } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { StetError } from './errors.ts'

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
  cadence: z.strictObject({
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
  }),
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

/** Names that the world already knows, beside the STET_ ones. */
const ALIASES: Record<string, string> = {
  DATABASE_URL: 'STET_DATABASE_URL',
  REDIS_URL: 'STET_REDIS_URL',
  MASTER_KEY: 'STET_MASTER_KEY',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'STET_TRACES_ENDPOINT',
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'STET_TRACES_URL',
  OTEL_TRACES_SAMPLER_ARG: 'STET_TRACES_SAMPLE',
}

/** Variables that are read elsewhere and are no setting. */
const NOT_SETTINGS = new Set(['STET_CONFIG'])

export interface ConfigSources {
  /** Text of config/default.yaml. */
  defaults: string
  /** The operator's own file, if any. */
  file: { path: string; text: string } | null
  env: Record<string, string | undefined>
  /** Reads the file that a NAME_FILE variable names. */
  readSecret: (path: string) => string
}

/**
 * All settings, from the defaults, the operator's file and the environment, in this order.
 * @throws StetError `bad_settings` naming every fault at once with its place
 */
export function loadConfig(sources: ConfigSources): Config {
  const faults: string[] = []
  const settings: Tree = readYaml('config/default.yaml', sources.defaults, faults)
  if (sources.file) merge(settings, readYaml(sources.file.path, sources.file.text, faults))
  for (const [name, value] of environment(sources, faults)) applyVariable(settings, name, value, faults)
  const parsed = Config.safeParse(settings)
  if (!parsed.success) {
    for (const issue of parsed.error.issues) faults.push(`${issue.path.join('.') || 'settings'}: ${issue.message}`)
  }
  if (faults.length > 0 || !parsed.success) {
    throw new StetError('bad_settings', `the settings are wrong:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
  }
  return parsed.data
}

type Tree = { [key: string]: unknown }

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readYaml(path: string, text: string, faults: string[]): Tree {
  try {
    const value: unknown = parse(text)
    if (value === null || value === undefined) return {}
    if (isTree(value)) return value
    faults.push(`${path}: must be a map of settings`)
  } catch (error) {
    faults.push(`${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
  return {}
}

/** Maps that are settings as a whole: a file's map replaces the default one instead of joining it. */
const WHOLE_MAPS = new Set(['resolve', 'windows', 'proxies', 'by_tag', 'by_host'])

function merge(into: Tree, from: Tree): void {
  for (const [key, value] of Object.entries(from)) {
    const present = into[key]
    if (isTree(present) && isTree(value) && !WHOLE_MAPS.has(key)) merge(present, value)
    else into[key] = value
  }
}

function environment(sources: ConfigSources, faults: string[]): Map<string, string> {
  const variables = new Map<string, string>()
  for (const [rawName, value] of Object.entries(sources.env)) {
    if (value === undefined || value === '') continue
    const fromFile = rawName.endsWith('_FILE')
    const plain = fromFile ? rawName.slice(0, -'_FILE'.length) : rawName
    const name = ALIASES[plain] ?? plain
    if (!name.startsWith('STET_') || NOT_SETTINGS.has(name)) continue
    if (!fromFile) {
      variables.set(name, value)
      continue
    }
    try {
      variables.set(name, sources.readSecret(value).trim())
    } catch (error) {
      faults.push(`${rawName}=${value}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return variables
}

function applyVariable(settings: Tree, name: string, text: string, faults: string[]): void {
  const wanted = name.slice('STET_'.length).toLowerCase()
  const place = findSetting(settings, wanted)
  if (!place) {
    faults.push(`${name}: no such setting`)
    return
  }
  const present = place.tree[place.key]
  if (Array.isArray(present) || isTree(present) || typeof present === 'number' || typeof present === 'boolean') {
    try {
      place.tree[place.key] = readValue(present, text)
    } catch {
      const kinds: Record<string, string> = { number: 'a number', boolean: 'true or false' }
      faults.push(`${name}: must be ${kinds[typeof present] ?? 'JSON'}`)
    }
  } else {
    place.tree[place.key] = text
  }
}

function readValue(present: unknown, text: string): unknown {
  // A list of plain words may be written with commas, as STET_ROLES=plan,check.
  if (Array.isArray(present) && !/^\s*[[{]/.test(text)) return text.split(',').map((word) => word.trim())
  return JSON.parse(text)
}

/** HTTP_PORT is http.port, DATA_DIR is data_dir: a setting's path joined by `_`. */
function findSetting(tree: Tree, wanted: string): { tree: Tree; key: string } | null {
  for (const key of Object.keys(tree)) {
    if (key === wanted) return { tree, key }
    const below = tree[key]
    if (wanted.startsWith(`${key}_`) && isTree(below)) {
      const found = findSetting(below, wanted.slice(key.length + 1))
      if (found) return found
    }
  }
  return null
}

/** A path of the settings, from the folder the program runs in. */
export function fromFolder(folder: string, path: string): string {
  return isAbsolute(path) ? path : `${folder}/${path}`
}
