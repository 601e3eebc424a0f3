import { describe, expect, it } from 'vitest'
import type { Block } from '../../../src/article.ts'
import { readMetadata } from '../../../src/extract/metadata.ts'
import { readPageKind } from '../../../src/extract/page-kind.ts'
import { parse } from '../../../src/extract/parse.ts'

function kindOf(
  html: string,
  given: {
    texts?: string[]
    entries?: number
    captions?: number
    url?: string
    requestedUrl?: string
    status?: number
  } = {},
) {
  const url = given.url ?? 'https://tidewater.example/a'
  const doc = parse(html)
  const blocks = (given.texts ?? []).map((text): Block => ({ kind: 'paragraph', text }))
  return readPageKind({
    doc,
    metadata: readMetadata(doc, url),
    blocks,
    entries: given.entries ?? 0,
    captions: given.captions ?? 0,
    status: given.status ?? 200,
    requestedUrl: given.requestedUrl ?? url,
    url,
  })
}

const plain = (title: string, body: string) => `<html><head><title>${title}</title></head><body>${body}</body></html>`
const PROSE = [
  'The council approved a plan on Tuesday that is worth forty million and takes three years to build.',
  'Work on the walls begins in March, the mayor said, and residents have waited for it since the storm.',
  'An independent panel is to publish its review of the costs before the end of the year, she added.',
]
const article = (title: string, texts: string[]) =>
  `<html><head><title>${title} - The Tidewater Post</title></head><body><main><article><h1>${title}</h1>${texts.map((text) => `<p>${text}</p>`).join('')}</article></main></body></html>`

describe('walls and faults', () => {
  it.each([
    ['bot_wall', plain('Just a moment...', '<h1>Checking your browser</h1>')],
    ['bot_wall', plain('', '<div id="px-captcha"></div><p>One more step</p>')],
    ['bot_wall', plain('Zugriff verweigert', '<p>Bitte bestätigen Sie, dass Sie kein Roboter sind.</p>')],
    [
      'bot_wall',
      plain(
        'news.example',
        '<script src="https://geo.captcha-delivery.example/datadome.js"></script><p>Please wait</p>',
      ),
    ],
    ['consent_wall', plain('Zustimmung', '<h1>Weiter mit Werbung oder PUR</h1><button>Alle akzeptieren</button>')],
    [
      'consent_wall',
      plain(
        'Your privacy',
        '<h1>Before you continue</h1><p>We and our 700 partners store information on your device.</p>',
      ),
    ],
    ['login_wall', plain('Welcome', '<h1>Log in to continue reading</h1><form></form>')],
    ['soft_404', plain('Page introuvable', '<h1>Oups</h1>')],
    ['soft_404', plain('Harbour Post', '<h1>ページが見つかりません</h1>')],
    ['soft_404', plain('Not available', '<h1>This article is no longer available</h1>')],
    ['maintenance', plain('Wartungsarbeiten', '<h1>Wir sind gleich wieder da</h1>')],
    ['maintenance', plain('Harbour Post', '<h1>503 Service Unavailable</h1>')],
    [
      'js_shell',
      '<html><head><title>Post</title><script src="/app.js"></script></head><body><div id="app"></div></body></html>',
    ],
    ['js_shell', '<html><body><script>window.location.href="/b"</script></body></html>'],
    ['empty', '<html><head><title></title></head><body></body></html>'],
  ])('tells a %s', (kind, html) => {
    expect(kindOf(html).kind).toBe(kind)
  })

  it('names a page of somebody else', () => {
    expect(kindOf(plain('tidewater.example', '<h1>This domain is for sale</h1>')).state).toBe('wrong_page')
  })

  it('knows a stored copy that stands in for a site that is down', () => {
    const html = article('Ferry resumes', PROSE).replace(
      '<main>',
      '<div>This page is a snapshot from the Internet Archive. The site is offline.</div><main>',
    )
    expect(kindOf(html, { texts: PROSE }).kind).toBe('maintenance')
  })

  it('tells a wall from a redirect to a login page', () => {
    expect(
      kindOf(plain('Post', '<p>Hello</p>'), {
        url: 'https://tidewater.example/login?next=/a',
        requestedUrl: 'https://tidewater.example/a',
      }).kind,
    ).toBe('login_wall')
  })

  it('still knows a missing page with a list of other stories', () => {
    const list = Array.from(
      { length: 12 },
      (_, index) =>
        `<li><a href="/${index}">Story number ${index} about the harbour and its council in the year</a></li>`,
    ).join('')
    expect(kindOf(plain('Oops! Nothing here', `<h1>We can't find that page</h1><ul>${list}</ul>`)).kind).toBe(
      'soft_404',
    )
  })
})

describe('articles', () => {
  it('is an article, whatever it writes about', () => {
    const texts = [
      'Visitors increasingly see a page that says Just a moment and asks them to confirm they are human.',
      'The words access denied and page not found stand in this text, and so do captcha and cookies required.',
      'Engineers said that such checks lock out readers and archives who need these pages every day.',
    ]
    expect(kindOf(article('Just a moment: how challenge pages work', texts), { texts }).kind).toBe('article')
  })

  it('is an article beside a consent banner and a subscription box', () => {
    const html = article('Ferry resumes', PROSE).replace(
      '<main>',
      '<div id="onetrust-banner">We and our 842 partners store information</div><aside>Subscribe to our newsletter</aside><main>',
    )
    expect(kindOf(html, { texts: PROSE }).kind).toBe('article')
  })

  it('is an article with a notice when a retraction stands in its place', () => {
    const texts = [
      'This article has been removed. An earlier version contained errors that did not meet our standards. We apologise.',
    ]
    expect(kindOf(article('Ferry resumes', texts), { texts })).toMatchObject({ kind: 'article', state: 'retraction' })
  })

  it('says so when only the headline is left', () => {
    expect(kindOf(article('Ferry resumes', []))).toMatchObject({ kind: 'empty', state: 'headline_only' })
  })

  it('is a teaser when a wall follows a few lines', () => {
    const html = article('Ferry resumes', PROSE.slice(0, 1)).replace(
      '</article>',
      '<div>Already a subscriber? Subscribe to continue reading</div></article>',
    )
    expect(kindOf(html, { texts: PROSE.slice(0, 1) }).kind).toBe('paywall_teaser')
  })

  it('is a live blog when it has entries', () => {
    expect(kindOf(article('Storm: live', PROSE), { texts: PROSE, entries: 5 }).kind).toBe('live_blog')
  })

  it('is an index when the home page comes instead', () => {
    const links = Array.from(
      { length: 20 },
      (_, index) => `<h2><a href="/${index}">The harbour council decides on question number ${index}</a></h2>`,
    ).join('')
    expect(kindOf(plain('The Tidewater Post', links), { url: 'https://tidewater.example/' }).kind).toBe('index')
  })
})
