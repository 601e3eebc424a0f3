import type { Element } from 'domhandler'
import type { Block } from '../article.ts'
import { BY_MODEL, BY_RULE, Judge, probabilityOf, type Settled } from './block-judge.ts'
import { blocksFrom } from './blocks.ts'
import { featuresOf, type PageFacts } from './body-features.ts'
import { blockModel, type Scores, scoreLeaves } from './body-model.ts'
import { readCaptions } from './captions.ts'
import { fold, openingOf } from './fold.ts'
import { isNameLine } from './furniture.ts'
import { leadOf } from './lead.ts'
import { type Leaf, readLeaves } from './leaves.ts'
import { listScores } from './list-scores.ts'
import { contains, type Doc } from './parse.ts'

/** A leaf with what became of it, for `stet check --explain`. */
export interface Verdict {
  text: string
  /** Signature of the element and its parent. */
  path: string
  kept: boolean
  /** The rule or heuristic that decided; of the model the probability that the leaf is the article's. */
  reason: string
}

export interface Body {
  blocks: Block[]
  captions: string[]
  /** The standfirst, unless it is part of the running text; null for none. */
  standfirst: string | null
  /** The elements that blocks and standfirst stand in, and those of copies, for one that changes is a copy no more. */
  elements: Element[]
  /** Mean probability of what was kept, weighed by length; 0 without a body. */
  certainty: number
  /** The verdicts over all leaves, made when asked for; `selectorOf` names the site's rule that removed an element. */
  explain: (selectorOf?: (element: Element) => string) => Verdict[]
}

/** A subhead that the model is this sure of stays, whatever became of its section. */
const SURE = 2
/** A copy of a text this long is a copy, not a refrain or the question of an interview. */
const COPY_LETTERS = 90
/** Paragraphs that begin alike in so many letters may be copies. */
const OPENING = 20
const COPY = 'drop: copy of another block'
/** From here on a block may be the whole article in one piece; bounded, as each piece is looked for in each whole. */
const WHOLE_LETTERS = 600
const LONGEST_WHOLE = 40_000
const MOST_WHOLES = 5
const MOST_PIECES = 200

/** Selects the article's blocks. Pure; linear in the page. */
export function selectBody(doc: Doc, facts: PageFacts, settled: Settled): Body {
  const { leaves } = readLeaves(doc, facts.headline)
  const features = featuresOf(doc, leaves, facts, blockModel().lexicon)
  const candidates = features.at.map((i) => leaves[i] as Leaf)
  const scores = scoreLeaves(candidates, features)
  return decide(doc, leaves, candidates, features.beginnings, scores, facts, settled)
}

/** The body, given what the block model says of each candidate. */
export function decide(
  doc: Doc,
  leaves: readonly Leaf[],
  candidates: readonly Leaf[],
  beginnings: readonly string[],
  { body, lead }: Scores,
  facts: PageFacts,
  settled: Settled,
): Body {
  const scores = listScores(candidates, body)
  const judge = new Judge(doc, leaves, candidates, scores, facts, settled)
  const reasons = candidates.map((leaf, i) => judge.reasonOf(leaf, scores[i] ?? 0))
  dropCopies(candidates, beginnings, scores, reasons)
  dropNameLine(candidates, facts, settled, reasons)
  dropOrphans(candidates, scores, reasons)
  const leads = leadOf(
    candidates,
    lead,
    (i) => isKept(reasons[i]),
    (i) => isBarred(reasons[i]),
  )
  for (const i of leads) reasons[i] = 'drop: standfirst, a field of its own'
  const kept: Leaf[] = []
  let letters = 0
  let sure = 0
  candidates.forEach((leaf, i) => {
    if (!isKept(reasons[i])) return
    kept.push(leaf)
    letters += leaf.text.length
    sure += leaf.text.length * probabilityOf(scores[i] ?? 0)
  })
  const said = new Set(kept.map(({ text }) => text))
  return {
    blocks: blocksFrom(kept),
    captions: readCaptions(leaves, kept),
    elements: candidates
      .filter((leaf, i) => leads.includes(i) || said.has(leaf.text))
      .map(({ frame }) => frame.element),
    standfirst: leads.length > 0 ? leads.map((i) => candidates[i]?.text ?? '').join(' ') : null,
    certainty: letters > 0 ? sure / letters : 0,
    explain: (selectorOf) => {
      const byLeaf = new Map(candidates.map((leaf, i) => [leaf, withPercent(reasons[i] ?? '', scores[i] ?? 0)]))
      return leaves.map((leaf) => {
        const reason = byLeaf.get(leaf) ?? 'drop: navigation, hidden text, comments or a list of links'
        const named = reason === BY_RULE && selectorOf ? `${reason} ${selectorOf(leaf.frame.element)}` : reason
        return { text: leaf.text, path: pathOf(leaf), kept: isKept(reason), reason: named }
      })
    },
  }
}

