import type { Content, Suppressed } from '../article.ts'
import type { Lexicon } from '../text/lang/lexicon.ts'
import { type Alignment, align } from './align.ts'
import { editOf } from './edit.ts'
import { facts } from './facts/facts.ts'
import { figures } from './facts/figures.ts'
import type { Finding } from './finding.ts'
import { GUARD_REASONS, type Guard, guardOf } from './guards.ts'
import { isNotice } from './notices.ts'
import { passages } from './passages.ts'
import { isStamp } from './stamp.ts'
import { type Whole, wholeOf } from './whole.ts'

export interface BodyChanges {
  findings: Finding[]
  suppressed: Suppressed[]
  alignment: Alignment
}

/** Facts changed in edited sentences, and passages added or removed; what only moved is kept and not told. */
export function bodyChanges(old: Content, next: Content, lang: string | null, lexicon: Lexicon): BodyChanges {
  const alignment = align(texts(old), texts(next), lang, lexicon)
  const oldWhole = wholeOf(old, lexicon)
  const newWhole = wholeOf(next, lexicon)
  const findings: Finding[] = []
  const suppressed: Suppressed[] = []
  const guard = guardOf(old, next, alignment)
  if (guard !== null) return guarded(guard, old, next, alignment)
  for (const { old: before, next: after } of alignment.edited) {
    if (isStamp(before) && isStamp(after)) {
      suppressed.push({ field: 'body', old: before.source, new: after.source, reason: "the page's own stamp" })
      continue
    }
    const edit = editOf(before, after)
    const found = isNotice(after)
      ? [rewordedNotice(before.source, after.source, edit.old, edit.next), ...figures(edit)]
      : facts(edit)
    for (const finding of found) {
      const moved = standsElsewhere(finding, oldWhole, newWhole)
      if (moved) suppressed.push(silent(finding, 'the value stands elsewhere in the other version'))
      else findings.push(finding)
    }
    if (found.length === 0)
      suppressed.push({ field: 'body', old: before.source, new: after.source, reason: cosmeticReason(edit.cosmetics) })
  }
  findings.push(
    ...passages(
      alignment.added.filter((reading) => !isStamp(reading)),
      'added',
      oldWhole,
    ),
  )
  findings.push(
    ...passages(
      alignment.deleted.filter((reading) => !isStamp(reading)),
      'removed',
      newWhole,
    ),
  )
  for (const reading of alignment.moved)
    suppressed.push({ field: 'body', old: reading.source, new: reading.source, reason: 'moved' })
  return { findings, suppressed, alignment }
}

/** Told as one thing or kept silent; the facts that went with it are no changes of facts. */
function guarded(guard: Exclude<Guard, null>, old: Content, next: Content, alignment: Alignment): BodyChanges {
  const reason = GUARD_REASONS[guard]
  const [before, after] = [old, next].map((content) => texts(content).join('\n').slice(0, MAX_KEPT))
  const suppressed: Suppressed[] = [{ field: 'body', old: before ?? null, new: after ?? null, reason }]
  if (guard !== 'shrunk' && guard !== 'replaced') return { findings: [], suppressed, alignment }
  const kind = guard === 'shrunk' ? 'removal' : 'rewrite'
  const rule = guard === 'shrunk' ? 'body_lost' : 'page_replaced'
  const said = `${reason.charAt(0).toUpperCase()}${reason.slice(1)}: ${alignment.deleted.length} of ${alignment.oldCount} sentences`
  return {
    findings: [{ kind, rule, old: null, new: null, before: null, after: null, reason: said }],
    suppressed,
    alignment,
  }
}

/** The beginning is enough to know what was passed over; the versions hold the rest. */
const MAX_KEPT = 2000

function texts(content: Content): string[] {
  return content.blocks.map((block) => block.text)
}

function cosmeticReason(cosmetics: ReadonlyArray<{ reason: string }>): string {
  return [...new Set(cosmetics.map(({ reason }) => reason))].join(', ') || 'wording without a changed fact'
}

function rewordedNotice(old: string, next: string, before: Finding['before'], after: Finding['after']): Finding {
  return { kind: 'correction', rule: 'correction_changed', old, new: next, before, after }
}

/** A value that came or went in one sentence but stands in another of that version has only moved. */
function standsElsewhere(finding: Finding, old: Whole, next: Whole): boolean {
  const added = finding.old === null
  const removed = finding.new === null
  if (added === removed) return false
  const whole = added ? old : next
  if (finding.value !== undefined) return whole.hasValue(finding.value)
  return finding.words !== undefined && whole.hasWords(finding.words)
}

function silent({ old, new: next }: Finding, reason: string): Suppressed {
  return { field: 'body', old, new: next, reason }
}
