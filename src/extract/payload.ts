import type { Block } from '../article.ts'
import { clean } from '../text/clean.ts'
import { fold } from './fold.ts'
import { readLeaves } from './leaves.ts'
import { type Doc, parse } from './parse.ts'
import { proseOf } from './prose.ts'
import { readNodes } from './structured.ts'

/** A text that the page ships in a script and does not show without running it. */
export interface Payload {
  blocks: Block[]
  /** Where it was found, for `reasons`. */
  source: string
}

/** Less prose than this is a teaser or a caption, not an article. */
const MIN_PROSE = 400
const MAX_SCRIPT_CHARS = 3_000_000
const MAX_VALUES = 200_000
const MIN_STRING = 40

/**
 * The article's text out of the page's data, for pages whose markup holds none: JSON-LD's articleBody, then the
 * JSON that a framework ships to draw the page (Next.js and its streamed form, Nuxt, plain application/json).
 * There the strings of one place (a path with its list positions left out) that hold the most prose are the text.
 */
export function readPayload(doc: Doc, articleBody: string | null, searchData: boolean): Payload | null {
  const claimed = articleBody ? blocksOf([asWritten(doc, articleBody)]) : []
  if (proseIn(claimed) >= MIN_PROSE) return { blocks: claimed, source: 'json-ld articleBody' }
  if (!searchData) return null
  const places = new Map<string, string[]>()
  for (const value of dataOf(doc)) collect(value, places)
  let best: Block[] = []
  let place = ''
  for (const [path, strings] of places) {
    const blocks = blocksOf(strings)
    if (proseIn(blocks) > proseIn(best)) {
      best = blocks
      place = path
    }
  }
  return proseIn(best) >= MIN_PROSE ? { blocks: best, source: `script data at ${place.slice(0, 120)}` } : null
}

/** The articleBody with its line breaks, which the reading of fields folds. */
function asWritten(doc: Doc, articleBody: string): string {
  const scripts = doc.scripts.filter(({ type }) => type.endsWith('ld+json')).map(({ text }) => text)
  const opening = fold(articleBody).slice(0, 60)
  for (const node of readNodes(scripts)) {
    const text = node['articleBody']
    if (typeof text === 'string' && fold(text).startsWith(opening)) return text
  }
  return articleBody
}

/** The parsed data scripts of a page; what does not parse is left out. */
function dataOf(doc: Doc): unknown[] {
  const values: unknown[] = []
  let streamed = ''
  for (const { type, id, text } of doc.scripts) {
    if (text.length > MAX_SCRIPT_CHARS || type.endsWith('ld+json')) continue
    if (id === '__NEXT_DATA__' || type === 'application/json') values.push(parseJson(text))
    else if (text.startsWith('self.__next_f.push(')) {
      const chunk = parseJson(text.slice('self.__next_f.push('.length).replace(/\)\s*;?\s*$/, ''))
      if (Array.isArray(chunk) && typeof chunk[1] === 'string') streamed += chunk[1]
    } else {
      const assigned = /^\s*window\.(?:__[A-Z_]+__|[A-Za-z_]+)\s*=\s*(?=\{)/.exec(text)
      if (assigned) values.push(parseJson(text.slice(assigned[0].length).replace(/;\s*$/, '')))
    }
  }
  return [...values, ...rowsOf(streamed)]
}

/** Rows of React's stream: `id:json` up to a line end, or `id:Tlength,text` with the length in hex, in UTF-8 bytes. */
function rowsOf(stream: string): unknown[] {
  const values: unknown[] = []
  let at = 0
  while (at < stream.length) {
    const text = TEXT_ROW.exec(stream.slice(at, at + 40))
    const from = at + (text?.[0].length ?? 0)
    const end = text ? endOfBytes(stream, from, Number.parseInt(text[1] ?? '0', 16)) : lineEnd(stream, at)
    if (text) values.push(stream.slice(from, end))
    else {
      const row = stream.slice(at, end)
      const colon = row.indexOf(':')
      if (colon > 0 && colon < 8 && /[[{]/.test(row[colon + 1] ?? '')) values.push(parseJson(row.slice(colon + 1)))
    }
    at = text ? end : end + 1
  }
  return values
}

const TEXT_ROW = /^[0-9a-f]{1,8}:T([0-9a-f]{1,8}),/

function lineEnd(stream: string, from: number): number {
  const end = stream.indexOf('\n', from)
  return end < 0 ? stream.length : end
}

function endOfBytes(stream: string, from: number, bytes: number): number {
  let at = from
  for (let left = bytes; left > 0 && at < stream.length; at += 1) {
    const code = stream.charCodeAt(at)
    // Half of a surrogate pair stands for two of its four bytes.
    left -= code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3
  }
  return Math.max(at, from + 1)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Puts every string that may be prose under its path; without recursion, at most MAX_VALUES values. */
function collect(root: unknown, places: Map<string, string[]>): void {
  const open: Array<{ value: unknown; path: string }> = [{ value: root, path: '' }]
  let seen = 0
  for (let next = open.pop(); next && seen < MAX_VALUES; next = open.pop()) {
    seen += 1
    const { value, path } = next
    if (typeof value === 'string') {
      if (value.length < MIN_STRING || /meta/i.test(path) || /^(?:https?:|data:|\/|\{|\[)/.test(value)) continue
      const strings = places.get(path)
      if (strings) strings.push(value)
      else places.set(path, [value])
    } else if (Array.isArray(value)) {
      for (let i = value.length - 1; i >= 0; i -= 1) open.push({ value: value[i], path: `${path}[]` })
    } else if (value !== null && typeof value === 'object' && path.length < 400) {
      for (const [key, inner] of Object.entries(value).reverse()) open.push({ value: inner, path: `${path}.${key}` })
    }
  }
}

function blocksOf(strings: readonly string[]): Block[] {
  return strings.flatMap((string): Block[] => {
    if (/<(?:p|div|br|h2)\b/i.test(string)) {
      const { leaves } = readLeaves(parse(string), null)
      return leaves.map(({ frame, text }) => ({ kind: /^h[2-6]$/.test(frame.tag) ? 'subhead' : 'paragraph', text }))
    }
    const lines = string.replace(/<[^>]{1,300}>/g, '').split(/\n+/)
    return lines.map((line): Block => ({ kind: 'paragraph', text: clean(line) })).filter(({ text }) => text !== '')
  })
}

function proseIn(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { text }) => sum + proseOf(text, 0), 0)
}
