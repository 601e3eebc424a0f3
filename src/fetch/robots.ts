/**
 * robots.txt as RFC 9309 says, with the extensions of Google's open-source matcher: missing colons, common misspellings,
 * `/index.html` as `/`, lines cut at 16 KB, group names cut at the first character that no product token has.
 * No npm library passes Google's own 145 assertions, hence this one. Pure: who fetches it, and what an error means,
 * is decided elsewhere (4xx allows all, 5xx and silence allow nothing).
 *
 * All matching is by bytes: strings in here hold one byte per character.
 */

export interface RobotsRule {
  allow: boolean
  pattern: string
  /** 1-based, as an operator would find it in the file. */
  line: number
}

interface Group {
  /** Lower-case product tokens; `everyone` for `*`. */
  agents: string[]
  everyone: boolean
  rules: RobotsRule[]
  /** Seconds; null when the group says nothing. */
  crawlDelay: number | null
}

/** A parsed robots.txt; plain data. */
export interface Robots {
  groups: Group[]
  sitemaps: string[]
}

export interface Permission {
  allowed: boolean
  /** The rule that decided; null when no rule matched, which allows. */
  rule: RobotsRule | null
}

/** RFC 9309 2.5 asks for at least 500 KiB; what stands beyond is not read. */
const MAX_BYTES = 512 * 1024
/** Eight times the longest URL a browser takes; Google's matcher cuts lines there. */
const MAX_LINE = 2083 * 8 - 1

/**
 * Reads a robots.txt. Never throws: whatever cannot be read as a rule is no rule.
 * @param source the body as bytes, or as text (taken as UTF-8)
 */
export function parseRobots(source: Uint8Array | string): Robots {
  const robots: Robots = { groups: [], sitemaps: [] }
  let group: Group | null = null
  let open = false
  linesOf(bytesOf(source)).forEach((text, index) => {
    const directive = readLine(text)
    if (!directive) return
    const { key, value } = directive
    if (key === 'user-agent') {
      if (!group || !open) {
        group = { agents: [], everyone: false, rules: [], crawlDelay: null }
        robots.groups.push(group)
        open = true
      }
      if (/^\*(\s|$)/.test(value)) group.everyone = true
      else group.agents.push(productToken(value))
    } else if (key === 'sitemap') {
      robots.sitemaps.push(Buffer.from(value, 'latin1').toString('utf8'))
    } else if (group) {
      // Only rules close the list of agents: a Crawl-delay between two of them (seen in the wild) must not.
      if (key === 'crawl-delay') group.crawlDelay = longer(group.crawlDelay, value)
      else {
        open = false
        group.rules.push({ allow: key === 'allow', pattern: escapePattern(value), line: index + 1 })
      }
    }
  })
  return robots
}

/**
 * Whether a crawler may fetch a URL: the longest matching rule of all groups that name it, else of those for `*`;
 * `Allow` wins a draw (RFC 9309 2.2.2). A group that names the crawler replaces `*` even when it holds no rule.
 * @param agent the product token that the groups name, e.g. `Stet` (see `productToken`), compared without case
 * @param url absolute, percent-encoded as it will be asked for; an empty one counts as `/`
 */
export function isAllowed(robots: Robots, agent: string, url: string): Permission {
  const path = pathOf(bytesOf(url))
  let best: RobotsRule | null = null
  let length = 0
  for (const group of groupsFor(robots, agent)) {
    for (const rule of group.rules) {
      const priority = priorityOf(rule, path)
      if (priority > length || (priority > 0 && priority === length && rule.allow && !best?.allow)) {
        best = rule
        length = priority
      }
    }
  }
  return { allowed: best?.allow ?? true, rule: best }
}

/** Seconds that the site asks this crawler to leave between requests; null when it does not say. */
export function crawlDelay(robots: Robots, agent: string): number | null {
  return groupsFor(robots, agent).reduce<number | null>(
    (delay, group) => (group.crawlDelay === null ? delay : Math.max(delay ?? 0, group.crawlDelay)),
    null,
  )
}

/** The part of a User-Agent that groups are named by: `Stet/1.0 (+https://...)` is `Stet`. */
export function productToken(userAgent: string): string {
  return (/^[a-zA-Z_-]*/.exec(userAgent)?.[0] ?? '').toLowerCase()
}

function groupsFor(robots: Robots, agent: string): Group[] {
  const name = agent.toLowerCase()
  const specific = robots.groups.filter((group) => group.agents.includes(name))
  return specific.length > 0 ? specific : robots.groups.filter((group) => group.everyone)
}

