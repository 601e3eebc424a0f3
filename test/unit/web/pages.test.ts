import { load } from 'cheerio'
import type { Element } from 'domhandler'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { articleChanged } from '../../../src/alert/article-changed.ts'
import type { Block, Content, Version } from '../../../src/article.ts'
import type { FoundBy } from '../../../src/store/found-by.ts'
import { answerPage } from '../../../src/web/answer-page.ts'
import { articlePage } from '../../../src/web/article-page.ts'
import { diffPage } from '../../../src/web/diff-page.ts'
import { sorryPage } from '../../../src/web/page.ts'
import { versionPage } from '../../../src/web/version-page.ts'
import { article, change, comparison, version } from '../alert/sample.ts'

const go = (place: string) => `31${place === '' ? '' : `/${place}`}?key=k`

function paragraph(text: string): Block {
  return { kind: 'paragraph', text }
}

/** Every page there is, with these texts wherever a page can show one. */
function pages(text: string, url: string, patch: Partial<Content> = {}): string[] {
  const content: Partial<Content> = {
    standfirst: text,
    byline: [text],
    published: text,
    notices: [{ kind: 'correction', text }],
    entries: [{ id: null, at: text, text }],
    captions: [text],
    blocks: [
      paragraph(text),
      { kind: 'subhead', text },
      { kind: 'quote', text },
      { kind: 'list_item', text },
      { kind: 'table_row', text },
    ],
    ...patch,
  }
  const from = version(1, text, { ...content, blocks: [paragraph(`${text} before`)] })
  const to = version(2, `${text} now`, content)
  const found = {
    ...change({ old: text, new: `${text}!`, before: text, after: `${text}!`, reason: text }),
    versionNo: 2,
  }
  const { host } = article
  const digest = (one: Version) => ({ ...one, headline: one.content.headline?.text ?? null, forgotten: false })
  const told = { type: 'article.removed', severity: 'major', line: text, versionNo: null, foundAt: to.foundAt }
  const { lang, dir } = to.content
  const event = articleChanged({
    article: { ...article, url, tags: [text] },
    from,
    to,
    comparison: comparison([found], { line: text }),
    now: to.foundAt,
    publicUrl: null,
  })
  return [
    articlePage(
      {
        ...{ id: '31', url, host, tags: [text], headline: text, lang, dir, standing: null, untracked: false },
        ...{ trackedAt: from.foundAt, lastCheckedAt: to.foundAt, nextCheckAt: null, older: true },
        foundBy: { id: '3', url: FEED, title: text, listed: false, goneAt: to.foundAt, readAt: to.foundAt },
        versions: [
          { ...digest(to), changes: [found] },
          { ...digest(from), changes: [] },
        ],
        alerts: [told, { ...told, type: text }],
      },
      go,
    ),
    versionPage({ url, host, version: to, latestNo: 3 }, go),
    diffPage({ url, host, from, to, latestNo: 3, changes: [found], count: 2 }, go),
    answerPage(event, 'wrong', { label: 'Side by side', href: '../articles/31/diff/1/2?key=k' }),
    sorryPage(text, [text]),
  ]
}

const FEED = 'https://news.example/rss?key=secret'

const ELEMENTS = new Set(
  'html head meta title style body a header p nav main footer div h1 h2 h3 span bdi time dl dt dd ol ul li ins del details summary article aside blockquote table tbody tr td code form button br'.split(
    ' ',
  ),
)
const ATTRIBUTES =
  /^(?:class|id|lang|dir|href|rel|charset|name|content|tabindex|role|aria-(?:label|current|hidden|pressed)|datetime|reversed|method|value)$/

/** The article by http, pages of ours, the main part. */
const LINK = /^(?:https?:\/\/|31[/?]|\.\.\/articles\/|#main$)/

const hostile = fc.oneof(
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</title></style></main><svg onload=alert(1)>',
    '&lt;b&gt; &amp;#60;script&#62;',
    '\u202eevil\u202c \u0000 \ud800',
    '-->{{7*7}}<!--',
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 60 }),
)
const address = fc.oneof(
  fc.constantFrom(
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'https://news.example/"><script>',
    'not a url',
    '//evil.example',
  ),
  fc.webUrl(),
)

