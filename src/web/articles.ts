import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { partsOf } from '../alert/version-parts.ts'
import type { WebAnswer } from './answer.ts'
import { type ArticleView, articlePage, type Go } from './article-page.ts'
import { type DiffView, diffPage } from './diff-page.ts'
import { sorryPage } from './page.ts'
import { createRate } from './rate.ts'
import { type VersionView, versionPage } from './version-page.ts'

/** What the pages of articles ask of the ledger. */
export interface ArticlesDeps {
  /** What a key that came along is worth for this article; 'good' without any where the pages are open. */
  judge(articleId: string, key: string | null): 'good' | 'over' | 'wrong'
  article(id: string, before: number | null): Promise<ArticleView | null>
  version(id: string, no: number): Promise<VersionView | null>
  /** Null when one of the two is not there (any more). */
  diff(id: string, from: number, to: number): Promise<DiffView | null>
}

/** So many pages a second and at once: they are made by a process that may also plan and deliver. */
const RATE = { perSecond: 5, burst: 40 }
/** A comparison counts once more for so many characters of both texts: half a megabyte each takes half a second. */
const CHARS_A_PAGE = 50_000

/** Serves /articles/ID, /articles/ID/versions/N and /articles/ID/diff/A/B; null for any other path. */
export function articlePages(
  deps: ArticlesDeps,
  now: () => number = Date.now,
): (request: IncomingMessage, url: URL) => Promise<WebAnswer> {
  const rate = createRate(RATE)
  return async (request, url) => {
    if (!['GET', 'HEAD'].includes(request.method ?? '')) {
      return { status: 405, type: 'text/plain', body: 'only GET and HEAD\n', headers: { allow: 'GET, HEAD' } }
    }
    const asked = askedFor(url)
    if (!asked) return missing(NO_PAGE)
    const key = url.searchParams.get('key')
    // Judged before the ledger is asked: who has no key learns nothing, not even what there is.
    const judged = deps.judge(asked.id, key)
    if (judged !== 'good') return refused(judged)
    if (!rate.take(now())) return tooMany()
    const found = await load(deps, asked)
    if (!found) return missing(NO_VERSION)
    const extra = workOf(found)
    if (extra > 0 && !rate.take(now(), extra)) return tooMany()
    const go = goFrom(asked, key)
    const etag = `W/"${createHash('sha256')
      .update(JSON.stringify([found, key]))
      .digest('base64url')
      .slice(0, 27)}"`
    // Always asked again, as a text may be erased; not sent again when it is the same.
    const headers = { etag, 'cache-control': 'private, no-cache' }
    if (matches(request.headers['if-none-match'], etag)) return { status: 304, type: 'text/html', body: '', headers }
    return { status: 200, type: 'text/html', body: render(found, go), headers }
  }
}

type Asked =
  | { page: 'article'; id: string; before: number | null }
  | { page: 'version'; id: string; no: number }
  | { page: 'diff'; id: string; from: number; to: number }

type Found =
  | { page: 'article'; view: ArticleView }
  | { page: 'version'; view: VersionView }
  | { page: 'diff'; view: DiffView }

/** Numbers are bounded here, so that no query is asked what a column cannot hold. */
const PATH = /^\/articles\/([1-9]\d{0,17})(?:\/(?:versions\/([1-9]\d{0,8})|diff\/([1-9]\d{0,8})\/([1-9]\d{0,8})))?\/?$/

function askedFor(url: URL): Asked | null {
  const [, id, no, from, to] = PATH.exec(url.pathname) ?? []
  if (id === undefined) return null
  if (no !== undefined) return { page: 'version', id, no: Number(no) }
  if (from !== undefined && to !== undefined) return { page: 'diff', id, from: Number(from), to: Number(to) }
  const before = /^[1-9]\d{0,8}$/.exec(url.searchParams.get('before') ?? '')?.[0]
  return { page: 'article', id, before: before === undefined ? null : Number(before) }
}

async function load(deps: ArticlesDeps, asked: Asked): Promise<Found | null> {
  switch (asked.page) {
    case 'article': {
      const view = await deps.article(asked.id, asked.before)
      return view && { page: 'article', view }
    }
    case 'version': {
      const view = await deps.version(asked.id, asked.no)
      return view && { page: 'version', view }
    }
    case 'diff': {
      const view = await deps.diff(asked.id, asked.from, asked.to)
      return view && { page: 'diff', view }
    }
  }
}

/** How many pages' work a page is beyond the first; two of the longest may be made at once. */
function workOf(found: Found): number {
  if (found.page !== 'diff') return 0
  const { from, to } = found.view
  const chars = [from, to].flatMap(({ content }) => partsOf(content)).reduce((sum, { text }) => sum + text.length, 0)
  return Math.min(RATE.burst / 2 - 1, Math.floor(chars / CHARS_A_PAGE))
}

function render(found: Found, go: Go): string {
  switch (found.page) {
    case 'article':
      return articlePage(found.view, go)
    case 'version':
      return versionPage(found.view, go)
    case 'diff':
      return diffPage(found.view, go)
  }
}

/** Links are relative: they hold whatever prefix a proxy has put before the path. */
function goFrom(asked: Asked, key: string | null): Go {
  const up = { article: '', version: '../../', diff: '../../../' }[asked.page]
  return (place, query = {}) => {
    const asks = new URLSearchParams({ ...query, ...(key !== null && { key }) }).toString()
    return `${up}${asked.id}${place === '' ? '' : `/${place}`}${asks === '' ? '' : `?${asks}`}`
  }
}

function matches(given: string | undefined, etag: string): boolean {
  return given === '*' || (given?.split(',').some((one) => one.trim() === etag) ?? false)
}

const NO_PAGE = [
  'There is no page at this address. Open the link of an alert as it came: a mail program may have cut it.',
]
const NO_VERSION = ['This article has no such version, or its text was erased on request.']

function missing(says: string[]): WebAnswer {
  return { status: 404, type: 'text/html', body: sorryPage('Nothing here', says) }
}

function refused(why: 'over' | 'wrong'): WebAnswer {
  const says =
    why === 'over'
      ? [
          'The link was good, but its time is over.',
          'A newer alert on the same article has a fresh link; so does your operator, by: stet show ARTICLE.',
        ]
      : [
          'The pages of an article open by the link of one of its alerts alone, and this link is not one: it may have been cut, or changed.',
          'Open it again from the alert itself, or ask your operator for one: stet show ARTICLE.',
        ]
  return {
    status: 403,
    type: 'text/html',
    body: sorryPage(why === 'over' ? 'This link has run out' : 'This link opens nothing', says),
  }
}

function tooMany(): WebAnswer {
  const says = ['Too many pages were asked for within a few seconds. Try again in a moment.']
  return { status: 429, type: 'text/html', body: sorryPage('One moment', says), headers: { 'retry-after': '5' } }
}