function bytesOf(source: Uint8Array | string): string {
  const bytes = typeof source === 'string' ? Buffer.from(source, 'utf8') : source
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

function linesOf(body: string): string[] {
  // Even part of a byte order mark is skipped, as Google does.
  const text = body.slice(0, MAX_BYTES).replace(/^(?:\xef(?:\xbb\xbf?)?)/, '')
  const lines = text.split(/\r\n|\r|\n/)
  // A line cut by our own limit could say more than its author did ("Disallow: /" of "Disallow: /private").
  if (body.length > MAX_BYTES) lines.pop()
  return lines.map((line) => line.slice(0, MAX_LINE))
}

type Key = 'user-agent' | 'allow' | 'disallow' | 'sitemap' | 'crawl-delay'

/** Keys by how they begin, misspellings seen in the wild included. */
const KEYS: ReadonlyArray<[RegExp, Key]> = [
  [/^user[- ]?agent/i, 'user-agent'],
  [/^allow/i, 'allow'],
  [/^(?:disallow|dissallow|dissalow|disalow|diasllow|disallaw)/i, 'disallow'],
  [/^site-?map/i, 'sitemap'],
  [/^crawl-?delay/i, 'crawl-delay'],
]

function readLine(line: string): { key: Key; value: string } | null {
  // A NUL ends the line for the C matcher that crawlers share; a "#" starts a comment.
  const text = strip(/^[^\0#]*/.exec(line)?.[0] ?? '')
  const parts = /^([^:]*):(.*)$/s.exec(text) ?? /^([^ \t]+)[ \t]+([^ \t]+)$/.exec(text)
  const name = strip(parts?.[1] ?? '')
  const key = KEYS.find(([pattern]) => pattern.test(name))?.[1]
  return key ? { key, value: strip(parts?.[2] ?? '') } : null
}

function strip(text: string): string {
  return text.replace(/^[ \t\n\v\f\r]+/, '').replace(/[ \t\n\v\f\r]+$/, '')
}

function longer(delay: number | null, value: string): number | null {
  const seconds = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : Number.NaN
  return Number.isFinite(seconds) ? Math.max(delay ?? 0, seconds) : delay
}

/** Bytes outside ASCII as %XX, hex digits of escapes in capitals: the form in which URLs are asked for. */
function escapePattern(pattern: string): string {
  return pattern.replace(/%[0-9a-fA-F]{2}|[\x80-\xff]/g, (match) =>
    match.length > 1 ? match.toUpperCase() : `%${match.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** Path, parameters and query of a URL, with a leading slash and without the fragment. */
function pathOf(url: string): string {
  const rest = url.startsWith('//') ? url.slice(2) : url
  const scheme = /^[^/?;]*?:\/\//.exec(rest)?.[0].length ?? 0
  const start = rest.slice(scheme).search(/[/?;]/)
  const hash = rest.indexOf('#')
  if (start < 0 || (hash >= 0 && hash < scheme + start)) return '/'
  const path = rest.slice(scheme + start, hash < 0 ? undefined : hash)
  return path.startsWith('/') ? path : `/${path}`
}

/** The length of the pattern that matched, which is its weight; -1 when it does not match. */
function priorityOf(rule: RobotsRule, path: string): number {
  if (matches(rule.pattern, path)) return rule.pattern.length
  // An allowed index page allows its folder: "Allow: /a/index.html" is also "Allow: /a/$".
  const slash = rule.pattern.lastIndexOf('/')
  if (!rule.allow || slash < 0 || !rule.pattern.startsWith('/index.htm', slash)) return -1
  const folder = `${rule.pattern.slice(0, slash + 1)}$`
  return matches(folder, path) ? folder.length : -1
}

/**
 * `*` is any run of characters, a last `$` the end; anything else stands for itself. Pieces are looked for from the
 * left, each at its first place, which decides as well as trying all places and needs no backtracking.
 */
function matches(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$')
  const pieces = (anchored ? pattern.slice(0, -1) : pattern).split('*')
  const first = pieces.shift() ?? ''
  if (!path.startsWith(first)) return false
  const last = anchored ? pieces.pop() : undefined
  if (anchored && last === undefined) return path.length === first.length
  let at = first.length
  for (const piece of pieces) {
    const found = path.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return last === undefined || (path.endsWith(last) && path.length - last.length >= at)
}
