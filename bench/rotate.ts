import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { Content } from '../src/article.ts'
import { extractFrom, openPage } from '../src/extract/extract.ts'
import { bears, imprintOf } from '../src/extract/imprint.ts'
import { readPage, readSet } from './page-set.ts'

/** A page that gives less of its truth than this has bought its stillness with silence. */
const MIN_WORDS = 0.8

/**
 * `rotate DIR`: each page in two renderings that differ in furniture alone; whatever differs in what is extracted
 * would be a false alert. One JSON line per page: `known` where the second is by the imprint of the first, `same`, the
 * number of blocks only one rendering has, and the headline and blocks of the first. A page without headline, or with
 * under 80 % of its truth's words, is not `same`.
 */
export async function run([directory]: string[]): Promise<void> {
  if (!directory) throw new Error('usage: npm run -s bench -- rotate DIR')
  const root = resolve(directory)
  for (const set of setsOf(root)) {
    const truths = truthsOf(join(set, '..', '..', 'extraction', basename(set), 'truth.jsonl'))
    for (const { id, url } of readSet(set, 'index.jsonl')) {
      const [a, b] = ['a', 'b'].map((side) => seen(readPage(set, `${id}.${side}`), url))
      const compared = compare(a?.content ?? null, b?.content ?? null, truths.get(id) ?? null)
      const imprint = a?.watched ? imprintOf(a.doc, a.watched, '') : null
      const known = Boolean(imprint && b && bears(b.doc, imprint, ''))
      process.stdout.write(`${JSON.stringify({ id, ...compared, known })}\n`)
    }
  }
}

function setsOf(root: string): string[] {
  if (existsSync(join(root, 'index.jsonl'))) return [root]
  return readdirSync(root)
    .map((name) => join(root, name))
    .filter((path) => existsSync(join(path, 'index.jsonl')))
    .sort()
}

function truthsOf(file: string): Map<string, string> {
  if (!existsSync(file)) return new Map()
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return new Map(
    lines.map((line) => {
      const { id, body } = JSON.parse(line) as { id: string; body?: string }
      return [id, body ?? '']
    }),
  )
}

function seen(html: string, url: string | null) {
  try {
    const doc = openPage({ html, rules: null })
    return { doc, ...extractFrom(doc, { url, rules: null }) }
  } catch {
    return null
  }
}

function compare(a: Content | null, b: Content | null, truth: string | null): object {
  const one = a?.blocks.map((block) => block.text) ?? []
  const two = b?.blocks.map((block) => block.text) ?? []
  const changed = onlyIn(one, two) + onlyIn(two, one)
  const whole = a?.headline && wordsHeld([a.standfirst ?? '', ...one].join('\n'), truth ?? '') >= MIN_WORDS
  const identical = a?.headline?.text === b?.headline?.text && JSON.stringify(one) === JSON.stringify(two)
  return {
    same: Boolean(whole) && identical,
    changed_blocks: changed,
    headline: a?.headline?.text ?? null,
    blocks: one,
  }
}

function onlyIn(these: readonly string[], those: readonly string[]): number {
  const held = new Set(those)
  return these.filter((text) => !held.has(text)).length
}

/** Share of the truth's words that the text holds, each as often as it occurs. */
function wordsHeld(text: string, truth: string): number {
  const left = new Map<string, number>()
  for (const word of wordsOf(text)) left.set(word, (left.get(word) ?? 0) + 1)
  const wanted = wordsOf(truth)
  let found = 0
  for (const word of wanted) {
    const count = left.get(word) ?? 0
    if (count === 0) continue
    left.set(word, count - 1)
    found += 1
  }
  return wanted.length === 0 ? 1 : found / wanted.length
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []
}
