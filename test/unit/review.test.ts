import { describe, expect, it } from 'vitest'
import type { Article, FetchOutcome, History, KnownPage, Review, Version } from '../../src/article.ts'
import { CADENCE } from '../../src/cadence.ts'
import { parseSiteRules } from '../../src/extract/site-rules.ts'
import { mayBeKnown } from '../../src/review/look.ts'
import type { ReadOutcome, Rules } from '../../src/review/rules.ts'
import { type PreviewInput, preview, review } from '../../src/review.ts'
import { article as sample } from './alert/sample.ts'

const URL = 'https://www.quaylight.example/news/ferry'
const START = Date.parse('2031-03-01T08:00:00.000Z')
const HOUR = 3_600_000
const DESK = '1'

const RULES: Rules = {
  extractor: 'x1',
  site: { version: 'r1', rules: null },
  routes: [{ id: '1', name: 'desk', rule: {}, endpointIds: [DESK] }],
  mutes: [],
  preferences: {},
  cadence: CADENCE,
  weights: {},
  weightsByTag: {},
  windows: {},
  gapMs: 2_000,
  requestsPerDay: 10_000,
  total: null,
  publicUrl: null,
}

const TAIL = [
  'The coastguard closed the inner basin for the rest of the morning and asked small boats to keep away.',
  'Two cranes of the harbour company were brought to the mole to lift the bow clear of the rocks.',
  'The line runs four crossings a day between Port Quay and the island of Ostrey in the winter months.',
]

/** A page of the invented Quaylight: a headline over a text of four paragraphs. */
function html(headline: string, first: string, more = ''): string {
  const text = [first, ...TAIL].map((paragraph) => `<p>${paragraph}</p>`).join('')
  const head = `<title>${headline}</title><meta property="og:title" content="${headline}">`
  return `<!doctype html><html lang="en"><head>${head}</head><body><article><h1>${headline}</h1>${text}${more}</article></body></html>`
}
const TWELVE = html(
  'Ferry collision hurts 12 off Port Quay',
  'Twelve people, 12 by the count of the hospital, were hurt on Monday.',
)
const TWENTY = html(
  'Ferry collision hurts 20 off Port Quay',
  'Twenty people, 20 by the count of the hospital, were hurt on Monday.',
)
const WALL = `<!doctype html><html lang="en"><head><title>Just a moment...</title></head><body><h1>Checking your browser</h1>
  <form id="challenge-form" action="/cdn-cgi/challenge-platform/h/b"><noscript>Enable JavaScript and cookies to continue</noscript></form></body></html>`
const NESTED = `<!doctype html><body>${'<div>'.repeat(60_000)}`

function pageOf(text: string): ReadOutcome {
  return {
    kind: 'page',
    page: {
      requestedUrl: URL,
      url: URL,
      redirects: [],
      status: 200,
      headers: {},
      validators: { etag: null, lastModified: null },
      encoding: '',
      wireHash: 'ab'.repeat(32),
      charset: 'utf-8',
      bytes: Buffer.from(text),
      fetchedAt: new Date(START).toISOString(),
      tookMs: 5,
    },
  }
}
const SAME_BYTES: FetchOutcome = {
  kind: 'unchanged',
  by: 'not_modified',
  status: 304,
  url: URL,
  redirects: [],
  validators: { etag: null, lastModified: null },
  tookMs: 5,
}
const gone = (status: number, outcome: 'removed_pending' | 'retry', state: string): ReadOutcome => ({
  kind: 'obstacle',
  outcome,
  state,
  detail: `HTTP ${status}`,
  status,
  tookMs: 5,
  redirects: [],
  retryAfterMs: null,
})

