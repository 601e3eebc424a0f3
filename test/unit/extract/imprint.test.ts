import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentHash } from '../../../src/compare/content-hash.ts'
import { extractFrom, openPage } from '../../../src/extract/extract.ts'
import { bears, imprintOf } from '../../../src/extract/imprint.ts'
import { isCounted } from '../../../src/extract/imprint-metas.ts'
import { parseSiteRules } from '../../../src/extract/site-rules.ts'

const FOLDER = join(import.meta.dirname, '../../../src/extract')
const URL = 'https://www.quaylight.example/2031/03/wall'
const PARAGRAPHS = [
  'The council of Port Quay approved a flood wall on Tuesday after the storm that killed 12 people on the mole.',
  'Work on the wall will begin in March, said the mayor, <a href="/people/ines-valdor">Ines Valdor</a>, on the quay.',
  'Residents of the old harbour have asked for better defences since the winter, when the quay was under water.',
  'An independent panel will publish its review of the costs before the end of the summer, the council said.',
]

const PAGE = `<!doctype html><html lang="en"><head><title>Port Quay builds a flood wall | The Quaylight</title>
<meta property="og:title" content="Port Quay builds a flood wall"><meta name="build" content="r771">
<meta name="description" content="A wall against the sea."><meta property="article:modified_time" content="2031-03-04T09:10:00Z">
<link rel="canonical" href="${URL}"><link rel="preload" href="/app.1f3a.css">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Port Quay builds a flood wall"}</script>
<script>window.session="k7"</script></head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/weather">Weather</a></li></ul></nav><p>Issue 4311</p></header>
<main><article class="story post-5521"><h1>Port Quay builds a flood wall</h1>
<p class="byline">By <a href="/staff/tom-askew">Tom Askew</a></p>
${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('\n')}
<figure><img src="/i/wall-9.jpg"></figure></article>
<aside><h2>Most read</h2><ol>
<li class="card card-81" data-id="c1"><a href="/2031/harbour"><img src="/i/1.jpg"> Harbour dispute goes on</a> <span>14 comments</span></li>
<li class="card card-82"><a href="/2031/rail">Rail closure announced</a> <span>3 comments</span></li></ol></aside></main>
<footer><p>About The Quaylight</p></footer></body></html>`

const seen = (html: string) => {
  const doc = openPage({ html, rules: null })
  return { doc, ...extractFrom(doc, { url: URL, rules: null }) }
}

/** Whether a page is known by the imprint of another. */
function knows(before: string, after: string, seed = 'x1'): boolean {
  const { doc, watched } = seen(before)
  return watched !== null && bears(openPage({ html: after, rules: null }), imprintOf(doc, watched, 'x1'), seed)
}

const isKnown = (html: string, seed?: string) => knows(PAGE, html, seed)

const PUT: Array<[string, string, string]> = [
  ['a link of the box says something else', 'Harbour dispute goes on', 'Old mill sold to a choir'],
  ['a link of the menu does', '>Weather<', '>Markets<'],
  ['links of the box lead elsewhere', '/2031/rail', '/2031/mill?utm=x'],
  ['readers comment', '14 comments', '1,215 comments'],
  ['the issue counts on', 'Issue 4311', 'Issue 4312'],
  ['a script ships another state', 'window.session="k7"', 'window.session="q0";var more=1'],
  ['a build number turns', 'content="r771"', 'content="r802"'],
  ['the time of modification turns', '09:10:00Z', '11:41:00Z'],
  ['an asset has another name', '/app.1f3a.css', '/app.99b0.css'],
  ['a picture is another', '/i/wall-9.jpg', '/i/wall-10.jpg'],
  ['a template counts its classes', 'card-81', 'card-14'],
  ['a card has another number', 'data-id="c1"', 'data-id="x77"'],
  ['an attribute that nobody reads has a nonce', '<main>', '<main data-nonce="8c1">'],
]

const EDITED: Array<[string, string, string]> = [
  ['a figure of the text', 'killed 12 people', 'killed 21 people'],
  ['a word of the text', 'begin in March', 'begin in April'],
  ['a linked name in the text', '>Ines Valdor<', '>Inge Valdor<'],
  ['where that name leads', '/people/ines-valdor', '/people/inge-valdor'],
  ['the headline on the page', '<h1>Port Quay builds', '<h1>Port Quay plans'],
  ['the headline of the head', 'content="Port Quay builds', 'content="Port Quay plans'],
  ['the title', '<title>Port Quay builds', '<title>Port Quay plans'],
  ['what JSON-LD says', '"headline":"Port Quay builds', '"headline":"Port Quay plans'],
  ['the description', 'A wall against the sea', 'A dam against the sea'],
  ['the author', '>Tom Askew<', '>Greta Fenn<'],
  ['a paragraph more', '<figure>', '<p>Correction: an earlier version gave a wrong toll.</p><figure>'],
  ['a paragraph less', `<p>${PARAGRAPHS[3]}</p>`, ''],
  ['words around the article', 'About The Quaylight', 'Correction: the toll was wrong'],
  ['a line where there was none', '<footer>', '<footer><p>Updated</p>'],
  [
    'another place in the box',
    '<li class="card card-82">',
    '<li><a href="/x">Choir sings</a></li><li class="card card-82">',
  ],
  ['another kind of box', 'card card-81', 'live card-81'],
  ['who an author link leads to', '/staff/tom-askew', '/staff/greta-fenn'],
  ['a paragraph that leaves its box', '</p>\n<p>An independent', '</p></article><p>An independent'],
  ['two words that become one', '</a>, on the quay', '</a>,\u00adon the quay'],
  ['text that is hidden', `<p>${PARAGRAPHS[2]}`, `<p hidden>${PARAGRAPHS[2]}`],
  ['its own address', `href="${URL}"`, `href="${URL}-2"`],
]

