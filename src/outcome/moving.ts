import type { Redirect, Standing } from '../article.ts'
import { plainAddress } from './address.ts'
import { landingOf, movedTo } from './landing.ts'
import { OUTCOME_RULES, type OutcomeRules } from './rules.ts'

/** What a look says of the article's address. */
export interface Pointer {
  url: string
  redirects: Redirect[]
  /** The page's own word (rel=canonical, og:url); absent where the page was not read. */
  canonical?: string | null
}

type Moving = NonNullable<Standing['moving']>

/**
 * Where a look says that the article lives from now on: a permanent redirect, or else the page's own word. Null where
 * it is at home, and where it came from: two addresses that point to each other would never come to rest.
 */
export function pointsTo(watched: string, seen: Pointer, before: Standing | null): Pick<Moving, 'to' | 'by'> | null {
  const landed = movedTo(watched, seen.url, seen.redirects)
  const pointed = landed === null ? canonicalOf(watched, seen, before) : plainAddress(landed)
  if (pointed === null || pointed === plainAddress(watched) || before?.cameFrom?.includes(pointed)) return null
  return { to: pointed, by: landed === null ? 'canonical' : 'redirect' }
}

/** Where it is moving to after one more look; a look too soon after the last one does not count. */
export function movingOn(
  before: Pick<Standing, 'moving'> | null,
  points: Pick<Moving, 'to' | 'by'> | null,
  now: string,
  rules: OutcomeRules,
): Moving | undefined {
  if (points === null) return undefined
  const known = before?.moving
  if (known?.to !== points.to) return { ...points, seen: 1, countedAt: now, told: false }
  const counts = Date.parse(now) - Date.parse(known.countedAt) >= rules.confirmMs
  return { ...known, seen: known.seen + (counts ? 1 : 0), countedAt: counts ? now : known.countedAt }
}

/** Addresses that it moved from, with the one that it leaves now. */
export function departed(before: Standing | null, leaves: string | null): Pick<Standing, 'cameFrom'> {
  const from = [...(before?.cameFrom ?? []), ...(leaves === null ? [] : [plainAddress(leaves)])].slice(-MOST_DEPARTED)
  return from.length === 0 ? {} : { cameFrom: from }
}

const MOST_DEPARTED = 5

/**
 * The address that the next look is to be at: a page's own word is believed only when the place that it names shows
 * the same text, and names no other. Null for the common case.
 */
export function addressToVerify(standing: Standing | null): string | null {
  const moving = standing?.outcome === 'unchanged' ? standing.moving : undefined
  const due = moving?.by === 'canonical' && !moving.told && moving.seen >= OUTCOME_RULES.movedAfter - 1
  return due ? moving.to : null
}

function canonicalOf(watched: string, { canonical, redirects, url }: Pointer, before: Standing | null): string | null {
  // An honest 304 says again what the page said when it was read.
  if (canonical === undefined) {
    return redirects.length === 0 && before?.moving?.by === 'canonical' ? before.moving.to : null
  }
  if (canonical === null || !URL.canParse(canonical)) return null
  // A page that a redirect led to, for now only, speaks for itself and not for the article's address.
  if (redirects.length > 0 && landingOf(watched, url) !== 'same') return null
  return mayBeHome(new URL(watched), new URL(canonical)) ? plainAddress(canonical) : null
}

/**
 * Whether a page may name this as its address. Another site's is syndication; plain HTTP in TLS's place, a mobile or
 * AMP page in the full one's and the site's front page are mistakes of templates.
 */
function mayBeHome(watched: URL, to: URL): boolean {
  if (!/^https?:$/.test(to.protocol) || to.username !== '' || to.password !== '') return false
  if (watched.protocol === 'https:' && to.protocol !== 'https:') return false
  if (siteOf(watched) !== siteOf(to) || (isLesser(to) && !isLesser(watched))) return false
  const landing = landingOf(watched.href, to.href)
  return landing !== 'home' && landing !== 'login'
}

/** Only prefixes that name no other paper: `sport.` and `local.` are sites of their own. */
const VARIANT = /^(?:www\d?|m|mobile|amp)\./

function siteOf({ host }: URL): string {
  return host.replace(VARIANT, '')
}

function isLesser({ host, pathname, searchParams }: URL): boolean {
  const amp = /(?:^|\/)amp(?:\/|$)|\.amp(?:\.html?)?$/i.test(pathname) || searchParams.has('amp')
  return /^(?:m|mobile|amp)\./.test(host) || amp || searchParams.get('outputType') === 'amp'
}
