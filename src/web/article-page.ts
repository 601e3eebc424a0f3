import { plain } from '../alert/cut.ts'
import { groupChanges } from '../alert/group-changes.ts'
import { escaped } from '../alert/html.ts'
import type { Change, Standing } from '../article.ts'
import type { FoundBy } from '../store/found-by.ts'
import type { TimelineAlert, TimelineVersion } from '../store/timeline.ts'
import { foundList } from './found.ts'
import { page } from './page.ts'
import { address, severityChip, standingText, textOf, time } from './phrases.ts'

/** An article's own page: how it stands, and what happened to it. */
export interface ArticleView {
  id: string
  url: string
  host: string
  tags: readonly string[]
  headline: string | null
  lang: string | null
  dir: 'ltr' | 'rtl'
  standing: Standing | null
  trackedAt: string
  lastCheckedAt: string | null
  nextCheckAt: string | null
  untracked: boolean
  /** Null where no source found it. */
  foundBy: FoundBy | null
  /** Newest first. */
  versions: readonly TimelineVersion[]
  alerts: readonly TimelineAlert[]
  /** Whether there are versions older than these. */
  older: boolean
}

/** Links within an article's pages, by their place below it: '', 'versions/2', 'diff/1/2'; each may carry a query. */
export type Go = (place: string, query?: Record<string, string>) => string

export function articlePage(view: ArticleView, go: Go): string {
  const title = plain(view.headline?.trim() || view.url)
  const facts: Array<[string, string]> = [
    ['Standing', escaped(standingText(view.standing, view.untracked))],
    ['Last check', view.lastCheckedAt === null ? 'none yet' : time(view.lastCheckedAt)],
    ['Next check', view.nextCheckAt === null ? 'none planned' : time(view.nextCheckAt)],
    ['Watched since', time(view.trackedAt)],
    ...(view.foundBy === null ? [] : [['Found by', foundIn(view.foundBy)] satisfies [string, string]]),
  ]
  const tags =
    view.tags.length === 0 ? '' : ` · <bdi>${view.tags.map((tag) => escaped(plain(tag))).join('</bdi>, <bdi>')}</bdi>`
  return page({
    title,
    nav: [{ label: 'History', href: go(''), current: true }],
    body: `<p class="kicker">${escaped(view.host)}${tags}</p>
<h1 ${textOf(view)}>${escaped(title)}</h1>
<p>${address(view.url)}</p>
<dl class="facts">${facts.map(([term, says]) => `<div><dt>${term}</dt><dd>${says}</dd></div>`).join('')}</dl>
<h2>What happened</h2>
${timeline(view, go)}`,
  })
}

/** The address of a feed may hold its reader's key behind the path: an editor is not shown that. */
function foundIn({ url, title, listed, goneAt }: FoundBy): string {
  if (url === null) return 'a source that was removed since'
  const { host, pathname } = new URL(url)
  const name = `<bdi>${escaped(plain(title?.trim() || host + pathname))}</bdi>`
  if (listed) return `${name}, which still lists it`
  return `${name}, which lists it no more${goneAt === null ? '' : ` since ${time(goneAt)}`}`
}

function timeline(view: ArticleView, go: Go): string {
  if (view.versions.length === 0) return '<p>No version has been read yet.</p>'
  const events = view.alerts.filter(({ type }) => type !== 'article.changed')
  const items = [
    ...view.versions.map((version) => ({ at: version.foundAt, html: versionItem(version, view, go) })),
    ...events.map((event) => ({ at: event.foundAt, html: eventItem(event) })),
  ].sort((a, b) => (a.at < b.at ? 1 : -1))
  const last = view.versions.at(-1)
  const more =
    view.older && last
      ? `<p class="go"><a href="${escaped(go('', { before: String(last.no) }))}">Older versions</a></p>`
      : ''
  return `<ol class="timeline" reversed>${items.map(({ html }) => html).join('\n')}</ol>${more}`
}

function versionItem(version: TimelineVersion, view: ArticleView, go: Go): string {
  const { no, changes, technical } = version
  const told = view.alerts.find((alert) => alert.type === 'article.changed' && alert.versionNo === no)
  const worst = changes[0]?.severity ?? null
  const chip = no === 1 || technical || worst === null ? '' : ` ${severityChip(worst)}`
  const said = told ? '' : no > 1 && !technical && changes.length > 0 ? ' · nobody was told' : ''
  const shown = groupChanges(changes)
    .slice(0, SHOWN)
    .flatMap(({ all }) => all)
  const links = [
    ...(no > 1 ? [[`diff/${no - 1}/${no}`, `Compare with version ${no - 1}`]] : []),
    [`versions/${no}`, `Read version ${no}`],
  ].map(([place = '', label = '']) => `<a href="${escaped(go(place))}">${label}</a>`)
  const foot = version.forgotten ? '<p class="note">Its text was erased.</p>' : `<p class="go">${links.join('')}</p>`
  return `<li class="${technical ? 'none' : (worst ?? 'none')}"><h3>Version ${no}${chip}</h3>
<p class="when">Found ${time(version.foundAt)}, last seen ${time(version.lastSeenAt)}${said}</p>
<p class="line" dir="auto">${escaped(plain(lineOf(version, told)))}</p>
${technical ? '' : foundList(shown, view, shown.length < changes.length ? 'More in the comparison.' : null)}${foot}</li>`
}

/** Changed sentences of a version in the timeline: the rest is in its comparison. */
const SHOWN = 3

function lineOf({ no, technical, changes, headline }: TimelineVersion, told: TimelineAlert | undefined): string {
  if (technical) return 'Stet reads the page differently now; the article itself did not change.'
  if (no === 1) return `First read: ${headline ?? 'an article without a headline'}`
  return told?.line ?? first(changes) ?? 'Edited; no change of fact was found.'
}

function first([change]: readonly Change[]): string | undefined {
  return change?.reason
}

const EVENTS = new Map([
  ['article.removed', 'Removed'],
  ['article.restored', 'Online again'],
  ['article.moved', 'Moved'],
  ['article.blocked', 'Blocked'],
  ['article.paywalled', 'Behind a paywall'],
  ['article.unavailable_legal', 'Withheld for legal reasons'],
])

function eventItem({ type, line, foundAt }: TimelineAlert): string {
  return `<li class="event"><h3>${escaped(EVENTS.get(type) ?? type)}</h3>
<p class="when">${time(foundAt)}</p><p class="line" dir="auto">${escaped(plain(line))}</p></li>`
}