describe('a page is known', () => {
  it.each(PUT)('when %s', (_, from, to) => {
    const turned = PAGE.replace(from, to)
    expect(turned).not.toBe(PAGE)
    expect(isKnown(turned)).toBe(true)
    // And rightly so: reading it brings the same.
    expect(contentHash(seen(turned).content)).toBe(contentHash(seen(PAGE).content))
  })

  it('when nothing changed, by what else its content hangs on alone', () => {
    expect([isKnown(PAGE), isKnown(PAGE, 'x2')]).toEqual([true, false])
  })
})

describe('a page is read again', () => {
  it.each(EDITED)('for %s', (_, from, to) => {
    const edited = PAGE.replace(from, to)
    expect(edited).not.toBe(PAGE)
    expect(isKnown(edited)).toBe(false)
  })

  it('for any letter of the article', () => {
    const places = PARAGRAPHS.flatMap((text) =>
      [...text.matchAll(/(?<![<"/\w-])[A-Za-z]{4,}(?=[ ,.])/g)].map(([word]) => word),
    )
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.constantFrom('z', '7', 'é'), (word, letter) => {
        const at = PAGE.indexOf(` ${word}`, PAGE.indexOf('<p>The council')) + 2
        expect(isKnown(PAGE.slice(0, at) + letter + PAGE.slice(at + 1))).toBe(false)
      }),
    )
  })

  it('for one of two copies', () => {
    const twice = PAGE.replace('</aside>', `<p>${PARAGRAPHS[0]}</p></aside>`)
    const edited = twice.replace(/12 people(?![\s\S]*12 people)/, '21 people')
    expect([knows(twice, twice), knows(twice, edited)]).toEqual([true, false])
  })
})

describe('what stands on the page in other ways is watched, too', () => {
  const by = (html: string) => PAGE.replace(/<p class="byline">.*<\/p>/, html)

  it.each([
    [
      'microdata of a person',
      '<span itemprop="author"><meta itemprop="name" content="Tom Askew"></span>',
      'Tom Askew',
      'Greta Fenn',
    ],
    ['a property of its own', '<span itemprop="author" content="Tom Askew"></span>', 'Tom Askew', 'Greta Fenn'],
    ['a link that named nobody', '<a class="author" href="/author/12">admin</a>', 'admin', 'Greta Fenn'],
    ['a name in two pieces', '<a itemprop="author"><b>Tom</b> <b>Askew</b></a>', '<b>Tom</b>', '<b>Greta</b>'],
    ['where an author link leads', '<a rel="author" href="/author/12">admin</a>', '/author/12', '/author/34'],
    [
      'what a hidden box holds',
      '<div hidden><p>It is not true.</p></div>',
      '<p>It is not true.</p></div>',
      '</div><p>It is not true.</p>',
    ],
  ])('%s', (_, html, from, to) => {
    expect(knows(by(html), by(html))).toBe(true)
    expect(knows(by(html), by(html.replace(from, to)))).toBe(false)
  })

  it('a blank between two words', () => {
    const never = '<p><b>He</b> <i>never</i> saw the wall before it fell into the harbour.</p><p class="byline">'
    const [one, other] = [never, never.replace('</b> <i>', '</b><i>')].map((put) => by(put)) as [string, string]
    expect(contentHash(seen(one).content)).not.toBe(contentHash(seen(other).content))
    expect(knows(one, other)).toBe(false)
  })
})

describe('nothing is watched', () => {
  it('on a page with next to no text, for a script may bring it', () => {
    expect(seen(PAGE.replace(/<p>(?:Work|Residents|An)[^\n]*<\/p>/g, '')).watched).toBeNull()
  })

  it('where the site has rules of its own, which may choose by any mark', () => {
    const own = parseSiteRules('quaylight.yaml', { version: 1, remove: 'aside' })
    expect(extractFrom(openPage({ html: PAGE, rules: null }), { url: URL, rules: own }).watched).toBeNull()
  })

  it('where the text is shipped in a script', () => {
    const text = PARAGRAPHS.join(' ').replace(/<[^>]+>/g, '')
    const ld = JSON.stringify({ '@type': 'NewsArticle', headline: 'Port Quay builds a flood wall', articleBody: text })
    const shell = `<html><head><script type="application/ld+json">${ld}</script></head><body><div id="root"></div></body></html>`
    expect(seen(shell)).toMatchObject({
      watched: null,
      content: { blocks: [{ text: expect.stringContaining('Port Quay') }] },
    })
  })
})

describe('the metas that count', () => {
  /** Read, but no part of a version's hash. */
  const OTHERS = ['article:section', 'section', 'og:image', 'twitter:image']

  it('are those that the extractor reads by name', () => {
    const code = readdirSync(FOLDER).filter((name) => name.endsWith('.ts'))
    const names = code.flatMap((name) =>
      [...readFileSync(join(FOLDER, name), 'utf8').matchAll(/(?:metas\.get\(|meta\(found, )'([^']+)'/g)].map(
        ([, key = '']) => key,
      ),
    )
    expect(names.length).toBeGreaterThan(10)
    expect(names.filter((name) => !isCounted({ name }) && !OTHERS.includes(name))).toEqual([])
  })

  it('are known in whatever attribute and case they stand', () => {
    expect([{ property: 'OG:Title' }, { itemprop: ' author ' }, { name: 'build' }].map(isCounted)).toEqual([
      true,
      true,
      false,
    ])
  })
})
