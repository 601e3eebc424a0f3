import type { Element } from 'domhandler'
import { Glance } from '../text/glance.ts'
import { IN } from './markup.ts'
import { Memo } from './memo.ts'
import { ROLES, rolesIn } from './roles.ts'

/** What the names on an element (class, id, test hooks) say of it. */
export class Named {
  /** The names as written. */
  readonly text: string
  /** Bits of `IN`. */
  readonly flags: number
  readonly hidden: boolean
  /** Bits of `ROLE`. */
  readonly roles: number
  private cut: readonly string[] | null = null
  private signedTag = ''
  private signed = ''

  constructor(text: string, flags: number, hidden: boolean, roles: number) {
    this.text = text
    this.flags = flags
    this.hidden = hidden
    this.roles = roles
  }

  /** Lower-case words without numbers; cut when first asked for, as those of links and spans never are. */
  get words(): readonly string[] {
    const { text } = this
    // What stands behind the fourth name speaks of roles only.
    this.cut ??= wordsIn(text.includes(APART) ? text.split(APART, 4).join(APART) : text)
    return this.cut
  }

  /** Tag and words; kept for the tag that came last, as the next element so named has the same one, as a rule. */
  signatureOf(tag: string): string {
    const { words } = this
    if (words.length === 0) return tag
    if (this.signedTag !== tag) {
      this.signedTag = tag
      this.signed = `${tag}.${words.join('.')}`
    }
    return this.signed
  }
}

export const UNNAMED = new Named('', 0, false, 0)

/**
 * Most class lists that are remembered, some 10 MB: a site's templates have a few hundred, and with a quarter of these
 * places a thread that turns from site to site reads 3 % slower.
 */
const MOST_NAMES = 32768
const NAMED = new Memo<Named>(MOST_NAMES)

/** An element that has only a class, told by where that stands in a page. */
export function namedAt(html: string, start: number, end: number): Named {
  return NAMED.at(html, start, end, readNames)
}

/** The attributes beside the class that name an element. */
export const HOOKS: ReadonlySet<string> = new Set([
  ...['id', 'itemprop', 'data-component', 'data-testid', 'data-block', 'data-qa'],
])

/** An element that has one of them or more. */
export function namedBy(attribs: Element['attribs']): Named {
  const id = attribs['id']
  const component = attribs['data-component']
  const test = attribs['data-testid']
  const more = component ?? test ?? attribs['data-block']
  const itemprop = attribs['itemprop']
  // Alone it speaks of no role.
  const hook = id || test || component ? attribs['data-qa'] : undefined
  let source = `${attribs['class'] ?? ''}${APART}${id ?? ''}`
  if (more || itemprop || test || hook) source += ['', more, itemprop, test, component, hook].join(APART)
  return namedAt(source, 0, source.length)
}

/** Between the names of an element: no attribute holds it, as decoding drops it. */
const APART = '\0'

function readNames(text: string): Named {
  const maybe = MARKS.at(text)
  if (maybe === 0) return new Named(text, 0, false, 0)
  const [name = '', id = '', ...others] = text.split(APART)
  const isMarked = maybe >= MARK
  return new Named(
    text,
    isMarked ? namedFlags(name, 500) | namedFlags(id, 100) : 0,
    isMarked && name.length < 1000 && SCREEN_READER.test(name),
    rolesIn([name, id, ...others.slice(2)], maybe),
  )
}

/** Runs of ASCII letters, also cut where camelCase has its hump; a loop, as this is the costliest step on class names. */
function wordsIn(source: string): string[] {
  const words: string[] = []
  const end = Math.min(source.length, MOST_NAME_CHARS)
  let from = -1
  let afterLower = false
  let hasUpper = false
  for (let i = 0; i <= end && words.length < MOST_WORDS; i += 1) {
    const code = i < end ? source.charCodeAt(i) : 0
    const lower = code >= 97 && code <= 122
    const upper = code >= 65 && code <= 90
    if (from >= 0 && ((!lower && !upper) || (upper && afterLower))) {
      if (i - from > 1 && i - from < LONGEST_WORD) {
        const word = hasUpper ? source.slice(from, i).toLowerCase() : source.slice(from, i)
        if (!words.includes(word)) words.push(word)
      }
      from = -1
    }
    if (from < 0 && (lower || upper)) {
      from = i
      hasUpper = false
    }
    if (upper) hasUpper = true
    afterLower = lower
  }
  return words
}

const MOST_NAME_CHARS = 600
const MOST_WORDS = 24
const LONGEST_WORD = 20

/** Whole class names and ids that mean one thing on every site; anything weaker is weighed by the model, not obeyed. */
const COMMENTS =
  /^(?:comments?|comments?[-_]?(?:list|section|area|form|container|wrapper|thread)|disqus(?:[-_]thread)?|respond|commentlist|fb-comments)$/i
const CONSENT = /^(?:onetrust|cookiebot|cookie-?(?:banner|consent|notice|law|bar)|gdpr|cmp|consent)(?:$|[-_])/i
const CAPTION = /(?:^|[-_])(?:fig)?caption(?:$|[-_])/i

function namedFlags(name: string, most: number): number {
  if (name === '' || name.length >= most) return 0
  let flags = 0
  for (const token of name.split(/\s+/, 12)) {
    if (COMMENTS.test(token)) flags |= IN.comments
    else if (CONSENT.test(token)) flags |= IN.consent
    else if (CAPTION.test(token)) flags |= IN.caption
  }
  return flags
}

const SCREEN_READER =
  /(?:^|\s|_|-)(?:sr-only|visually-?hidden|screen-?reader(?:-text|-only)?|a11y-hidden|offscreen|u-hidden-visually)(?:\s|$)/i

/** What the patterns may be in is looked at closer: one name in three. */
const MARKS = new Glance([...ROLES, [COMMENTS, CONSENT, CAPTION, SCREEN_READER]])
const MARK = 1 << ROLES.length
