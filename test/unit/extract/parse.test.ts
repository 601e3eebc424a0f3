import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { StetError } from '../../../src/errors.ts'
import { contains, orderOf, parse } from '../../../src/extract/parse.ts'

function codeOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof StetError) return `${error.code}: ${error.message}`
    throw error
  }
  return 'parsed'
}

describe('parse', () => {
  it('stops at the depth limit and names it', () => {
    expect(codeOf(() => parse('<div>'.repeat(100_000)))).toBe('too_complex: page passes the limit of 1000 for depth')
  })

  it('counts scripts that never end as depth, for each closing tag looks through what is open', () => {
    expect(codeOf(() => parse('<script/>'.repeat(2000)))).toMatch(/depth$/)
  })

  it('stops at the attribute limit of one tag', () => {
    const attributes = Array.from({ length: 100_000 }, (_, i) => `a${i}=1`).join(' ')
    expect(codeOf(() => parse(`<div ${attributes}>`))).toMatch(/^too_complex: .*attributes$/)
  })

  it('stops at the tag and the text limit', () => {
    const limits = { depth: 10, attributes: 10, tags: 20, textChars: 50 }
    expect(codeOf(() => parse('<br>'.repeat(21), limits))).toMatch(/tags$/)
    expect(codeOf(() => parse('x'.repeat(51), limits))).toMatch(/textChars$/)
  })

  it('keeps scripts out of the tree and their text at hand', () => {
    const doc = parse(
      '<p>One<script type="application/ld+json; charset=utf-8">{"a":"<b>"}</script>two</p><style>p{}</style>',
    )
    expect(doc.scripts).toEqual([{ type: 'application/ld+json', id: '', src: '', text: '{"a":"<b>"}' }])
    expect(doc.elements.length).toBe(1)
  })

  it('numbers elements in document order', () => {
    const doc = parse('<article><h1>A</h1><p>B</p></article><article><h1>C</h1></article>')
    const [first, second] = doc.byTag.article
    const [, h1] = doc.byTag.h1
    if (!first || !second || !h1) throw new Error('index is incomplete')
    expect(contains(first, h1)).toBe(false)
    expect(contains(second, h1)).toBe(true)
    expect(orderOf(h1)).toBe(5)
  })

  it('parses any string or says too_complex', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '<p>',
        '</p>',
        '<div class="',
        '<!--',
        '<script>',
        '&#x110000;',
        '<a href=',
        '</',
        '<table><tr>',
        ']]>',
        '\u0000',
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        expect(codeOf(() => parse(pieces.join('')))).toMatch(/^(parsed|too_complex)/)
      }),
    )
  })
})
