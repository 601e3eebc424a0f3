import { describe, expect, it } from 'vitest'
import type { Content, PageKind, Redirect } from '../../../src/article.ts'
import { markupOf } from '../../../src/outcome/loss.ts'
import { observeFetch, observePage } from '../../../src/outcome/observe.ts'
import { contentOf } from './sample.ts'

const URL_ASKED = 'https://avis.example/nyhet/ferja-star'
const WHOLE = '<html><body>…</body></html>'

function seen(
  next: Content,
  over: { last?: Content | null; html?: string; redirects?: Redirect[]; changed?: boolean } = {},
) {
  const { last = contentOf(), html = WHOLE, redirects = [], changed = true } = over
  const url = redirects.at(-1)?.to ?? URL_ASKED
  return observePage({ last, next, changed, page: { requestedUrl: URL_ASKED, url, redirects, markup: markupOf(html) } })
}

function to(url: string, status = 302): Redirect[] {
  return [{ status, from: URL_ASKED, to: url }]
}

describe('observePage', () => {
  it('sees the article, changed or not', () => {
    expect(seen(contentOf(), { changed: false })).toMatchObject({ saw: 'article', changed: false })
    expect(seen(contentOf({ title: 'Ferja står til torsdag' }))).toMatchObject({ saw: 'article', changed: true })
    expect(seen(contentOf(), { last: null })).toMatchObject({ saw: 'article', changed: true })
  })

  it.each<[PageKind, string, string]>([
    ['bot_wall', 'blocked', 'bot_wall'],
    ['consent_wall', 'blocked', 'consent_wall'],
    ['login_wall', 'paywalled', 'login_wall'],
    ['paywall_teaser', 'paywalled', 'paywall'],
    ['soft_404', 'removed_pending', 'soft_404'],
    ['maintenance', 'retry', 'maintenance'],
    ['wrong_page', 'retry', 'wrong_page'],
    ['js_shell', 'retry', 'needs_js'],
    ['empty', 'retry', 'empty'],
    ['index', 'retry', 'wrong_page'],
  ])('takes a page of kind %s for %s', (kind, outcome, state) => {
    expect(seen(contentOf({ kind, title: 'Hold', paragraphs: [] }))).toMatchObject({ saw: 'obstacle', outcome, state })
  })

  it('compares a teaser with a teaser and an index with an index', () => {
    for (const kind of ['paywall_teaser', 'index'] as const) {
      expect(seen(contentOf({ kind }), { last: contentOf({ kind }) })).toMatchObject({ saw: 'article' })
    }
  })

  it('doubts an article that is cut down to its headline', () => {
    expect(seen(contentOf({ paragraphs: [] }))).toMatchObject({ saw: 'doubtful', state: 'text_lost' })
    expect(seen(contentOf({ kind: 'empty', paragraphs: [] }))).toMatchObject({ saw: 'doubtful', state: 'text_lost' })
  })

  it('never swallows a retraction, though it leaves little of the text', () => {
    const text = 'Redaksjonen har trukket saken. Den bygget på et dokument som viste seg å være forfalsket.'
    const retracted = contentOf({ paragraphs: [text], notices: [{ kind: 'retraction', text }] })
    expect(
      seen(retracted, { last: contentOf({ paragraphs: Array(30).fill('Lang tekst om ferja.'.repeat(9)) }) }),
    ).toMatchObject({
      saw: 'article',
    })
    expect(seen(contentOf({ kind: 'soft_404', paragraphs: [text] }))).toMatchObject({ saw: 'article' })
  })

  it('doubts the loss again when the notice stood there before', () => {
    const notices = [{ kind: 'correction' as const, text: 'Rettelse: ferja heter Storøy.' }]
    expect(seen(contentOf({ paragraphs: [], notices }), { last: contentOf({ notices }) })).toMatchObject({
      saw: 'doubtful',
    })
  })

  it('knows a page that is not this article at all by its headline and words', () => {
    const parked = contentOf({ title: 'Welcome', paragraphs: ['This domain may be for sale, ask our brokers.'] })
    expect(seen(parked)).toMatchObject({ saw: 'obstacle', outcome: 'retry', state: 'wrong_page' })
  })

  it('takes another article of the same length for a rewrite, unless a redirect led there', () => {
    const other = contentOf({
      title: 'Torsketrekket kom tidlig i år',
      paragraphs: Array(5).fill('Fiskerne i nord har aldri sett maken til tidlig innsig langs kysten.'),
    })
    expect(seen(other)).toMatchObject({ saw: 'article', changed: true })
    const redirects = to('https://avis.example/nyhet/torsk')
    expect(seen(other, { redirects })).toMatchObject({ saw: 'doubtful', state: 'redirected_elsewhere' })
  })

  it('takes a redirect to the front page or a section for a removal, and to a login for a paywall', () => {
    const front = contentOf({ title: 'Avisa', paragraphs: ['Siste nytt'] })
    for (const url of ['https://avis.example/', 'https://avis.example/nyhet', 'https://avis.example/no/']) {
      expect(seen(front, { redirects: to(url) })).toMatchObject({ outcome: 'removed_pending', state: 'redirect_home' })
    }
    expect(seen(front, { redirects: to('https://konto.avis.example/logg-inn?til=1') })).toMatchObject({
      outcome: 'paywalled',
      state: 'login_wall',
    })
  })

  it('follows the article to another address when it is the article', () => {
    for (const url of ['https://avis.example/', 'https://www.avis.example/sak/77']) {
      expect(seen(contentOf(), { redirects: to(url, 301), changed: false })).toMatchObject({ saw: 'article' })
    }
  })

  it('doubts a document without its end when the last paragraph went with it', () => {
    const cut = contentOf({
      paragraphs: contentOf()
        .blocks.slice(0, 3)
        .map(({ text }) => text),
    })
    expect(seen(cut, { html: '<html><body>…' })).toMatchObject({ saw: 'doubtful', state: 'cut' })
    expect(seen(cut)).toMatchObject({ saw: 'article' })
    expect(seen(contentOf({ title: 'Ferja går igjen' }), { html: '<html><body>…' })).toMatchObject({ saw: 'article' })
  })

  it('doubts markup that no editing system writes', () => {
    expect(seen(contentOf(), { html: `<p>${'<'.repeat(100)}` })).toMatchObject({ state: 'broken_markup' })
    expect(seen(contentOf(), { html: '<plaintext>' })).toMatchObject({ state: 'broken_markup' })
  })
})

