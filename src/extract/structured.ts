/** One JSON-LD object. */
export type Node = { [key: string]: unknown }

/** Bounds: a page may carry more, but no article needs it. */
const MAX_SCRIPT_CHARS = 2_000_000
const MAX_NODES = 3000
const MAX_DEPTH = 14

/** Keys whose values are other works, people's pages or machinery, never the article itself. */
const FOREIGN = new Set([
  'itemListElement',
  'comment',
  'review',
  'potentialAction',
  'isPartOf',
  'relatedLink',
  'citation',
  'mentions',
  'about',
])

/**
 * All JSON-LD objects of the scripts, outermost first in the page's order: arrays, `@graph` and nested objects alike.
 * Broken JSON is mended where that is safe (comments, CDATA, raw line breaks, trailing commas, escaped quotes,
 * objects set side by side); what cannot be mended gives its flat string fields only. Never throws.
 */
export function readNodes(scripts: readonly string[]): Node[] {
  const nodes: Node[] = []
  for (const script of scripts) {
    for (const value of parseLoosely(script.slice(0, MAX_SCRIPT_CHARS))) collect(value, nodes)
  }
  return nodes
}

/** The object that a bare `{"@id": ...}` stands for, or the value itself. */
export function resolve(value: unknown, nodes: readonly Node[]): unknown {
  if (!isNode(value)) return value
  const id = value['@id']
  if (typeof id !== 'string' || Object.keys(value).some((key) => !key.startsWith('@'))) return value
  return nodes.find((node) => node['@id'] === id && Object.keys(node).length > 2) ?? value
}

/** The types of a node without their vocabulary's address: "NewsArticle". */
export function typesOf(node: Node): string[] {
  const type = node['@type']
  const types = Array.isArray(type) ? type : [type]
  return types.filter((each) => typeof each === 'string').map((each) => each.replace(/^.*[/#:]/, ''))
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function collect(root: unknown, nodes: Node[]): void {
  const open: Array<[unknown, number]> = [[root, 0]]
  let seen = 0
  while (open.length > 0 && nodes.length < MAX_NODES && seen++ < MAX_NODES * 4) {
    const [value, depth] = open.pop() ?? [null, 0]
    if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) continue
    if (isNode(value)) nodes.push(value)
    const children = isNode(value) ? Object.entries(value).filter(([key]) => !FOREIGN.has(key)) : value
    const values = isNode(value) ? (children as Array<[string, unknown]>).map(([, each]) => each) : (value as unknown[])
    for (let index = Math.min(values.length, MAX_NODES) - 1; index >= 0; index--) open.push([values[index], depth + 1])
  }
}

function parseLoosely(script: string): unknown[] {
  const text = script
    .trim()
    .replace(/^(?:<!--|(?:\/\/|\/\*)?\s*<!\[CDATA\[(?:\s*\*\/)?)/, '')
    .replace(/(?:-->|(?:\/\/|\/\*)?\s*\]\]>(?:\s*\*\/)?)$/, '')
    .trim()
  if (!text) return []
  const attempts: Array<() => string> = [
    () => text,
    // Raw control characters inside strings are the commonest fault; outside strings they are white space anyway.
    () => mend(text),
    () => mend(text.replaceAll('&quot;', '"')),
    () => `[${mend(text).replace(/\}\s*\{/g, '},{')}]`,
  ]
  for (const attempt of attempts) {
    try {
      return [JSON.parse(attempt())]
    } catch {
      // the next attempt mends more
    }
  }
  return [salvage(text)]
}

function mend(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/,\s*([}\]])/g, '$1')
    .replace(/\\'/g, "'")
    .replace(/[;\s]+$/, '')
}

/** The first flat string value of each known key of JSON that cannot be parsed. */
function salvage(text: string): Node {
  const node: Node = {}
  const head = text.slice(0, 50_000)
  for (const key of ['@type', 'headline', 'datePublished', 'dateModified', 'articleSection', 'description']) {
    const found = new RegExp(`"${key}"\\s{0,9}:\\s{0,9}"((?:[^"\\\\]|\\\\.){1,1000})"\\s{0,9}[,}\\n\\r]`).exec(head)
    if (found?.[1])
      node[key] = found[1]
        .replace(/\\(["/])/g, '$1')
        .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  }
  const author = /"author"\s{0,9}:\s{0,9}[[{]{1,2}[^{}]{0,300}?"name"\s{0,9}:\s{0,9}"((?:[^"\\]|\\.){1,200})"/.exec(
    head,
  )
  if (author?.[1]) node['author'] = author[1]
  return node
}
