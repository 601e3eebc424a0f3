import { plain } from '../alert/cut.ts'
import { escaped } from '../alert/html.ts'
import { type Row, sideBySide } from '../alert/side-by-side.ts'
import { partsOf, type Role } from '../alert/version-parts.ts'
import type { Change, Content, Version } from '../article.ts'
import type { Go } from './article-page.ts'
import { foundList } from './found.ts'
import { page } from './page.ts'
import { address, marked, textOf, time } from './phrases.ts'
import { technicalNote } from './version-page.ts'

/** Two versions of an article. */
export interface DiffView {
  url: string
  host: string
  from: Version
  to: Version
  latestNo: number
  /** What changed after `from` up to `to`, by version; and how many changes there are in all. */
  changes: ReadonlyArray<Change & { versionNo: number }>
  count: number
}

/** Unchanged parts that stay in sight on either side of a change; longer stretches are folded. */
const NEIGHBOURS = 1

export function diffPage(view: DiffView, go: Go): string {
  const { from, to, url, host, latestNo } = view
  const title = plain(to.content.headline?.text.trim() || url)
  const rows = sideBySide(partsOf(from.content), partsOf(to.content))
  const differing = rows.filter(({ kind }) => kind !== 'same').length
  return page({
    title: `Version ${from.no} and ${to.no}: ${title}`,
    nav: [
      { label: 'History', href: go('') },
      ...(from.no > 1
        ? [{ label: `Compare ${from.no - 1} and ${to.no - 1}`, href: go(`diff/${from.no - 1}/${to.no - 1}`) }]
        : []),
      { label: `Compare ${from.no} and ${to.no}`, href: go(`diff/${from.no}/${to.no}`), current: true },
      ...(to.no < latestNo
        ? [{ label: `Compare ${from.no + 1} and ${to.no + 1}`, href: go(`diff/${from.no + 1}/${to.no + 1}`) }]
        : []),
      { label: `Read version ${from.no}`, href: go(`versions/${from.no}`) },
      { label: `Read version ${to.no}`, href: go(`versions/${to.no}`) },
    ],
    body: `<p class="kicker">${escaped(host)} · version ${from.no} and version ${to.no}</p>
<h1 ${textOf(to.content)}>${escaped(title)}</h1>
<p>${address(url)}</p>
${technicalNote(to)}<h2>What changed</h2>
${whatChanged(view)}
<h2 id="texts">Side by side</h2>
${differing === 0 ? '<p>Word for word the same.</p>' : `<p class="note">${differing} ${differing === 1 ? 'part differs' : 'parts differ'}, ${rows.length - differing} ${rows.length - differing === 1 ? 'is' : 'are'} the same.</p>`}
<div class="heads"><p>Version ${from.no}, ${time(from.foundAt)}</p><p>Version ${to.no}, ${time(to.foundAt)}</p></div>
<div class="sides">${folded(rows)
      .map((one) => (one.kind === 'fold' ? foldHtml(one.rows, to.content) : rowHtml(one, view)))
      .join('\n')}</div>`,
  })
}

function whatChanged({ changes, count, from, to }: DiffView): string {
  if (changes.length === 0) {
    return to.technical
      ? '<p>Nothing that the publisher did.</p>'
      : '<p>No change of fact was found: the edit is one of wording, punctuation or layout.</p>'
  }
  const left = count > changes.length ? `${count - changes.length} more changes are not listed.` : null
  if (to.no - from.no === 1) return foundList(changes, to.content, left)
  const steps = Map.groupBy(changes, ({ versionNo }) => versionNo)
  const lists = [...steps].map(([no, found]) => `<h3>In version ${no}</h3>${foundList(found, to.content)}`)
  return lists.join('\n') + (left === null ? '' : `<p class="note">${left}</p>`)
}

type Fold = { kind: 'fold'; rows: Row[] }

/** Rows with long stretches of unchanged parts put together. */
function folded(rows: readonly Row[]): Array<Row | Fold> {
  const near = rows.map((_, at) =>
    rows.slice(Math.max(0, at - NEIGHBOURS), at + NEIGHBOURS + 1).some(({ kind }) => kind !== 'same'),
  )
  const out: Array<Row | Fold> = []
  for (const [at, row] of rows.entries()) {
    const last = out.at(-1)
    if (near[at]) out.push(row)
    else if (last?.kind === 'fold') last.rows.push(row)
    else out.push({ kind: 'fold', rows: [row] })
  }
  // One part alone is no longer than the words that would hide it.
  return out.flatMap((one) => (one.kind === 'fold' && one.rows.length < 2 ? one.rows : [one]))
}

function foldHtml(rows: readonly Row[], content: Content): string {
  const texts = rows.map((row) => (row.kind === 'same' ? partHtml(row.role, escaped(row.text), content) : ''))
  return `<details><summary>${rows.length} unchanged parts</summary><div class="same">${texts.join('')}</div></details>`
}

/** An unchanged part stands on both sides for the eye, and once for who listens or has a narrow screen. */
function sameHtml(role: Role, text: string, { from, to }: DiffView): string {
  const [was, now] = [from, to].map(({ content }) => partHtml(role, escaped(text), content))
  return `<div class="pair same"><div>${was}</div><div class="twin" aria-hidden="true">${now}</div></div>`
}

function rowHtml(row: Row, view: DiffView): string {
  const { from, to } = view
  if (row.kind === 'same') return sameHtml(row.role, row.text, view)
  const { role } = row
  const said = saidOf(row)
  const was = row.kind === 'edited' ? marked(row.old, 'del') : row.kind === 'removed' ? one(row, 'del') : ''
  const now = row.kind === 'edited' ? marked(row.next, 'ins') : row.kind === 'added' ? one(row, 'ins') : ''
  const old = side(`Was · ${LABELS[role]}`, was, role, from.content, said)
  const next = side(`Now · ${LABELS[role]}`, now, role, to.content, said)
  return `<div class="pair" role="group" aria-label="${LABELS[role]}, ${said}">${old}${next}</div>`
}

function one(row: Extract<Row, { kind: 'removed' | 'added' }>, tag: 'del' | 'ins'): string {
  // What only moved is no loss and no gain: it is not marked as one.
  return row.moved ? escaped(row.text) : `<${tag}>${escaped(row.text)}</${tag}>`
}

function saidOf(row: Exclude<Row, { kind: 'same' }>): string {
  if (row.kind === 'edited') return 'edited'
  if (row.moved) return row.kind === 'removed' ? 'moved to another place' : 'moved here from another place'
  return row.kind === 'removed' ? 'taken out' : 'added'
}

function side(label: string, html: string, role: Role, content: Content, said: string): string {
  const shown = html === '' ? `<p class="absent">${said}</p>` : partHtml(role, html, content)
  return `<div><p class="side">${label}</p>${shown}</div>`
}

function partHtml(role: Role, html: string, content: Content): string {
  return `<div class="text" ${textOf(content)}><p class="${role}">${html}</p></div>`
}

const LABELS: Record<Role, string> = {
  headline: 'Headline',
  standfirst: 'Standfirst',
  byline: 'Byline',
  notice: 'Notice',
  entry: 'Live entry',
  caption: 'Caption',
  paragraph: 'Paragraph',
  subhead: 'Subhead',
  quote: 'Quotation',
  list_item: 'List item',
  table_row: 'Table row',
}
