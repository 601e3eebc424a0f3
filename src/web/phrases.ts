import { escaped } from '../alert/html.ts'
import type { Run } from '../alert/marks.ts'
import type { Change, Content, Outcome, Severity, Standing } from '../article.ts'

/** A moment as people read it, and as programs do. */
export function time(iso: string): string {
  const at = new Date(iso)
  const shown = `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}, ${iso.slice(11, 16)} UTC`
  return `<time datetime="${escaped(iso)}">${shown}</time>`
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The attributes of a text of the article: its language, where it is one, and its direction. */
export function textOf({ lang, dir }: Pick<Content, 'lang' | 'dir'>): string {
  const named = lang !== null && /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(lang)
  return `dir="${dir === 'rtl' ? 'rtl' : 'ltr'}"${named ? ` lang="${escaped(lang)}"` : ''}`
}

/** The article's address, as a link only where a browser would fetch it. */
export function address(url: string): string {
  const web = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
  const shown = `<bdi dir="ltr">${escaped(url)}</bdi>`
  return web ? `<a href="${escaped(new URL(url).href)}" rel="noreferrer noopener">${shown}</a>` : shown
}

export function severityChip(severity: Severity): string {
  return `<span class="sev ${severity}">${severity}</span>`
}

/** Text with the words that the other side does not have marked. */
export function marked(runs: readonly Run[], tag: 'del' | 'ins'): string {
  return runs.map(({ text, changed }) => (changed ? `<${tag}>${escaped(text)}</${tag}>` : escaped(text))).join('')
}

const FIELDS: Record<Change['field'], string> = {
  headline: 'headline',
  standfirst: 'standfirst',
  byline: 'byline',
  published: 'publication date',
  body: 'text',
  notice: 'notice',
  canonical_url: 'address',
  caption: 'caption',
  entry: 'live entry',
}

/** Where a change stands, in words. */
export function placeOf({ field, block }: Pick<Change, 'field' | 'block'>): string {
  return field === 'body' && block !== null ? `paragraph ${block}` : FIELDS[field]
}

const STANDS: Record<Outcome, string> = {
  new_version: 'Online',
  unchanged: 'Online',
  restored: 'Online again',
  retry: 'Could not be fetched at the last look',
  blocked: 'The site does not let Stet in',
  paywalled: 'Behind a paywall',
  removed_pending: 'Gone at the last look, not yet confirmed',
  removed: 'Removed',
  unavailable_legal: 'Withheld for legal reasons',
  suspect: 'Looked wrong at the last look, not yet confirmed',
  not_html: 'No page of text any more',
  too_large: 'Too large to be read',
  too_complex: 'Too tangled to be read',
  malformed: 'Answers with something that cannot be read',
  refused: 'Not fetched: a rule forbids it',
}

/** How an article stands, in plain words. */
export function standingText(standing: Standing | null, untracked: boolean): string {
  if (untracked) return 'No longer watched'
  if (standing === null) return 'Not yet seen'
  const { outcome, state } = standing
  const why =
    state === null || state === outcome || STANDS[outcome].startsWith('Online')
      ? ''
      : ` (${state.replaceAll('_', ' ')})`
  return STANDS[outcome] + why
}
