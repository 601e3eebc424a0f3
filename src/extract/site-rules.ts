import { load } from 'cheerio/slim'
import type { Element } from 'domhandler'
import { isTag } from 'domhandler'
import { z } from 'zod'
import { StetError } from '../errors.ts'
import { contains, type Doc, orderOf } from './parse.ts'

/** What an operator knows of one site's pages and no heuristic can see. All selectors are CSS. */
export interface SiteRules {
  /** Raised by whoever changes the rules; a version of an article records it, so that a change of rules alerts nobody. */
  version: number
  /** Where the body stands; empty lets the heuristics find it. */
  select: string[]
  /** What never belongs to the article. */
  remove: string[]
  headline: string[]
  standfirst: string[]
  byline: string[]
  published: string[]
  modified: string[]
  liveBlog: { entry: string[]; id: string | null; time: string[] } | null
}

const MAX_SELECTOR_CHARS = 500
const selector = z.string().trim().min(1).max(MAX_SELECTOR_CHARS).refine(isSelector, { error: 'is no CSS selector' })
const selectors = z
  .union([selector, z.array(selector).max(50)])
  .transform((value) => (Array.isArray(value) ? value : [value]))
  .prefault([])

const schema = z.strictObject({
  version: z.int().min(1),
  select: selectors,
  remove: selectors,
  headline: selectors,
  standfirst: selectors,
  byline: selectors,
  dates: z.strictObject({ published: selectors, modified: selectors }).prefault({}),
  live_blog: z
    .strictObject({
      entry: selectors,
      id: z
        .string()
        .regex(/^[a-z][\w:-]*$/i)
        .optional(),
      time: selectors,
    })
    .optional(),
})

/**
 * The rules in the parsed YAML of `config/sites/<host>.yaml`. Throws StetError `site_rules_invalid` naming the file and,
 * for every fault at once, the key and the value that stands there.
 */
export function parseSiteRules(file: string, value: unknown): SiteRules {
  const parsed = schema.safeParse(value)
  if (!parsed.success) {
    const faults = parsed.error.issues.flatMap((issue) => faultsOf(issue, value))
    throw new StetError('site_rules_invalid', `${file}: ${faults.join('; ')}`)
  }
  const { version, select, remove, headline, standfirst, byline, dates, live_blog: liveBlog } = parsed.data
  return {
    version,
    select,
    remove,
    headline,
    standfirst,
    byline,
    published: dates.published,
    modified: dates.modified,
    liveBlog: liveBlog ? { entry: liveBlog.entry, id: liveBlog.id ?? null, time: liveBlog.time } : null,
  }
}

/** The elements of the page, or of one element, that any of the selectors matches, in document order. */
export function matching(within: Doc | Element, list: readonly string[]): Element[] {
  if (list.length === 0) return []
  const root = 'root' in within ? within.root : within
  const found = load(root)(root).find(list.join(', ')).toArray().filter(isTag)
  return found.sort((one, other) => orderOf(one) - orderOf(other))
}

/** A selector of the rules and how many elements of the page it matches: none is a rule that the site has outgrown. */
export interface RuleHit {
  key: string
  selector: string
  matches: number
}

/** Every selector of the rules with what it matches, in the order of the file, for `stet check --explain`. */
export function ruleHits(doc: Doc, rules: SiteRules): RuleHit[] {
  const lists: Array<[string, readonly string[]]> = [
    ['select', rules.select],
    ['remove', rules.remove],
    ['headline', rules.headline],
    ['standfirst', rules.standfirst],
    ['byline', rules.byline],
    ['dates.published', rules.published],
    ['dates.modified', rules.modified],
    ['live_blog.entry', rules.liveBlog?.entry ?? []],
    ['live_blog.time', rules.liveBlog?.time ?? []],
  ]
  return lists.flatMap(([key, list]) =>
    list.map((selector) => ({ key, selector, matches: matching(doc, [selector]).length })),
  )
}

/** The selectors of a list whose elements hold this one, as text. */
export function namedBy(doc: Doc, list: readonly string[]): (element: Element) => string {
  const found = list.map((selector) => ({ selector, elements: matching(doc, [selector]) }))
  return (element) =>
    found
      .filter(({ elements }) => elements.some((each) => contains(each, element)))
      .map(({ selector }) => selector)
      .join(', ')
}

function isSelector(text: string): boolean {
  try {
    load('')(text)
    return true
  } catch {
    return false
  }
}

/** A zod issue as "key: complaint, got value"; the alternatives of a union are told by the one that went furthest. */
function faultsOf(issue: z.core.$ZodIssue, value: unknown): string[] {
  if (issue.code === 'invalid_union') {
    const inner = issue.errors.flat().filter((each) => each.code !== 'invalid_type')
    const told = inner.length > 0 ? inner : issue.errors.flat().slice(0, 1)
    return told.flatMap((each) => faultsOf({ ...each, path: [...issue.path, ...each.path] }, value))
  }
  const key = issue.path.join('.') || '(top)'
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((each) => `${key === '(top)' ? each : `${key}.${each}`}: unknown key`)
  const at = issue.path.reduce<unknown>(
    (each, step) => (typeof each === 'object' && each !== null ? Reflect.get(each, step) : undefined),
    value,
  )
  return [`${key}: ${issue.message}, got ${JSON.stringify(at)?.slice(0, 200) ?? 'nothing'}`]
}
