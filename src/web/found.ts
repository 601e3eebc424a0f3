import { plain } from '../alert/cut.ts'
import { groupChanges } from '../alert/group-changes.ts'
import { escaped } from '../alert/html.ts'
import { markChanges } from '../alert/marks.ts'
import type { Change, Content } from '../article.ts'
import { marked, placeOf, severityChip, textOf } from './phrases.ts'

/** Code units of each side of a change. */
const MAX_SIDE = 600

type Told = Omit<Change, 'points'>

/** Changes as a list: what it is, how grave, and old and new with the differing words marked. */
export function foundList(
  changes: readonly Told[],
  text: Pick<Content, 'lang' | 'dir'>,
  more: string | null = null,
): string {
  if (changes.length === 0) return ''
  const items = groupChanges(changes).map(({ lead: change, kinds, reasons }) => {
    const { before, after } = markChanges(change.before ?? change.old, change.after ?? change.new, MAX_SIDE)
    const side = (label: string, html: string) =>
      `<div><dt>${label}</dt><dd ${textOf(text)}>${html || '<span class="absent">nothing</span>'}</dd></div>`
    return `<li><p>${severityChip(change.severity)} <bdi>${escaped(plain(reasons))}</bdi></p>
<p class="note">${escaped(kinds)} · ${placeOf(change)}</p>
<dl class="values">${side('Was', marked(before, 'del'))}${side('Now', marked(after, 'ins'))}</dl></li>`
  })
  return `<ul class="found">${items.join('\n')}</ul>${more === null ? '' : `<p class="note">${more}</p>`}`
}