describe('a page', () => {
  it('holds nothing of what a hostile article would have it hold', () => {
    fc.assert(
      fc.property(hostile, address, fc.constantFrom('en', '"><b>', null), (text, url, lang) => {
        for (const html of pages(text, url, { lang })) {
          const $ = load(html)
          const foreign = $<Element, string>('*')
            .toArray()
            .flatMap(({ name, attribs }) => [
              ...(ELEMENTS.has(name) ? [] : [name]),
              ...Object.keys(attribs).filter((attribute) => !ATTRIBUTES.test(attribute)),
              ...(attribs['href'] === undefined || LINK.test(attribs['href']) ? [] : [attribs['href']]),
            ])
          expect(foreign).toEqual([])
          expect($('style')).toHaveLength(1)
          expect($('main')).toHaveLength(1)
        }
      }),
      { numRuns: 50 },
    )
  })

  it('shows the texts as they were written', () => {
    const text = 'Flood & “wall” <b>bold</b> 1 < 2'
    for (const html of pages(text, 'https://news.example/a')) expect(load(html)('main').text()).toContain(text)
  })

  it('can be walked by landmarks and headings', () => {
    for (const html of pages('A text', 'https://news.example/a')) {
      const $ = load(html)
      expect($('html').attr('lang')).toBe('en')
      expect($('a').first().attr('href')).toBe('#main')
      expect(
        $('header, main, footer')
          .toArray()
          .map(({ name }) => name),
      ).toEqual(['header', 'main', 'footer'])
      const levels = $('h1, h2, h3')
        .toArray()
        .map(({ name }) => Number(name.slice(1)))
      expect(levels.filter((level) => level === 1)).toHaveLength(1)
      levels.reduce((before, level) => {
        expect(level).toBeLessThanOrEqual(before + 1)
        return level
      }, 0)
    }
  })

  it('gives texts of the article their language and direction', () => {
    const [history, read, compare] = pages('שלום', 'https://news.example/a', { lang: 'he', dir: 'rtl' }).map((html) =>
      load(html),
    )
    for (const $ of [history, read, compare]) {
      expect($?.('h1').attr()).toMatchObject({ lang: 'he', dir: 'rtl' })
      expect($?.('html').attr('dir')).toBeUndefined()
    }
    expect(read?.('article').attr('dir')).toBe('rtl')
    expect(compare?.('.values dd').attr('dir')).toBe('rtl')
  })
})

describe('a comparison', () => {
  const facts = [{ ...change(), versionNo: 2 }]
  const shown = { url: article.url, host: article.host, latestNo: 2, changes: facts, count: 1 }

  it('lists the facts before the texts, and folds what did not change', () => {
    const same = Array.from({ length: 9 }, (_, n) => paragraph(`Paragraph ${n} stands as it stood.`))
    const from = version(1, 'Storm kills 12', { blocks: [paragraph('It killed 12.'), ...same] })
    const to = version(2, 'Storm kills 21', { blocks: [paragraph('It killed 21.'), ...same] })
    const $ = load(diffPage({ ...shown, from, to }, go))
    expect(
      $('h2')
        .toArray()
        .map((h) => $(h).text()),
    ).toEqual(['What changed', 'Side by side'])
    expect($('.found').index()).toBeLessThan($('.sides').index())
    expect(
      $('.sides del')
        .toArray()
        .map((one) => $(one).text()),
    ).toEqual(['12', '12'])
    expect(
      $('.sides ins')
        .toArray()
        .map((one) => $(one).text()),
    ).toEqual(['21', '21'])
    expect($('summary').text()).toBe('8 unchanged parts')
  })

  it('says of a technical version that the publisher changed nothing', () => {
    const [from, to] = [version(1, 'Storm'), { ...version(2, 'Storm'), technical: true }]
    const text = load(diffPage({ ...shown, changes: [], count: 0, from, to }, go))('main').text()
    expect(text).toContain('The publisher changed nothing')
    expect(text).toContain('Word for word the same')
  })

  it('groups what changed by version where several lie between', () => {
    const later = { ...change({ reason: 'The mayor was named' }), versionNo: 3 }
    const to = { ...version(3, 'Storm'), foundAt: '2031-03-01T09:00:00.000Z' }
    const $ = load(diffPage({ ...shown, from: version(1, 'Storm'), to, changes: [...facts, later], count: 9 }, go))
    expect(
      $('h3')
        .toArray()
        .map((h) => $(h).text()),
    ).toEqual(['In version 2', 'In version 3'])
    expect($('main').text()).toContain('7 more changes are not listed')
  })
})

describe('the source that found an article', () => {
  const told = (foundBy: Partial<FoundBy>) => {
    const found = { id: '3', url: FEED, title: null, listed: true, goneAt: null, readAt: null, ...foundBy }
    const about = { id: '31', url: 'https://news.example/flood', host: 'news.example', tags: [], headline: null }
    const times = { trackedAt: '2031-03-01T14:00:00.000Z', lastCheckedAt: null, nextCheckAt: null }
    const none = { lang: null, dir: 'ltr' as const, standing: null, untracked: false, versions: [], alerts: [] }
    const html = articlePage({ ...about, ...times, ...none, older: false, foundBy: found }, () => '')
    return load(html)('dl.facts div:last-child dd').text()
  }

  it('is named, with whether it still lists it, and without the key of its reader', () => {
    expect(told({})).toBe('news.example/rss, which still lists it')
    expect(told({ title: 'The Quaylight' })).toBe('The Quaylight, which still lists it')
    expect(told({ listed: false })).toBe('news.example/rss, which lists it no more')
    expect(told({ url: null, listed: false })).toBe('a source that was removed since')
  })
})
