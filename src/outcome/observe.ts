import type { Content, FetchOutcome, Obstacle, PageKind, Redirect } from '../article.ts'
import { type Sign, signOf } from './health.ts'
import { isLogin, landingOf } from './landing.ts'
import { headlineStands, keptShare, leaksMarkup, lengthOf, type Markup, tailLost } from './loss.ts'
import type { Pointer } from './moving.ts'

/** What a check saw, before anything is made of it. */
export type Observation =
  /** The article, whether changed or not. */
  | ({ saw: 'article'; changed: boolean; sign?: Sign } & Pointer)
  /** The article, but so much worse that it is looked at once more before it is believed. */
  | ({ saw: 'doubtful'; state: DoubtState; changed: boolean } & Pointer)
  | {
      saw: 'obstacle'
      outcome: Obstacle
      state: string
      retryAfterMs: number | null
      /** What it is if it goes on: a page taken for another one that stays is what the article has become. */
      otherwise?: { changed: boolean } & Pointer
    }

export type DoubtState = 'text_lost' | 'halved' | 'headline_lost' | 'cut' | 'broken_markup' | 'redirected_elsewhere'

export interface Sight {
  /** What the latest version holds; null before there is one. */
  last: Content | null
  next: Content
  /** Whether `next` differs from `last` in anything that makes a version. */
  changed: boolean
  page: { requestedUrl: string; url: string; redirects: Redirect[]; markup: Markup }
}

/** The observation of a fetch that brought no page to extract. */
export function observeFetch(fetched: Exclude<FetchOutcome, { kind: 'page' }>): Observation {
  if (fetched.kind === 'unchanged') {
    return { saw: 'article', changed: false, url: fetched.url, redirects: fetched.redirects }
  }
  const { outcome, state, retryAfterMs, redirects } = fetched
  // Sent away to log in, and even that did not answer: the article is behind a wall all the same.
  const login = outcome === 'retry' && isLogin(redirects.at(-1)?.to ?? '')
  return {
    saw: 'obstacle',
    ...(login ? { outcome: 'paywalled', state: 'login_wall' } : { outcome, state }),
    retryAfterMs,
  }
}

/** The observation of a page that is known, so that it was not read. */
export function observeKnown(pointer: Pointer): Observation {
  return { saw: 'article', changed: false, ...pointer }
}

/**
 * The observation of a page that was extracted. Three questions, in this order: is it this article at all, is it
 * whole, and only then is it changed. A page that lost more than four fifths of its text is doubted, unless a
 * notice says why: that is a retraction, the greatest news of all.
 */
export function observePage({ last, next, changed, page }: Sight): Observation {
  const obstacle = (outcome: Obstacle, state: string): Observation => ({
    saw: 'obstacle',
    outcome,
    state,
    retryAfterMs: null,
  })
  const { url, redirects, markup } = page
  const pointer: Pointer = { url, redirects, canonical: next.canonicalUrl }
  const stands = headlineStands(last, next)
  // The words of both are counted only where the answer decides: nearly never.
  const isAnother = () => last !== null && keptShare(last, next) < SAME_ARTICLE
  const retracted = next.notices.some(({ kind }) => kind !== 'update') && !sameNotices(last, next)
  const away = redirects.length > 0 ? landingOf(page.requestedUrl, url) : 'same'
  const shown = next.headline?.source === 'h1' || next.headline?.source === 'rule'

  // A page that takes an article back may read like a page that is not there; its headline tells them apart.
  const notice = next.kind === 'soft_404' && stands && lengthOf(next) >= NOTICE_CHARS
  // A news flash of two lines under a headline is short, not empty; so is what is left of a cut article.
  const remnant = next.kind === 'empty' && shown && (stands || next.blocks.length > 0)
  const aside = (away === 'home' || away === 'login') && PLAIN_KINDS.has(next.kind) && isAnother()
  if (aside && away === 'home') return obstacle('removed_pending', 'redirect_home')
  if (aside) return obstacle('paywalled', 'login_wall')
  // An article that was behind its wall from the first is watched by what stands before it: headline and teaser.
  const teaser = next.kind === 'paywall_teaser' && last === null && next.headline !== null && next.blocks.length > 0
  const [outcome, state] = KINDS[next.kind] ?? []
  if (outcome && state && !notice && !remnant && !teaser && next.kind !== last?.kind) return obstacle(outcome, state)
  if (next.kind === 'index' && last?.kind !== 'index') {
    return redirects.length > 0 ? obstacle('removed_pending', 'redirect_home') : obstacle('retry', 'wrong_page')
  }

  const doubt = (doubted: DoubtState): Observation => ({ saw: 'doubtful', state: doubted, changed, ...pointer })
  if (markup.broken || leaksMarkup(next, last)) return doubt('broken_markup')
  if (!last) return { saw: 'article', changed: true, ...pointer }
  if (away === 'elsewhere' && !stands && isAnother()) return doubt('redirected_elsewhere')
  if (lengthOf(last) >= NOTICE_CHARS && !retracted && !notice) {
    const left = lengthOf(next) / lengthOf(last)
    if (!stands && left < STRANGER_LEFT && isAnother()) {
      return {
        saw: 'obstacle',
        outcome: 'retry',
        state: 'wrong_page',
        retryAfterMs: null,
        otherwise: { changed, ...pointer },
      }
    }
    if (left < MOST_LOST) return doubt('text_lost')
    // Live blogs drop their old entries.
    if (left < HALF_LEFT && last.kind !== 'live_blog') return doubt('halved')
    if (last.headline !== null && next.headline === null) return doubt('headline_lost')
  }
  if (changed && tailLost(last, next, markup)) return doubt('cut')
  const sign = changed ? signOf(last, next) : undefined
  return { saw: 'article', changed, ...pointer, ...(sign && { sign }) }
}

/** Less than a fifth of the text is left. */
const MOST_LOST = 0.2
/** Half of an article seldom goes by an edit: a second look is worth ten minutes. */
const HALF_LEFT = 0.5
/** Another headline, other words and less than half as many: a host's own page (parked, suspended, fresh server). */
const STRANGER_LEFT = 0.5
/** Below this share of words in common two pages are not the same article; unrelated ones share about 0.3. */
const SAME_ARTICLE = 0.5
/** Shorter texts are no article, and no notice either. */
const NOTICE_CHARS = 60

/** What a front page or a login form may be taken for; a wall in its place is a wall. */
const PLAIN_KINDS = new Set<PageKind>(['article', 'live_blog', 'gallery', 'index', 'empty', 'js_shell', 'soft_404'])

/** Kinds that are no article. The three first kinds of PageKind and `index` are decided above. */
const KINDS: Partial<Record<PageKind, [Obstacle, string]>> = {
  consent_wall: ['blocked', 'consent_wall'],
  bot_wall: ['blocked', 'bot_wall'],
  login_wall: ['paywalled', 'login_wall'],
  paywall_teaser: ['paywalled', 'paywall'],
  soft_404: ['removed_pending', 'soft_404'],
  maintenance: ['retry', 'maintenance'],
  wrong_page: ['retry', 'wrong_page'],
  js_shell: ['retry', 'needs_js'],
  empty: ['retry', 'empty'],
}

function sameNotices(last: Content | null, next: Content): boolean {
  const known = new Set(last?.notices.map(({ text }) => text))
  return next.notices.every(({ text }) => known.has(text))
}
