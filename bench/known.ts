import type { Text } from 'domhandler'
import { contentHash } from '../src/compare/content-hash.ts'
import { extractFrom, openPage } from '../src/extract/extract.ts'
import { bears, imprintOf } from '../src/extract/imprint.ts'
import type { Doc } from '../src/extract/parse.ts'
import { randomOf } from './load/page.ts'
import { readPage, readSet } from './page-set.ts'

/** Tries for each page; three in four change nothing that is extracted, for most of a page is not the article. */
const EDITS = 12

/**
 * `known SET_DIR`: what a page that is known by its imprint may hide. Each page is edited in one text at random, twelve
 * times (a digit, or a word): wherever the extractor then sees another version, the page must not be known any more.
 * One JSON line per page that has an imprint: `edits` that change the version, and which of them were `missed`.
 */
export async function run([directory]: string[]): Promise<void> {
  if (!directory) throw new Error('usage: npm run -s bench -- known SET_DIR')
  for (const { id, url } of readSet(directory)) {
    const open = () => openPage({ html: readPage(directory, id), rules: null })
    const hashOf = (doc: Doc) => contentHash(extractFrom(doc, { url, rules: null }).content)
    const doc = open()
    const { content, watched } = extractFrom(doc, { url, rules: null })
    const imprint = watched && imprintOf(doc, watched, '')
    if (!imprint) continue
    const before = contentHash(content)
    const random = randomOf(`known ${id}`)
    const tried = Array.from({ length: EDITS }, () => {
      const edited = open()
      const text = edit(edited, random)
      return text !== null && hashOf(edited) !== before ? { text, known: bears(edited, imprint, '') } : null
    }).filter((one) => one !== null)
    const missed = tried.filter(({ known }) => known).map(({ text }) => text.trim().slice(0, 60))
    process.stdout.write(`${JSON.stringify({ id, edits: tried.length, missed })}\n`)
  }
}

/** Changes one text of the page, in place; returns what it was, null where there is nothing to change. */
function edit({ texts }: Doc, random: () => number): string | null {
  const said = texts.filter(({ data }) => WORD.test(data) || DIGIT.test(data))
  const text = said[Math.floor(random() * said.length)] as Text | undefined
  if (!text) return null
  const { data } = text
  const isFigure = DIGIT.test(data) && (random() < 0.6 || !WORD.test(data))
  text.data = isFigure
    ? data.replace(DIGIT, (digit) => String((Number(digit) + 1) % 10))
    : data.replace(WORD, 'Quillby')
  return data
}

const WORD = /\p{L}{3,}/u
const DIGIT = /\d/