/** One article over its checks, an hour apart, its reviews stored as the ledger stores them. */
function newsroom() {
  let article: Article = {
    ...sample,
    url: URL,
    host: 'www.quaylight.example',
    versionNo: 0,
    checkNo: 0,
    standing: null,
  }
  let versions: Array<Version & { html: string | null }> = []
  let confirmedBy: string | null = null
  let changes: History['changes'] = []
  let knownPage: KnownPage | null = null
  let now = START

  function historyFor(rules: Rules): History {
    const latest = versions.at(-1) ?? null
    const seers = [`${latest?.extractor} ${latest?.rules}`, confirmedBy]
    const outdated = latest !== null && !seers.includes(`${rules.extractor} ${rules.site.version}`)
    return {
      latest,
      outdated,
      latestHtml: outdated ? (latest?.html ?? null) : null,
      earlier: versions.slice(0, -1).map((one) => ({ ...one, headline: one.content.headline?.text ?? null })),
      changes,
    }
  }

  return {
    check(fetched: string | ReadOutcome, rules = RULES): Review {
      now += HOUR
      const at = new Date(now).toISOString()
      const seen = typeof fetched === 'string' ? pageOf(fetched) : fetched
      const site = { host: article.host, gapMs: null, habits: null, urge: 0 }
      const input = { article, site, rules, now: at, knownPage }
      const result = review({ ...input, history: historyFor(rules), fetched: seen })
      // However a page is come to be judged, it comes to the same.
      if (seen.kind === 'page') expectTheSame(result, { ...input, fetched: seen }, historyFor(rules))
      const text = typeof fetched === 'string' ? fetched : null
      for (const [version, source] of [
        [result.technical, versions.at(-1)?.html ?? null],
        [result.version, text],
      ] as const) {
        if (!version) continue
        const no = versions.length + 1
        versions.push({ ...version, no, foundAt: at, lastSeenAt: at, snapshotSha256: 'ab'.repeat(32), html: source })
        confirmedBy = null
      }
      confirmedBy = result.confirmedBy ?? confirmedBy
      if (result.technical || result.version) knownPage = null
      else if (result.knownPage !== undefined) knownPage = result.knownPage
      changes = [
        ...result.changes.map((change) => ({ ...change, versionNo: versions.length, foundAt: at })),
        ...changes,
      ]
      const { standing } = result
      article = { ...article, versionNo: versions.length, checkNo: article.checkNo + 1, standing, lastCheckedAt: at }
      return result
    },
    /** What the next look would be known to be before anything is read; null where it is to be read. */
    knows(page: string | ReadOutcome, later = HOUR): Review | null {
      const site = { host: article.host, gapMs: null, habits: null, urge: 0 }
      const at = new Date(now + later).toISOString()
      const fetched = (typeof page === 'string' ? pageOf(page) : page) as PreviewInput['fetched']
      const first = preview({ article, site, rules: RULES, now: at, knownPage, fetched })
      return first === null || 'content' in first ? null : first
    },
    mayKnow: () => mayBeKnown({ knownPage, now: new Date(now).toISOString() }),
    versions: () => versions.map(({ no, technical, content }) => ({ no, technical, headline: content.headline?.text })),
    loseSnapshots: () => (versions = versions.map((version) => ({ ...version, html: null }))),
    damageSnapshots: () => (versions = versions.map((version) => ({ ...version, html: NESTED }))),
    forget: () => (versions = []),
    known: (no: number) => (article = { ...article, versionNo: no }),
  }
}

/** What is said of a page before its history is read, and with it, against the review of the whole. */
function expectTheSame(whole: Review, input: PreviewInput, history: History): void {
  const first = preview(input)
  if (first === null) expect(whole.outcome).toBe('too_complex')
  else if ('content' in first) {
    const { page } = input.fetched
    const looked = { ...page, bytes: new Uint8Array(), look: first }
    expect(review({ ...input, history, fetched: { kind: 'page', page: looked } })).toEqual(whole)
  } else expect({ ...first, knownPage: whole.knownPage }).toEqual(whole)
}

const told = (result: Review) => result.alerts.map(({ type, endpoints }) => [type, endpoints.length])
const news = [['article.changed', 1]]

