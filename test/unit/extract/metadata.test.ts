import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMetadata } from '../../../src/extract/metadata.ts'
import { parse } from '../../../src/extract/parse.ts'
import { parseSiteRules } from '../../../src/extract/site-rules.ts'

const URL_OF_PAGE = 'https://www.tidewater-post.example/news/2026/03/04/ferry'

/** A page of an invented paper; `head` and `body` are put into it. */
function page(head: string, body: string): string {
  return `<!doctype html><html lang="en-GB"><head>${head}</head><body>${body}</body></html>`
}

function read(head: string, body: string, url: string | null = URL_OF_PAGE) {
  return readMetadata(parse(page(head, body)), url)
}

const LD = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`

describe('the headline', () => {
  it('is the h1 that the title agrees with, not the logo', () => {
    const { headline, headlineElement } = read(
      '<title>Ferry to Marrow Island resumes - The Tidewater Post</title>',
      '<h1><a href="/">The Tidewater Post</a></h1><main><h1>Ferry to Marrow Island resumes</h1></main>',
    )
    expect(headline).toEqual({ source: 'h1', text: 'Ferry to Marrow Island resumes' })
    expect(headlineElement?.name).toBe('h1')
  })

  it('keeps what every source says, the site name taken off', () => {
    const { headlines } = read(
      `<title>Ferry resumes | The Tidewater Post</title><meta property="og:title" content="Ferry to Marrow Island resumes after ten weeks">
       <meta property="og:site_name" content="The Tidewater Post">${LD({ '@type': 'NewsArticle', headline: 'Ferry resumes' })}`,
      '<article><h1>Ferry resumes</h1></article>',
    )
    expect(headlines.find(({ source }) => source === 'title')?.text).toBe('Ferry resumes')
    expect(headlines.find(({ source }) => source === 'json-ld')?.text).toBe('Ferry resumes')
    expect(headlines.find(({ source }) => source === 'og:title')?.text).toBe(
      'Ferry to Marrow Island resumes after ten weeks',
    )
  })

  it('holds the first h1 beside a claim that it agrees with in nothing, once', () => {
    const { headline, headlines } = read(
      LD({ '@type': 'NewsArticle', headline: 'Ferry to Marrow Island resumes' }),
      '<h1>Storm desk</h1><h1>All pictures</h1><article><p>The ferry sails again.</p></article>',
    )
    expect(headline?.source).toBe('json-ld')
    expect(headlines.filter(({ source }) => source === 'h1')).toEqual([{ source: 'h1', text: 'Storm desk' }])
  })

  it('leaves out the kicker and the date inside the heading', () => {
    const { headline } = read(
      '<title>Harbour wall gives way in the night</title>',
      '<article><h1><span class="article__kicker">Storm</span> <span>Harbour wall gives way in the night</span> <time>4 March</time></h1></article>',
    )
    expect(headline?.text).toBe('Harbour wall gives way in the night')
  })

  it('is the claim of the head when the page shows none', () => {
    const { headline } = read(
      '<meta property="og:title" content="Ferry resumes"><title>Ferry resumes | Post</title>',
      '<p>Text</p>',
    )
    expect(headline).toEqual({ source: 'og:title', text: 'Ferry resumes' })
  })

  it('is what the rule of the site selects, before all else', () => {
    const rules = parseSiteRules('x.yaml', { version: 1, headline: '.real' })
    const html = page('<title>Other</title>', '<h1>Other</h1><div class="real">The real one</div>')
    expect(readMetadata(parse(html), null, rules).headline).toEqual({ source: 'rule', text: 'The real one' })
  })
})

describe('the byline', () => {
  it.each([
    [LD({ '@type': 'NewsArticle', headline: 'x', author: [{ name: 'Ines Quillfeather' }, { name: 'Tom Reed' }] }), ''],
    ['<meta name="author" content="By Ines Quillfeather and Tom Reed">', ''],
    [
      '',
      '<h1>Ferry resumes</h1><p class="byline">By <a href="/author/ines">Ines Quillfeather</a>, <a href="/author/tom">Tom Reed</a></p>',
    ],
    ['', '<h1>Ferry resumes</h1><div class="article-author">Von Ines Quillfeather und Tom Reed</div>'],
    [
      '',
      '<h1>Ferry resumes</h1><span itemprop="author"><span itemprop="name">Ines Quillfeather</span></span><span itemprop="author">Tom Reed</span>',
    ],
  ])('names the people: %s%s', (head, body) => {
    expect(read(`<title>Ferry resumes</title>${head}`, body).byline).toEqual(['Ines Quillfeather', 'Tom Reed'])
  })

  it('prefers people named on the page to the paper that names itself', () => {
    const { byline } = read(
      `<meta property="og:site_name" content="The Tidewater Post">${LD({ '@type': 'NewsArticle', headline: 'x', author: { name: 'The Tidewater Post' } })}`,
      '<h1>Ferry resumes</h1><p class="byline">By Ines Quillfeather</p>',
    )
    expect(byline).toEqual(['Ines Quillfeather'])
  })

  it('finds authors that JSON-LD gives by reference', () => {
    const graph = {
      '@graph': [
        { '@type': 'Article', headline: 'x', author: { '@id': '#p1' } },
        { '@type': 'Person', '@id': '#p1', name: 'Ines Quillfeather' },
      ],
    }
    expect(read(LD(graph), '').byline).toEqual(['Ines Quillfeather'])
  })
})

describe('the dates', () => {
  it('are read with a year of two digits beside the headline', () => {
    const { published } = read(
      '<title>Fähre fährt wieder</title>',
      '<article><h1>Fähre fährt wieder</h1><div class="zeile">Mi 04.03.26 | 14:07 Uhr | Von Ada Quist</div></article>',
    )
    expect(published).toBe('2026-03-04T14:07')
  })

  it.each([
    [
      LD({
        '@type': 'NewsArticle',
        headline: 'x',
        datePublished: '2026-03-04T09:30:00+01:00',
        dateModified: '2026-03-05',
      }),
      '',
      '2026-03-04T09:30:00+01:00',
      '2026-03-05',
    ],
    ['<meta property="article:published_time" content="2026-03-04 09:30:00">', '', '2026-03-04T09:30:00', null],
    ['', '<h1>Ferry</h1><time datetime="2026-03-04">yesterday</time>', '2026-03-04', null],
    ['', '<h1>Fähre</h1><p class="meta">Veröffentlicht am 4. März 2026, 09:30 Uhr</p>', '2026-03-04T09:30', null],
    ['', '<h1>渡船</h1><p class="date">2026年3月4日</p>', '2026-03-04', null],
    ['', '<h1>Паром</h1><p class="date">4 марта 2026 г.</p>', '2026-03-04', null],
  ])('are as precise as the page: %s%s', (head, body, published, modified) => {
    const metadata = read(head, body, null)
    expect(metadata.published).toBe(published)
    expect(metadata.modified).toBe(modified)
  })

  it('come from the address when nothing else tells', () => {
    expect(read('', '<h1>Ferry</h1>').published).toBe('2026-03-04')
  })

  it('are not taken from other stories', () => {
    expect(read('', '<h1>Ferry</h1><aside><time datetime="2020-01-01">old</time></aside>', null).published).toBeNull()
  })
})

describe('JSON-LD', () => {
  it.each([
    ['raw line breaks', '{"@type":"NewsArticle","headline":"Ferry\nresumes"}'],
    ['a trailing comma', '{"@type":"NewsArticle","headline":"Ferry resumes",}'],
    ['a CDATA wrapper', '//<![CDATA[\n{"@type":"NewsArticle","headline":"Ferry resumes"}\n//]]>'],
    ['escaped quotes', '{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;Ferry resumes&quot;}'],
    [
      'an inner quote nobody escaped',
      '{"@type":"NewsArticle","description":"A "quick" trip","headline":"Ferry resumes"}',
    ],
    ['two objects side by side', '{"@type":"WebSite","name":"Post"}{"@type":"NewsArticle","headline":"Ferry resumes"}'],
  ])('is read in spite of %s', (_, script) => {
    expect(read(`<script type="application/ld+json">${script}</script>`, '').article.headline).toBe('Ferry resumes')
  })

  it('of several articles gives the one whose address is the page’s', () => {
    const nodes = [
      { '@type': 'NewsArticle', headline: 'Another story', url: 'https://www.tidewater-post.example/other' },
      { '@type': 'NewsArticle', headline: 'Ferry resumes', mainEntityOfPage: { '@id': URL_OF_PAGE } },
    ]
    expect(read(LD(nodes), '').article.headline).toBe('Ferry resumes')
  })
})

describe('the rest', () => {
  it('reads standfirst, section, language, direction, address, image and access', () => {
    const metadata = read(
      `<link rel="canonical" href="/news/ferry"><meta property="og:image" content="/a.jpg"><meta property="article:section" content="Local">
       ${LD({ '@type': 'NewsArticle', headline: 'Ferry resumes', isAccessibleForFree: 'False' })}`,
      '<h1>Ferry resumes</h1><p class="standfirst">Ten weeks after the storm, boats sail to Marrow Island again</p>',
    )
    expect(metadata).toMatchObject({
      standfirst: 'Ten weeks after the storm, boats sail to Marrow Island again',
      section: 'Local',
      lang: 'en-GB',
      dir: 'ltr',
      canonicalUrl: 'https://www.tidewater-post.example/news/ferry',
      leadImage: 'https://www.tidewater-post.example/a.jpg',
      access: 'paywalled',
    })
  })

  it('says what each source said', () => {
    const { claims } = read(
      '<meta property="og:title" content="Ferry &amp;amp; pier"><meta name="twitter:title" content="Boats!">',
      '',
    )
    expect(claims).toEqual([
      { source: 'opengraph', field: 'headline', value: 'Ferry & pier' },
      { source: 'twitter', field: 'headline', value: 'Boats!' },
    ])
  })

  it('knows that Hebrew runs from right to left', () => {
    expect(readMetadata(parse('<html lang="he"><h1>שלום</h1></html>'), null).dir).toBe('rtl')
  })
})

describe('broken and hostile input', () => {
  const SEED = page(
    `<title>Ferry resumes - Post</title>${LD({ '@type': 'NewsArticle', headline: 'Ferry', author: [{ name: 'A B' }], datePublished: '2026-03-04' })}<meta property="og:title" content="Ferry">`,
    '<article><h1 class="x"><span>Ferry</span></h1><p class="byline">By <a rel="author" href="/by/a">A B</a></p><time datetime="2026">x</time></article>',
  )

  it('never throws on mutated pages', () => {
    const edits = fc.array(fc.tuple(fc.nat(SEED.length), fc.nat(30), fc.string({ maxLength: 12 })), { maxLength: 12 })
    fc.assert(
      fc.property(edits, (list) => {
        let html = SEED
        for (const [at, length, text] of list) html = html.slice(0, at) + text + html.slice(at + length)
        readMetadata(parse(html), 'https://a.example/x')
      }),
      { numRuns: 300 },
    )
  })

  it('never throws on any value in JSON-LD', () => {
    const keys = [
      'author',
      'headline',
      'datePublished',
      'image',
      '@type',
      '@graph',
      'liveBlogUpdate',
      'publisher',
      'mainEntityOfPage',
    ]
    fc.assert(
      fc.property(
        fc.record(Object.fromEntries(keys.map((key) => [key, fc.jsonValue({ maxDepth: 4 })])), { requiredKeys: [] }),
        (value) => {
          readMetadata(parse(page(LD({ '@type': 'NewsArticle', ...value }), '')), null)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('stays linear: a hundred thousand bylines, times and headings take no seconds', () => {
    const bomb = '<h1 class="author date lead">x</h1><time>1</time><a rel="author" href="/author/x">A B</a>'.repeat(
      60_000,
    )
    const started = process.cpuUsage()
    readMetadata(parse(page('<title>x</title>', bomb)), null)
    const { user, system } = process.cpuUsage(started)
    expect((user + system) / 1e6).toBeLessThan(3)
  })
})
