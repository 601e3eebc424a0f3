import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { StetError } from '../../../src/errors.ts'
import { explain, extract } from '../../../src/extract/extract.ts'

const FIXTURES = join(import.meta.dirname, '../../fixtures/extract')
const ARTICLE = [
  'The ferry between',
  'Some 40 passengers',
  'The council has set',
  'Until then the boat',
  'Islanders had relied',
]

function read(name: string): string {
  return readFileSync(join(FIXTURES, `${name}.html`), 'utf8')
}

function bodyOf(name: string) {
  return extract({ html: read(name), url: 'https://tidewater.example/coast/ferry', rules: null })
}

function openings(name: string): string[] {
  const { blocks } = bodyOf(name)
  return blocks.map(({ text }) => ARTICLE.find((opening) => text.startsWith(opening)) ?? text)
}

describe('the body of a page', () => {
  it.each([
    ['stands under class names that elsewhere mean furniture', 'class-word-body'],
    ['is the story, not the consent text', 'consent-text'],
    ['ends before the next article of an endless page', 'second-article'],
    ['leaves captions and credits out', 'captions'],
    ['leaves out read-more lines between paragraphs', 'read-more'],
    ['leaves out newsletter boxes and paywall counters', 'promo'],
    ['leaves out bylines, relative times, reading times and counts', 'relative-time'],
    ['leaves out the fact box', 'fact-box'],
    ['leaves out the box about the author', 'author-bio'],
    ['holds a text once that stands twice in the markup', 'duplicate-text'],
    ['leaves out hidden text', 'hidden-text'],
    ['is found in an application that hides itself behind a dialog', 'hidden-app'],
    ['is cut at double line breaks where there are no paragraphs', 'line-breaks'],
    ['ends before the list of other stories', 'related-list'],
    ['leaves out the comments', 'comments'],
    ['leaves out the author named once more in the text, and who the author is', 'byline-in-text'],
    ['leaves out a label with the story it points to', 'label-and-link'],
    ['leaves out the captions of boxes that are no figures', 'caption-box'],
    ['leaves out what stands in for embedded content', 'embedded-content'],
    ['leaves out what the paper says of itself between and under the text', 'invitations'],
    ['leaves out the whole article in one piece beside its paragraphs', 'whole-copy'],
  ])('%s', (_, name) => {
    expect(openings(name)).toEqual(ARTICLE)
  })

  it('says twice what one element of it says twice', () => {
    const { blocks } = bodyOf('repeated-text')
    expect(blocks.filter(({ text }) => text.startsWith('Mondays and Thursdays'))).toHaveLength(2)
  })

  it('joins a drop cap to its word', () => {
    expect(bodyOf('drop-cap').blocks[0]?.text).toMatch(/^The ferry between Port Alder/)
  })

  it('holds neither soft hyphens nor zero-width marks', () => {
    expect(bodyOf('soft-hyphens').blocks[0]?.text).toMatch(/between Port Alder .* 312 islanders/)
  })

  it('keeps subheads, quotes and list items with their kinds', () => {
    const kinds = bodyOf('subheads').blocks.map(({ kind }) => kind)
    expect(kinds).toEqual([
      'paragraph',
      'paragraph',
      'subhead',
      'paragraph',
      'paragraph',
      'quote',
      'paragraph',
      'list_item',
      'list_item',
    ])
  })

  it('is read in scripts that run from right to left and without blanks', () => {
    expect(bodyOf('right-to-left').blocks.map(({ text }) => text.slice(0, 8))).toEqual([
      'استأنفت ',
      'وقالت مد',
      'وخصص الم',
    ])
    expect(bodyOf('right-to-left').dir).toBe('rtl')
    expect(bodyOf('japanese').blocks.map(({ text }) => text.slice(0, 4))).toEqual(['冬の嵐で', '港長の水', '町議会は'])
  })

  it('comes from the structured data where the markup holds none, and says so', () => {
    const { blocks, reasons } = bodyOf('script-shell')
    expect(blocks.map(({ text }) => text.slice(0, 17))).toEqual(ARTICLE.map((opening) => opening.slice(0, 17)))
    expect(reasons.join()).toMatch(/script_payload: the body is from json-ld articleBody/)
  })

  it('comes from the data of the framework where the markup holds none, and says so', () => {
    const { blocks, reasons } = bodyOf('next-data')
    expect(blocks).toHaveLength(5)
    expect(reasons.join()).toMatch(/script_payload: .*article\.blocks\[\]\.text/)
  })

  it('gives captions as a field of their own', () => {
    expect(bodyOf('captions').captions[0]).toMatch(/^Passengers on the quay/)
  })

  it('is the same for equal pages and explained for every run of text', () => {
    for (const file of readdirSync(FIXTURES)) {
      const html = readFileSync(join(FIXTURES, file), 'utf8')
      const once = explain({ html, url: null, rules: null })
      const twice = explain({ html, url: null, rules: null })
      expect(twice).toEqual(once)
      for (const { reason, kept } of once.verdicts) expect(reason).toMatch(kept ? /^keep: / : /^drop: /)
    }
  })

  it('stays as it is when the furniture around it rotates', () => {
    const html = read('related-list')
    const rotated = html
      .replaceAll(/<a href="\/(\d)">[^<]+/g, '<a href="/$17">Mayor of Brackwater opens a very long bridge in the rain')
      .replace('Most read', 'Most read today')
    expect(bodyAndHeadline(rotated)).toEqual(bodyAndHeadline(html))
  })

  it('is read, or refused as too complex, whatever the markup', () => {
    const source = read('subheads')
    const cut = fc.record({
      at: fc.nat({ max: source.length }),
      drop: fc.nat({ max: 200 }),
      put: fc.constantFrom(
        '',
        '<div>',
        '</article>',
        '<table><td>',
        '<p hidden>',
        '<!--',
        '"',
        '<script>',
        '</p></p>',
        '\u0000',
      ),
    })
    fc.assert(
      fc.property(fc.array(cut, { maxLength: 6 }), (cuts) => {
        const html = cuts.reduce((text, { at, drop, put }) => text.slice(0, at) + put + text.slice(at + drop), source)
        try {
          expect(extract({ html, url: null, rules: null }).confidence).toBeLessThanOrEqual(1)
        } catch (error) {
          expect(error).toBeInstanceOf(StetError)
        }
      }),
      { numRuns: 60 },
    )
  })
})

function bodyAndHeadline(html: string) {
  const { headline, blocks } = extract({ html, url: null, rules: null })
  return { headline, blocks }
}
