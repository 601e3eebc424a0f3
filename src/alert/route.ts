import { z } from 'zod'
import { changeField, changeKind, EVENT_TYPES, type EventChange, type StetEvent } from './event.ts'
import { phraseIn } from './phrase.ts'

const severity = z.enum(['none', 'minor', 'major', 'critical'])
const list = <T extends z.ZodType>(item: T) => z.array(item).min(1).optional()
const phrase = z.string().trim().min(1).max(200)

/** `article.changed`, a family (`article.*`), or `*`. */
const typePattern = z.string().refine((pattern) => EVENT_TYPES.some((type) => typeMatches(pattern, type)), {
  error: (issue) => `"${String(issue.input)}" is no event type; there are ${EVENT_TYPES.join(', ')}, article.* and *`,
})

/**
 * The rule that sends events to endpoints, as stored. Every condition given must hold; of a list any one is enough.
 * Conditions on changes (fields, kinds, min_severity, words, rules) must all hold for one and the same change.
 */
export const routeRule = z.strictObject({
  types: list(typePattern).describe('default: article.*'),
  tags: list(z.string()),
  hosts: list(z.string()).describe('a host, which includes its subdomains'),
  articles: list(z.string()),
  langs: list(z.string()).describe('pt includes pt-BR'),
  min_severity: severity.optional(),
  fields: list(changeField),
  kinds: list(changeKind),
  rules: list(z.string()),
  words: list(phrase).describe('words or phrases in the old or new text; a trailing * matches any ending'),
  not_words: list(phrase).describe('the route does not match a change that holds one of these'),
  muted: z.boolean().optional(),
  snoozed_until: z.iso.datetime().optional(),
})
export type RouteRule = z.infer<typeof routeRule>

export interface Route {
  id: string
  name: string
  rule: RouteRule
  endpointIds: readonly string[]
}

/** "Not here": silences what an editor marked, at one article, a host, or everywhere; a rule or kind, or all. */
export const mute = z
  .strictObject({
    article: z.string().optional(),
    host: z.string().optional(),
    rule: z.string().optional(),
    kind: changeKind.optional(),
    until: z.iso.datetime().optional(),
  })
  .refine((one) => one.article ?? one.host ?? one.rule ?? one.kind, { error: 'a mute must name what it silences' })
export type Mute = z.infer<typeof mute>

export interface Routed {
  /** Where the event goes, each endpoint once, with the names of the routes that sent it there. */
  endpoints: Array<{ endpointId: string; routes: string[] }>
  /** Every route with why it matched or did not. */
  explained: Array<{ routeId: string; name: string; matched: boolean; reason: string }>
}

type Told = Pick<EventChange, 'kind' | 'field' | 'severity' | 'old' | 'new' | 'before' | 'after' | 'rule'>

/**
 * Decides where an event goes.
 * @param changes the comparison's own changes where they are at hand: those of the event may have been cut
 */
export function matchRoutes(asked: {
  event: StetEvent
  routes: readonly Route[]
  mutes?: readonly Mute[]
  nowMs: number
  changes?: readonly Told[]
}): Routed {
  const { event, nowMs } = asked
  const changes = asked.changes ?? (event.type === 'article.changed' ? event.data.changes : [])
  const mutes = (asked.mutes ?? []).filter((one) => one.until === undefined || Date.parse(one.until) > nowMs)
  const heard = changes.filter((change) => !mutes.some((one) => silences(one, event, change)))
  const silent = changes.length > 0 ? heard.length === 0 : mutes.some((one) => silences(one, event, null))
  const explained: Routed['explained'] = []
  const endpoints = new Map<string, string[]>()
  for (const { id, name, rule, endpointIds } of asked.routes) {
    const miss = silent ? 'muted: every change of it is silenced here' : whyNot(rule, event, heard, nowMs)
    explained.push({ routeId: id, name, matched: miss === null, reason: miss ?? why(rule, event, heard) })
    if (miss !== null) continue
    for (const endpointId of endpointIds) endpoints.set(endpointId, [...(endpoints.get(endpointId) ?? []), name])
  }
  return { endpoints: [...endpoints].map(([endpointId, routes]) => ({ endpointId, routes })), explained }
}

