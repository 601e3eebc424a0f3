import type { Block, Notice, NoticeKind } from '../article.ts'
import { Glance } from '../text/glance.ts'
import { LABELS, SENTENCES } from './notice-words.ts'

export interface NoticesReading {
  notices: Notice[]
  /** Places in the list given of the blocks that are notices and so no body. */
  indices: number[]
}

/** How far from the top and the end of the body a notice may stand; between, it must be marked as one. */
const TOP = 6
const TAIL = 6
/** A longer text with a label is an article about corrections. */
const MAX_CHARS = 1500
/** How far into a block a telling sentence may begin. */
const LOOK = 260

/**
 * Tells the notices among the body's blocks, in the page's order: corrections, clarifications, editor's notes,
 * retractions and "updated" lines, at the top or the tail, or anywhere when `marked` (by the block's place in the list)
 * says that the markup names them so. A label alone in its block ("Corrections") takes the next block with it.
 */
export function readNotices(
  blocks: readonly Block[],
  marked: (index: number) => boolean = () => false,
): NoticesReading {
  const notices: Notice[] = []
  const indices: number[] = []
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index]
    if (!block) continue
    const near = index < TOP || index >= blocks.length - TAIL
    if (!near && !marked(index)) continue
    const label = bareLabelOf(block.text)
    const next = blocks[index + 1]
    if (label && next && takesNext(label, block.text, next)) {
      notices.push({ kind: noticeKindOf(next.text) ?? label, text: `${block.text} ${next.text}` })
      indices.push(index, index + 1)
      index += 1
      continue
    }
    const kind = label ?? noticeKindOf(block.text)
    if (!kind || block.kind === 'subhead' || block.kind === 'table_row') continue
    notices.push({ kind, text: block.text })
    indices.push(index)
  }
  return { notices, indices }
}

/** A bare label stands over its text; an "Updated" does so only with a colon, before a short line. */
function takesNext(label: NoticeKind, text: string, next: Block): boolean {
  if (next.kind === 'subhead' || next.text.length > MAX_CHARS) return false
  return label !== 'update' || (/[:：]$/.test(text) && next.text.length < 240)
}

/** The kind of notice that a text is, or null when it is none. */
export function noticeKindOf(text: string): NoticeKind | null {
  if (text.length > MAX_CHARS) return null
  const head = text.slice(0, LOOK)
  return kindOf(head, GLANCE.at(head))
}

/** Whether the text is a retraction: one look tells it of nearly all that are none. */
export function isRetraction(text: string): boolean {
  if (text.length > MAX_CHARS) return false
  const head = text.slice(0, LOOK)
  const likely = GLANCE.at(head)
  return (likely & RETRACTION_BITS) !== 0 && kindOf(head, likely) === 'retraction'
}

function kindOf(head: string, likely: number): NoticeKind | null {
  const label = labelOf(head, likely)
  if (label && label !== 'editors_note' && label !== 'update') return label
  return (
    SENTENCE_GROUPS.find((group, i) => likely & (SENTENCE_BIT << i) && group.patterns.some((each) => each.test(head)))
      ?.kind ?? label
  )
}

const OPENING = '^[\\s*_\\[(（【〈«"“„+–—•-]*'
/** After a label: a colon, a dash, a bracket, a date, a place in brackets; for scripts without spaces also nothing. */
const CLOSING =
  '(?=\\s*(?:[:：;|\\])）】〉»]|[-–—]\\s|\\([^)]{1,40}\\)\\s*[:：]|,?\\s[^:：.]{0,30}\\d[^:：]{0,20}[:：]|,?\\s(?:on|am|le|el|il|em|op|den|at|vom|du|del)\\s.{0,20}\\d)|\\s*[.:：]?\\s*$)'

const LABEL_PATTERNS = (Object.keys(LABELS) as NoticeKind[]).map((kind): [NoticeKind, RegExp, RegExp] => {
  const words = [...LABELS[kind]]
    .sort((one, other) => other.length - one.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|')
  return [
    kind,
    new RegExp(`${OPENING}(?:${words})${CLOSING}`, 'iu'),
    new RegExp(`${OPENING}(?:${words})[\\s.:：*_\\])）】〉»–—-]*$`, 'iu'),
  ]
})

/** The sentences in their order; those of retractions, which stand first, together. */
const SENTENCE_GROUPS: ReadonlyArray<{ kind: NoticeKind; patterns: readonly RegExp[] }> = [
  { kind: 'retraction', patterns: SENTENCES.filter(([kind]) => kind === 'retraction').map(([, pattern]) => pattern) },
  ...SENTENCES.filter(([kind]) => kind !== 'retraction').map(([kind, pattern]) => ({ kind, patterns: [pattern] })),
]

/** A text is a notice so seldom that a look pays before fifty patterns are tried. */
const GLANCE = new Glance([
  ...LABEL_PATTERNS.map(([, label, bare]) => [label, bare]),
  ...SENTENCE_GROUPS.map(({ patterns }) => patterns),
])
const SENTENCE_BIT = 1 << LABEL_PATTERNS.length
const RETRACTION_BITS = LABEL_PATTERNS.reduce(
  (bits, [kind], i) => bits | (kind === 'retraction' ? 1 << i : 0),
  SENTENCE_BIT,
)

function labelOf(head: string, likely: number): NoticeKind | null {
  return LABEL_PATTERNS.find(([, pattern], i) => likely & (1 << i) && pattern.test(head))?.[0] ?? null
}

/** The kind when the text is a label and nothing else. */
function bareLabelOf(text: string): NoticeKind | null {
  if (text.length > 60) return null
  const likely = GLANCE.at(text)
  return LABEL_PATTERNS.find(([, , bare], i) => likely & (1 << i) && bare.test(text))?.[0] ?? null
}