describe('the first sight of an article', () => {
  it('is version 1, and no news', () => {
    const { check, versions } = newsroom()
    expect(check(TWELVE)).toMatchObject({ outcome: 'new_version', alerts: [], changes: [], technical: null })
    expect(versions()).toEqual([{ no: 1, technical: false, headline: 'Ferry collision hurts 12 off Port Quay' }])
  })

  it('through a wall is no version, and is told to nobody; the article behind it then is version 1', () => {
    const { check, versions } = newsroom()
    for (let look = 0; look < 5; look += 1)
      expect(check(WALL)).toMatchObject({ outcome: 'blocked', version: null, alerts: [] })
    expect(check(TWELVE)).toMatchObject({ outcome: 'new_version', alerts: [] })
    expect(versions()).toHaveLength(1)
  })

  it('that finds nothing there is a wrong address, not a removal', () => {
    const { check } = newsroom()
    for (let look = 0; look < 5; look += 1) expect(check(gone(404, 'removed_pending', 'not_found')).alerts).toEqual([])
  })
})

describe('a page that is known', () => {
  const around = (words: string) => TWELVE.replace('</body>', `<footer>${words}</footer></body>`)

  it('is not read again from its third look on, until an edit or the next day', () => {
    const { check, knows } = newsroom()
    check(around('1,204 readers'))
    expect(knows(around('1,204 readers'))).toBeNull()
    check(around('1,204 readers'))
    expect(knows(around('1,310 readers'))).toMatchObject({ outcome: 'unchanged', version: null })
    expect(knows(around('Corrected at noon'))).toBeNull()
    expect(knows(TWENTY)).toBeNull()
    expect(knows(around('1,310 readers'), 24 * HOUR)).toBeNull()
  })

  it('is forgotten with the version that it showed', () => {
    const { check, knows } = newsroom()
    for (const html of [TWELVE, TWELVE, TWENTY]) check(html)
    expect([knows(TWELVE), knows(TWENTY)]).toEqual([null, null])
    check(TWENTY)
    expect(knows(TWENTY)).toMatchObject({ outcome: 'unchanged' })
  })

  it('is read all the same where something is to be told', () => {
    const { check, knows } = newsroom()
    for (const html of [TWELVE, TWELVE]) check(html)
    for (let look = 0; look < 3; look += 1) check(gone(410, 'removed_pending', 'gone'))
    expect(knows(TWELVE)).toBeNull()
    expect(told(check(TWELVE))).toEqual([['article.restored', 1]])
    expect(knows(TWELVE)).toMatchObject({ outcome: 'unchanged', alerts: [] })
  })

  it('says again what it said of its own address, even behind a redirect', () => {
    const { check, knows } = newsroom()
    const named = '<link rel="canonical" href="https://www.quaylight.example/sport/ferry"></head>'
    const fetched = pageOf(TWELVE.replace('</head>', named))
    if (fetched.kind !== 'page') throw new Error('no page')
    const redirects = [{ status: 302, from: URL, to: `${URL}/` }]
    const behind: ReadOutcome = { kind: 'page', page: { ...fetched.page, url: `${URL}/`, redirects } }
    check(TWELVE)
    expect(check(behind).standing.moving).toMatchObject({ seen: 1 })
    expect(knows(behind)?.standing.moving).toMatchObject({ seen: 2, by: 'canonical' })
  })

  it('is tried eight times a day where its surroundings never are the same, and no more', () => {
    const { check, mayKnow } = newsroom()
    const words = ['quay', 'mole', 'basin', 'ferry', 'crane', 'wall', 'storm', 'tide', 'gull', 'rope', 'sail']
    const tried = words.map((word) => {
      check(around(`Word of the hour: ${word}`))
      return mayKnow()
    })
    expect(tried).toEqual([false, ...Array(8).fill(true), false, false])
  })
})