describe('observePage: short and swallowed pages', () => {
  it('takes a flash of two lines under its headline for an article, though it is called empty', () => {
    const flash = contentOf({ kind: 'empty', title: 'Skjelv ved Havnvik', paragraphs: ['Ingen er meldt skadd.'] })
    expect(seen(flash, { last: null })).toMatchObject({ saw: 'article' })
    expect(seen(contentOf({ kind: 'empty', paragraphs: [] }), { last: null })).toMatchObject({
      outcome: 'retry',
      state: 'empty',
    })
  })

  it('doubts markup that is read as text', () => {
    const swallowed = '<h1>Ferja står</h1><p>Til onsdag.</p><p>Minst.</p></main></body></html>'
    expect(seen(contentOf({ paragraphs: [swallowed, ...contentOf().blocks.map(({ text }) => text)] }))).toMatchObject({
      state: 'broken_markup',
    })
  })

  it('counts live entries as text', () => {
    const entries = contentOf().blocks.map(({ text }, i) => ({ id: `${i}`, at: null, text }))
    expect(seen(contentOf({ kind: 'live_blog', paragraphs: [], entries }))).toMatchObject({ saw: 'article' })
  })
})

describe('observeFetch', () => {
  const rest = { status: 302, redirects: [], tookMs: 1 }

  it('passes obstacles on with their reason', () => {
    const fetched = {
      kind: 'obstacle',
      outcome: 'retry',
      state: 'timeout',
      detail: '',
      retryAfterMs: 5,
      ...rest,
    } as const
    expect(observeFetch(fetched)).toEqual({ saw: 'obstacle', outcome: 'retry', state: 'timeout', retryAfterMs: 5 })
  })

  it('sees a paywall where a login page was the last place sent to, though it failed', () => {
    const redirects = to('https://konto.avis.example/login')
    const fetched = {
      kind: 'obstacle',
      outcome: 'retry',
      state: 'dns_error',
      detail: '',
      retryAfterMs: null,
      ...rest,
      redirects,
    } as const
    expect(observeFetch(fetched)).toMatchObject({ outcome: 'paywalled', state: 'login_wall' })
  })

  it('sees the article in a 304', () => {
    const validators = { etag: null, lastModified: null }
    const fetched = { kind: 'unchanged', by: 'not_modified', url: URL_ASKED, validators, ...rest } as const
    expect(observeFetch(fetched)).toMatchObject({ saw: 'article', changed: false })
  })
})
