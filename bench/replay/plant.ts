import { createHash } from 'node:crypto'
import { type ChildNode, type Document, type Element, isTag, isText } from 'domhandler'
import { parseDocument } from 'htmlparser2'

/** One edit planted into a page: what stood there, what stands there now, and how it will be known again. */
export interface Planted {
  html: string
  kind: 'number' | 'negation' | 'name'
  field: 'body' | 'headline'
  old: string
  new: string
}

/** Where a token may be changed: its place in the truth, with enough around it to find it in the markup. */
interface Spot {
  before: string
  token: string
  after: string
  put: string
}

const CONTEXT = 24
const NAMES = ['Valdorek', 'Ostrelline', 'Bramquist', 'Tavendale']

/** Words after which "not" stands, by language. */
const NEGATIONS: Record<string, { verbs: string; not: string }> = {
  en: { verbs: 'is|are|was|were|will|would|could|should|has|have|had', not: 'not' },
  de: { verbs: 'ist|sind|war|waren|wird|werden|wurde|wurden|hat|haben', not: 'nicht' },
  nl: { verbs: 'is|zijn|was|waren|wordt|worden|heeft|hebben', not: 'niet' },
}

/**
 * Plants an edit into a sentence of the article (`body` is the truth's text), its kind seeded by `id`: a number, a
 * negation or a name. Null when no sentence of the truth stands in the markup in one piece.
 */
export function plantInBody(page: { id: string; html: string; body: string; lang: string }): Planted | null {
  const seed = createHash('sha256').update(page.id).digest()
  const kinds = ['number', 'negation', 'name'] as const
  const visible = articleRanges(page.html)
  for (let turn = 0; turn < kinds.length; turn++) {
    const kind = kinds[(seed.readUInt8(0) + turn) % kinds.length] ?? 'number'
    const spots = spotsOf(kind, page.body, page.lang, seed.readUInt8(1))
    const start = spots.length === 0 ? 0 : seed.readUInt16BE(2) % spots.length
    for (const spot of [...spots.slice(start), ...spots.slice(0, start)]) {
      const html = replaceSpot(page.html, spot, visible)
      if (html !== null) return { html, kind, field: 'body', old: spot.token, new: spot.put }
    }
  }
  return null
}

function spotsOf(kind: Planted['kind'], body: string, lang: string, salt: number): Spot[] {
  const spots: Spot[] = []
  const language = lang.slice(0, 2).toLowerCase()
  const name = NAMES[salt % NAMES.length] ?? 'Valdorek'
  for (const paragraph of body.split(/\n+/)) {
    if (paragraph.length < 60) continue
    const found = (match: RegExpMatchArray, put: string, token = match[0]) => {
      const at = match.index ?? 0
      if (at < 8 || at + token.length > paragraph.length - 8) return
      const before = paragraph.slice(Math.max(0, at - CONTEXT), at)
      const after = paragraph.slice(at + token.length, at + token.length + CONTEXT)
      spots.push({ before, token, after, put })
    }
    if (kind === 'number') {
      for (const match of paragraph.matchAll(/(?<![\p{L}\p{N}.,:/-])\d+(?:[.,]\d+)*(?![\p{L}\p{N}:/-])/gu)) {
        found(match, otherNumber(match[0]))
      }
    } else if (kind === 'negation') {
      const words = NEGATIONS[language]
      if (!words) continue
      const next = `(?!\\s+(?:${words.not}|n't))`
      for (const match of paragraph.matchAll(
        new RegExp(`(?<=\\p{Ll} )(?:${words.verbs})(?=\\s\\p{Ll})${next}`, 'gu'),
      )) {
        found(match, `${match[0]} ${words.not}`)
      }
    } else {
      // In the middle of a sentence, so that the capital is a name's (in German a noun's: changed all the same).
      for (const match of paragraph.matchAll(/(?<=\p{Ll},? )\p{Lu}\p{Ll}{3,}(?=[ ,]\s?\p{L})/gu)) found(match, name)
    }
  }
  return spots
}

/** Another number of the same shape: its last digit one higher, in years and figures alike. */
function otherNumber(text: string): string {
  const digit = text.length === 1 || /^(19|20)\d\d$/.test(text) ? text.length - 1 : 0
  const next = String((Number(text[digit]) % 9) + 1)
  return text.slice(0, digit) + next + text.slice(digit + 1)
}

type Range = [from: number, to: number]

/** The stretches of raw markup that are text a reader sees. */
function articleRanges(html: string): Range[] {
  const ranges: Range[] = []
  const walk = (nodes: ChildNode[]): void => {
    for (const node of nodes) {
      if (isText(node)) ranges.push([node.startIndex ?? 0, (node.endIndex ?? -1) + 1])
      else if (isTag(node) && !HIDDEN.has(node.name)) walk(node.children)
    }
  }
  walk(parse(html).children)
  return ranges
}