describe('a page seen again', () => {
  it('unchanged is no version, whether read or not', () => {
    const { check, versions } = newsroom()
    check(TWELVE)
    expect(check(TWELVE)).toMatchObject({ outcome: 'unchanged', version: null, alerts: [] })
    expect(check(SAME_BYTES)).toMatchObject({ outcome: 'unchanged', version: null, alerts: [] })
    expect(versions()).toHaveLength(1)
  })

  it('with another figure is a version and news, with old and new', () => {
    const { check } = newsroom()
    check(TWELVE)
    const result = check(TWENTY)
    expect(told(result)).toEqual(news)
    expect(result.alerts[0]?.line).toMatch(/12.*20/)
    expect(result.alerts[0]?.event).toMatchObject({ data: { from: { no: 1 }, to: { no: 2 } } })
  })

  it('that goes to and fro is a version each time, and news each time', () => {
    const { check, versions } = newsroom()
    check(TWELVE)
    for (let turn = 0; turn < 3; turn += 1) {
      expect(told(check(TWENTY))).toEqual(news)
      expect(told(check(TWELVE))).toEqual(news)
    }
    expect(versions().map(({ no }) => no)).toEqual([1, 2, 3, 4, 5, 6, 7])
  })

  it('after a wall or an outage is compared with what stood before it', () => {
    const { check } = newsroom()
    check(TWELVE)
    check(WALL)
    check(gone(503, 'retry', 'server_error'))
    expect(told(check(TWENTY))).toEqual(news)
  })

  it('that bursts the bounds of the parser keeps the version, and is looked at again', () => {
    const { check, versions } = newsroom()
    check(TWELVE)
    const result = check(NESTED)
    expect(result).toMatchObject({ outcome: 'too_complex', version: null, alerts: [] })
    expect(Date.parse(result.nextCheckAt ?? '')).toBeGreaterThan(START + 2 * HOUR)
    expect(versions()).toHaveLength(1)
  })

  it('is told removed once, and told back once', () => {
    const { check } = newsroom()
    check(TWELVE)
    const looks = [1, 2, 3, 4, 5].map(() => told(check(gone(404, 'removed_pending', 'not_found'))))
    expect(looks).toEqual([[], [], [['article.removed', 1]], [], []])
    expect(told(check(TWELVE))).toEqual([['article.restored', 1]])
    expect(told(check(TWELVE))).toEqual([])
  })
})

describe("the operator's points", () => {
  const says = (weights: Record<string, number>, weightsByTag = {}): Rules => ({ ...RULES, weights, weightsByTag })
  const severityOf = (rules: Rules) => {
    const { check } = newsroom()
    check(TWELVE, rules)
    return check(TWENTY, rules).alerts.map(({ severity }) => severity)
  }

  const SILENT = { headline: -9, body: -9 }
  const LOUD = { headline: 5 }

  it('silence a field, or make it critical', () => {
    expect(severityOf(says({}))).toEqual(['major'])
    expect(severityOf(says(SILENT))).toEqual([])
    expect(severityOf(says(LOUD))).toEqual(['critical'])
  })

  it("of an article's tag stand over those of all; those of a tag that it has not say nothing", () => {
    expect(severityOf(says(SILENT, { shipping: { headline: 5, body: 0 } }))).toEqual(['critical'])
    expect(severityOf(says(LOUD, { shipping: SILENT }))).toEqual([])
    expect(severityOf(says({}, { sport: SILENT }))).toEqual(['major'])
  })
})