function withPercent(reason: string, score: number): string {
  const byModel = reason === BY_MODEL.dropped || reason === BY_MODEL.kept || reason === BY_MODEL.selected
  return byModel ? `${reason} ${Math.round(probabilityOf(score) * 100)} %` : reason
}

/**
 * Of a text that stands twice the copy in the better company stays; of a whole article in one piece, the pieces. What
 * one element says twice is no copy: recipes and results repeat themselves.
 */
function dropCopies(
  candidates: readonly Leaf[],
  beginnings: readonly string[],
  scores: readonly number[],
  reasons: string[],
): void {
  if (!mayRepeat(candidates, beginnings, reasons)) return
  const best = new Map<string, number>()
  const whole: number[] = []
  candidates.forEach((leaf, i) => {
    if (!isKept(reasons[i]) || leaf.text.length < COPY_LETTERS) return
    const folded = fold(leaf.text)
    if (folded.length < COPY_LETTERS) return
    const other = best.get(folded)
    const repeats = other !== undefined && candidates[other]?.frame.parent === leaf.frame.parent
    const worse = other === undefined || repeats ? -1 : (scores[i] ?? 0) > (scores[other] ?? 0) ? other : i
    if (worse >= 0) reasons[worse] = COPY
    if (worse !== i && !repeats) best.set(folded, i)
    if (folded.length >= WHOLE_LETTERS) whole.push(i)
  })
  const others = [...best].slice(0, MOST_PIECES)
  for (const i of whole.slice(0, MOST_WHOLES)) {
    const folded = fold(candidates[i]?.text.slice(0, LONGEST_WHOLE) ?? '')
    let pieces = 0
    for (const [text, j] of others) if (j !== i && isKept(reasons[j]) && folded.includes(text)) pieces += text.length
    if (pieces * 2 > folded.length) reasons[i] = COPY
  }
}

/** Whether a long text begins like another or inside a longer one: else none is a copy, as on nearly every page. */
function mayRepeat(candidates: readonly Leaf[], beginnings: readonly string[], reasons: readonly string[]): boolean {
  const openings = new Set<string>()
  const wholes: string[] = []
  for (const [i, { text }] of candidates.entries()) {
    if (text.length < COPY_LETTERS || !isKept(reasons[i])) continue
    const beginning = beginnings[i] as string
    // Where a text is cut its last letter may be another.
    const opening = beginning.length > OPENING ? beginning.slice(0, OPENING) : openingOf(text, OPENING)
    if (openings.has(opening) || openings.size === MOST_PIECES) return true
    openings.add(opening)
    if (text.length < WHOLE_LETTERS || wholes.length === MOST_WHOLES) continue
    const whole = fold(text.slice(0, LONGEST_WHOLE))
    if (whole.length >= WHOLE_LETTERS || text.length > LONGEST_WHOLE) wholes.push(whole)
  }
  return wholes.some((whole) => openings.values().some((opening) => whole.includes(opening, 1)))
}

function dropNameLine(candidates: readonly Leaf[], facts: PageFacts, settled: Settled, reasons: string[]): void {
  const first = reasons.findIndex(isKept)
  const leaf = candidates[first]
  if (leaf && facts.isNewsArticle && settled.select.length === 0 && isNameLine(leaf)) reasons[first] = 'drop: byline'
}

/** A subhead whose own section was dropped, or that nothing follows, heads nothing of the article. */
function dropOrphans(candidates: readonly Leaf[], scores: readonly number[], reasons: string[]): void {
  let next: Leaf | null = null
  let droppedSince: Leaf | null = null
  for (let i = candidates.length - 1; i >= 0; i -= 1) {
    const leaf = candidates[i] as Leaf
    if (!isKept(reasons[i])) {
      droppedSince = leaf
      continue
    }
    const box = leaf.frame.parent?.element
    if (/^h[2-6]$/.test(leaf.frame.tag) && box && (scores[i] ?? 0) < SURE) {
      const goesOn = next !== null && contains(box, next.frame.element)
      const wasDropped = droppedSince !== null && contains(box, droppedSince.frame.element)
      if (next === null || (!goesOn && wasDropped)) {
        reasons[i] = 'drop: subhead of a section that was dropped'
        droppedSince = leaf
        continue
      }
    }
    next = leaf
    droppedSince = null
  }
}

function isKept(reason: string | undefined): boolean {
  return reason?.startsWith('keep') ?? false
}

/** Whether a rule, not the model, dropped the block. */
function isBarred(reason: string | undefined): boolean {
  return !isKept(reason) && reason !== BY_MODEL.dropped
}

function pathOf(leaf: Leaf): string {
  return [leaf.frame.parent?.signature, leaf.frame.signature].filter(Boolean).join(' > ')
}