const HIDDEN = new Set(['script', 'style', 'noscript', 'template', 'head', 'nav', 'aside', 'footer', 'figcaption'])

function parse(html: string): Document {
  return parseDocument(html, { withStartIndices: true, withEndIndices: true })
}

/** Changes the token wherever its context stands; null unless a reader sees it at least once. */
function replaceSpot(html: string, spot: Spot, visible: Range[]): string | null {
  const loose = (text: string) => RegExp.escape(text).replace(/(?:\\x20|\\x09|\\x0a|\s)+/g, '\\s+')
  const pattern = new RegExp(`(${loose(spot.before)})${loose(spot.token)}(?=${loose(spot.after)})`, 'g')
  const seen = [...html.matchAll(pattern)].some(({ index, 0: text }) =>
    visible.some(([from, to]) => index >= from && index + text.length <= to),
  )
  return seen ? html.replace(pattern, (_all, before: string) => before + spot.put) : null
}

/**
 * Plants an edit into the headline: the h1 that agrees with `<title>`, in h1, title, og:title and JSON-LD alike.
 * Null when no h1 agrees or the headline stands in pieces.
 */
export function plantInHeadline(page: { id: string; html: string }): Planted | null {
  const document = parse(page.html)
  const title = words(textOf(first(document, 'title')))
  const h1 = all(document, 'h1').find((one) => {
    const own = words(textOf(one))
    return own.length >= 3 && own.filter((word) => title.includes(word)).length >= own.length * 0.6
  })
  if (!h1) return null
  const text = textOf(h1)
  const seed = createHash('sha256').update(page.id).digest()
  const number = /(?<![\p{L}\p{N}.,:])\d+(?![\p{L}\p{N}.,:%])/u.exec(text)?.[0]
  const candidates = number ? [number] : words(text, false).filter((word) => /^\p{Lu}\p{Ll}{4,}$/u.test(word))
  const token = candidates[seed.readUInt8(4) % Math.max(1, candidates.length)]
  if (!token) return null
  const put = number ? otherNumber(token) : (NAMES[seed.readUInt8(1) % NAMES.length] ?? 'Valdorek')
  const places = [h1, first(document, 'title')].filter((one) => one !== null).flatMap(textRanges)
  for (const meta of all(document, 'meta')) {
    const key = meta.attribs['property'] ?? meta.attribs['name'] ?? ''
    if (/^(og|twitter):title$|^(headline|title)$/i.test(key))
      places.push([meta.startIndex ?? 0, (meta.endIndex ?? -1) + 1])
  }
  for (const script of all(document, 'script')) {
    if (!/ld\+json/i.test(script.attribs['type'] ?? '')) continue
    const from = script.startIndex ?? 0
    const raw = page.html.slice(from, (script.endIndex ?? -1) + 1)
    for (const match of raw.matchAll(/"headline"\s*:\s*"(?:[^"\\]|\\.)*"/g)) {
      places.push([from + match.index, from + match.index + match[0].length])
    }
  }
  const html = replaceIn(page.html, places, token, put)
  return html === page.html ? null : { html, kind: number ? 'number' : 'name', field: 'headline', old: token, new: put }
}

function replaceIn(html: string, places: Range[], token: string, put: string): string {
  const whole = new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(token)}(?![\\p{L}\\p{N}])`, 'gu')
  let result = html
  for (const [from, to] of places.toSorted((a, b) => b[0] - a[0])) {
    result = result.slice(0, from) + result.slice(from, to).replace(whole, put) + result.slice(to)
  }
  return result
}

function textRanges(element: Element): Range[] {
  return element.children.flatMap((node): Range[] =>
    isText(node) ? [[node.startIndex ?? 0, (node.endIndex ?? -1) + 1]] : isTag(node) ? textRanges(node) : [],
  )
}

function all(parent: Document | Element, name: string): Element[] {
  const found: Element[] = []
  const stack: ChildNode[] = parent.children.toReversed()
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (!isTag(node)) continue
    if (node.name === name) found.push(node)
    stack.push(...node.children.toReversed())
  }
  return found
}

function first(parent: Document | Element, name: string): Element | null {
  return all(parent, name)[0] ?? null
}

function textOf(node: ChildNode | null): string {
  if (node === null) return ''
  if (isText(node)) return node.data
  return isTag(node) ? node.children.map(textOf).join('') : ''
}

function words(text: string, fold = true): string[] {
  return (fold ? text.toLowerCase() : text).match(/[\p{L}\p{N}]+/gu) ?? []
}
