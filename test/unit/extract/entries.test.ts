import { describe, expect, it } from 'vitest'
import { readEntries } from '../../../src/extract/entries.ts'
import { readMetadata } from '../../../src/extract/metadata.ts'
import { parse } from '../../../src/extract/parse.ts'
import { parseSiteRules } from '../../../src/extract/site-rules.ts'

const TEXT = 'The harbour master said that the boats would stay in port until the wind had dropped below forty knots.'

function entriesOf(html: string, rules: Parameters<typeof readEntries>[2] = null) {
  const doc = parse(html)
  return readEntries(doc, readMetadata(doc, null, rules), rules)
}

const posts = (name: string) =>
  [1, 2, 3, 4]
    .map(
      (post) =>
        `<div class="${name}" id="p${post}"><time datetime="2026-03-04T1${post}:00:00Z">1${post}:00</time><p>${TEXT} (${post})</p></div>`,
    )
    .join('')

describe('readEntries', () => {
  it('gives the posts of a live blog with their ids and times', () => {
    const { entries, elements } = entriesOf(`<h1>Storm</h1><main>${posts('live-blog__post')}</main>`)
    expect(entries).toHaveLength(4)
    expect(entries[0]).toEqual({ id: 'p1', at: '2026-03-04T11:00:00Z', text: `${TEXT} (1)` })
    expect(elements).toHaveLength(4)
  })

  it('takes what JSON-LD lists when the page shows none', () => {
    const ld = {
      '@type': 'LiveBlogPosting',
      headline: 'Storm',
      liveBlogUpdate: [
        {
          '@type': 'BlogPosting',
          headline: 'Boats stay',
          articleBody: TEXT,
          url: 'https://a.example/storm#p9',
          datePublished: '2026-03-04T11:00:00Z',
        },
      ],
    }
    expect(entriesOf(`<script type="application/ld+json">${JSON.stringify(ld)}</script>`)).toEqual({
      entries: [{ id: 'p9', at: '2026-03-04T11:00:00Z', text: `Boats stay ${TEXT}` }],
      elements: [],
    })
  })

  it('follows the rules of the site', () => {
    const rules = parseSiteRules('x', { version: 1, live_blog: { entry: '.odd', id: 'id', time: 'time' } })
    expect(entriesOf(`<h1>Storm</h1>${posts('odd')}`, rules).entries.map(({ id }) => id)).toEqual([
      'p1',
      'p2',
      'p3',
      'p4',
    ])
  })

  it.each(['comment', 'teaser-card', 'paragraph'])('takes no dated %s for a live blog', (name) => {
    expect(entriesOf(`<h1>Storm</h1><main>${posts(name)}</main>`).entries).toEqual([])
  })
})