function silences(one: Mute, event: StetEvent, change: Told | null): boolean {
  const article = 'article' in event.data ? event.data.article : null
  if (one.article !== undefined && one.article !== article?.id) return false
  if (one.host !== undefined && !(article && hostMatches(one.host, article.host))) return false
  if (one.rule !== undefined && one.rule !== change?.rule) return false
  return one.kind === undefined || one.kind === change?.kind
}

/** Why the route does not send the event; null when it does. */
function whyNot(rule: RouteRule, event: StetEvent, changes: readonly Told[], nowMs: number): string | null {
  if (rule.muted) return 'the route is muted'
  if (rule.snoozed_until !== undefined && Date.parse(rule.snoozed_until) > nowMs) {
    return `the route is snoozed until ${rule.snoozed_until}`
  }
  if (!(rule.types ?? ['article.*']).some((pattern) => typeMatches(pattern, event.type))) return `type is ${event.type}`
  return whyNotArticle(rule, event) ?? whyNoChange(rule, event, changes)
}

function whyNotArticle(rule: RouteRule, event: StetEvent): string | null {
  const article = 'article' in event.data ? event.data.article : null
  const host = article?.host ?? ('host' in event.data ? event.data.host : null)
  if (rule.tags && !rule.tags.some((tag) => article?.tags.includes(tag))) {
    return `tags are ${article?.tags.join(', ') || 'none'}`
  }
  if (rule.hosts && !(host !== null && rule.hosts.some((one) => hostMatches(one, host)))) return `host is ${host}`
  if (rule.articles && !rule.articles.includes(article?.id ?? '')) return `article is ${article?.id ?? 'none'}`
  if (rule.langs && !rule.langs.some((lang) => langMatches(lang, article?.lang ?? ''))) {
    return `language is ${article?.lang ?? 'unknown'}`
  }
  return null
}

function whyNoChange(rule: RouteRule, event: StetEvent, changes: readonly Told[]): string | null {
  if (event.type !== 'article.changed') {
    if (rule.fields ?? rule.kinds ?? rule.rules) return `${event.type} has no changes to match`
    if (!severe(rule, event.data.severity)) return `severity is ${event.data.severity}`
    return wordsMatch(rule, [event.data.line]) ? null : 'its line has none of the words'
  }
  if (changes.some((change) => changeMatches(rule, change))) return null
  const worst = changes[0]
  return `no change has it all: of ${changes.length}, the worst is ${worst?.severity} ${worst?.kind} in ${worst?.field}`
}

function changeMatches(rule: RouteRule, change: Told): boolean {
  const texts = [change.old, change.new, change.before, change.after].filter((text) => text !== null)
  return (
    severe(rule, change.severity) &&
    (rule.fields?.includes(change.field) ?? true) &&
    (rule.kinds?.includes(change.kind) ?? true) &&
    (rule.rules?.includes(change.rule) ?? true) &&
    wordsMatch(rule, texts)
  )
}

function why(rule: RouteRule, event: StetEvent, changes: readonly Told[]): string {
  const change = changes.find((one) => changeMatches(rule, one))
  return change ? `${change.severity} ${change.kind} in ${change.field}` : event.type
}

const RANK = { none: 0, minor: 1, major: 2, critical: 3 } as const

function severe(rule: RouteRule, found: keyof typeof RANK): boolean {
  return rule.min_severity === undefined || RANK[found] >= RANK[rule.min_severity]
}

function wordsMatch(rule: RouteRule, texts: readonly string[]): boolean {
  const holds = (phrases: readonly string[]) => phrases.some((one) => texts.some((text) => phraseIn(one, text)))
  return (rule.words === undefined || holds(rule.words)) && !(rule.not_words && holds(rule.not_words))
}

function typeMatches(pattern: string, type: string): boolean {
  return pattern === '*' || pattern === type || (pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1)))
}

function hostMatches(wanted: string, host: string): boolean {
  const suffix = wanted.toLowerCase().replace(/^\*\./, '')
  return host === suffix || host.endsWith(`.${suffix}`)
}

function langMatches(wanted: string, lang: string): boolean {
  return `${lang.toLowerCase()}-`.startsWith(`${wanted.toLowerCase()}-`)
}