describe('a new release of the extractor', () => {
  const next: Rules = { ...RULES, extractor: 'x2' }
  /** A release that sees the page otherwise: a site rule that takes the last paragraph for noise. */
  const other: Rules = {
    ...next,
    site: { version: 'r2', rules: parseSiteRules('quaylight.yaml', { version: 2, remove: 'article p:last-of-type' }) },
  }

  it('that sees the same confirms the version, once, without another', () => {
    const { check, versions } = newsroom()
    check(TWELVE)
    expect(check(TWELVE, next)).toMatchObject({
      outcome: 'unchanged',
      version: null,
      technical: null,
      confirmedBy: 'x2 r1',
    })
    expect(check(TWELVE, next).confirmedBy).toBeNull()
    expect(versions()).toHaveLength(1)
  })

  it('that sees otherwise makes a technical version of an unchanged page, and no news', () => {
    const { check, versions } = newsroom()
    check(TWELVE)
    const result = check(TWELVE, other)
    expect(result).toMatchObject({ outcome: 'unchanged', version: null, alerts: [], technical: { technical: true } })
    expect(versions().map(({ no, technical }) => [no, technical])).toEqual([
      [1, false],
      [2, true],
    ])
    expect(check(TWELVE, other)).toMatchObject({ technical: null, confirmedBy: null })
  })

  it('that is blind to the old template of a site compares with what was stored', () => {
    const rebuilt = (page: string) => page.replace('<article>', '<div class="story">').replace('</article>', '</div>')
    const rules = { version: 1, select: '.story' }
    const forStory: Rules = { ...RULES, site: { version: 'r3', rules: parseSiteRules('quaylight.yaml', rules) } }
    const { check, versions } = newsroom()
    check(TWELVE)
    expect(check(rebuilt(TWELVE), forStory)).toMatchObject({
      outcome: 'unchanged',
      confirmedBy: 'x1 r3',
      technical: null,
    })
    expect(versions()).toHaveLength(1)
    const { check: later } = newsroom()
    later(TWELVE)
    const result = later(rebuilt(TWENTY), forStory)
    expect(told(result)).toEqual(news)
    expect(result.technical).toBeNull()
    expect(result.changes.filter(({ kind }) => kind === 'addition' || kind === 'removal')).toEqual([])
    expect(result.changes).toContainEqual(expect.objectContaining({ old: '12', new: '20' }))
  })

  it('that sees otherwise hides no edit of the same check', () => {
    const { check, versions } = newsroom()
    check(TWELVE)
    const result = check(TWENTY, other)
    expect(told(result)).toEqual(news)
    expect(result.alerts[0]?.event).toMatchObject({ data: { from: { no: 2 }, to: { no: 3 } } })
    expect(versions().map(({ no, technical }) => [no, technical])).toEqual([
      [1, false],
      [2, true],
      [3, false],
    ])
  })

  it('takes no page for changed by the publisher whose snapshot is gone', () => {
    const { check, loseSnapshots, versions } = newsroom()
    check(TWELVE)
    loseSnapshots()
    expect(check(TWENTY, next)).toMatchObject({ alerts: [], changes: [], version: { technical: true } })
    expect(told(check(TWELVE, next))).toEqual(news)
    expect(versions().map(({ no, technical }) => [no, technical])).toEqual([
      [1, false],
      [2, true],
      [3, false],
    ])
  })

  it('takes no page for changed whose snapshot it finds too complex', () => {
    const { check, damageSnapshots } = newsroom()
    check(TWELVE)
    damageSnapshots()
    expect(check(TWENTY, next)).toMatchObject({ alerts: [], version: { technical: true } })
  })

  it('is no news of a page behind a wall, which is not seen with its eyes before it is back', () => {
    const { check } = newsroom()
    check(TWELVE)
    expect(check(WALL, other)).toMatchObject({ outcome: 'blocked', alerts: [], version: null })
    expect(told(check(TWELVE, other))).toEqual([])
  })
})

it('starts anew, technically, with an article that was forgotten and is tracked again', () => {
  const { check, forget, known } = newsroom()
  check(TWELVE)
  forget()
  known(1)
  expect(check(TWENTY)).toMatchObject({ outcome: 'new_version', alerts: [], changes: [], version: { technical: true } })
})

it('owes nobody anything where no route leads, and still keeps the alert', () => {
  const { check } = newsroom()
  check(TWELVE)
  expect(told(check(TWENTY, { ...RULES, routes: [] }))).toEqual([['article.changed', 0]])
})

it('never asks for the next look in the past', () => {
  const { check } = newsroom()
  const steps = [TWELVE, TWENTY, WALL, NESTED, gone(503, 'retry', 'server_error'), SAME_BYTES, TWELVE]
  for (const [nth, step] of steps.entries()) {
    expect(Date.parse(check(step).nextCheckAt ?? '')).toBeGreaterThan(START + (nth + 1) * HOUR)
  }
})
