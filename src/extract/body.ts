import type { Element } from 'domhandler'
import type { Block } from '../article.ts'
import { blocksFrom } from './blocks.ts'
import { featuresOf, type PageFacts } from './body-features.ts'
import { blockModel, scoreLeaves } from './body-model.ts'
import { readCaptions } from './captions.ts'
import { fold } from './fold.ts'
import { FURNITURE } from './furniture-words.ts'
import { type Frame, type Leaf, readLeaves } from './leaves.ts'
import { IN } from './markup.ts'
import { contains, type Doc } from './parse.ts'
import { isInBox, signUpBoxes } from './sign-up.ts'
import { strangersOf } from './strangers.ts'

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
  /** Whether the standfirst turned out to be part of the running text. */
  standfirstInText: boolean
  /** Mean probability of what was kept, weighed by length; 0 without a body. */
  certainty: number
  /** The verdicts over all leaves, made when asked for; `selectorOf` names the site's rule that removed an element. */
  explain: (selectorOf?: (element: Element) => string) => Verdict[]
}

/** Elements whose place in the article is settled before the model is asked. */
export interface Settled {
  /** A site's rules: where the body stands (empty: anywhere) and what never belongs to it. */
  select: readonly Element[]
  remove: readonly Element[]
  /** Entries of a live blog, which are a field of their own. */
  entries: readonly Element[]
}

/** Log odds from which a leaf is the article's; above 0, as a foreign block costs more than a lost one. */
const THRESHOLD = 0.3
/**
 * On pages that call themselves news, boxes change more often than texts: stricter. Cross-validated on fundus: pages
 * without a foreign block .618 -> .670 at the same F1.
 */
const NEWS_THRESHOLD = 0.9
/** What calls itself an aside is one unless the model is all but certain (kept by the truths of fundus 0 %, others 15 %). */
const ASIDE_THRESHOLD = 2.5
/** Where a site's rule says that the body stands here, only what is plainly furniture is dropped. */
const RULED_THRESHOLD = -2
/** A copy of a text this long is a copy, not a refrain or the question of an interview. */
const COPY_LETTERS = 90
/** Relative times and paywall counters differ at each fetch; longer texts that mention one are texts. */
const FLEETING_CHARS = 60
const COUNTER_CHARS = 160
/** A subhead that the model is this sure of stays, whatever became of its section. */
const SURE = 2
const LONGEST_HEADLINE = 300
const BY_RULE = 'drop: site rule remove'

/** Selects the article's blocks. Pure; linear in the page. */
export function selectBody(doc: Doc, facts: PageFacts, settled: Settled): Body {
  const { leaves } = readLeaves(doc, facts.headline)
  const features = featuresOf(doc, leaves, facts, blockModel().lexicon)
  const candidates = features.at.map((i) => leaves[i] as Leaf)
  const scores = scoreLeaves(candidates, features)
  return decide(doc, leaves, candidates, scores, facts, settled)
}

/** The body, given the block model's log odds for each candidate. */
export function decide(
  doc: Doc,
  leaves: readonly Leaf[],
  candidates: readonly Leaf[],
  scores: readonly number[],
  facts: PageFacts,
  settled: Settled,
): Body {
  const judge = new Judge(facts, settled, strangersOf(doc, facts.headline, leaves), signUpBoxes(candidates))
  const reasons = candidates.map((leaf, i) => judge.reasonOf(leaf, scores[i] ?? 0))
  dropOrphans(candidates, scores, reasons)
  const kept: Leaf[] = []
  let letters = 0
  let sure = 0
  candidates.forEach((leaf, i) => {
    if (!isKept(reasons[i])) return
    kept.push(leaf)
    letters += leaf.text.length
    sure += leaf.text.length * probabilityOf(scores[i] ?? 0)
  })
  const { standfirst } = facts
  return {
    blocks: blocksFrom(kept),
    captions: readCaptions(leaves, kept),
    standfirstInText: standfirst !== null && kept.some(({ frame }) => contains(standfirst, frame.element)),
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

/** Reasons that the model has a part in; the percentage is added when someone asks. */
const BY_MODEL = {
  dropped: 'drop: block model',
  kept: 'keep: block model',
  selected: 'keep: site rule select, block model',
}

function withPercent(reason: string, score: number): string {
  const byModel = reason === BY_MODEL.dropped || reason === BY_MODEL.kept || reason === BY_MODEL.selected
  return byModel ? `${reason} ${Math.round(probabilityOf(score) * 100)} %` : reason
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

class Judge {
  private readonly facts: PageFacts
  private readonly settled: Settled
  private readonly strangers: readonly Element[]
  private readonly signUps: ReadonlySet<Frame>
  private readonly seen = new Set<string>()

  constructor(facts: PageFacts, settled: Settled, strangers: ReadonlySet<Element>, signUps: ReadonlySet<Frame>) {
    this.signUps = signUps
    this.facts = facts
    this.settled = settled
    this.strangers = [...strangers]
  }

  reasonOf(leaf: Leaf, score: number): string {
    const { element } = leaf.frame
    const { select, remove, entries } = this.settled
    if (remove.length > 0 && remove.some((each) => contains(each, element))) return BY_RULE
    if (select.length > 0 && !select.some((each) => contains(each, element))) return 'drop: outside site rule select'
    if (entries.length > 0 && entries.some((each) => contains(each, element))) return 'drop: entry of the live blog'
    if (this.isHeadline(leaf)) return 'drop: headline'
    if (select.length === 0 && this.strangers.length > 0 && this.strangers.some((each) => contains(each, element)))
      return 'drop: another article'
    if (select.length === 0 && isInBox(leaf, this.signUps)) return 'drop: box to sign up'
    if (leaf.text.length < FLEETING_CHARS && FURNITURE.ago.test(leaf.text)) return 'drop: relative time'
    if (leaf.text.length < COUNTER_CHARS && /\d ?%/.test(leaf.text) && FURNITURE.paywall.test(leaf.text))
      return 'drop: counter of a paywall'
    const threshold = this.thresholdOf(leaf)
    if (score <= threshold) return BY_MODEL.dropped
    const folded = leaf.text.length < COPY_LETTERS ? '' : fold(leaf.text)
    if (folded.length >= COPY_LETTERS && this.seen.has(folded)) return 'drop: copy of an earlier block'
    this.seen.add(folded)
    return select.length > 0 ? BY_MODEL.selected : BY_MODEL.kept
  }

  private thresholdOf({ frame }: Leaf): number {
    if (this.settled.select.length > 0) return RULED_THRESHOLD
    if (frame.flags & IN.aside) return ASIDE_THRESHOLD
    return this.facts.isNewsArticle ? NEWS_THRESHOLD : THRESHOLD
  }

  private isHeadline({ frame, text }: Leaf): boolean {
    const { headline, headlineText } = this.facts
    // An unclosed h1 holds the whole article.
    if (headline && text.length < LONGEST_HEADLINE && contains(headline, frame.element)) return true
    return /^h[1-3]$/.test(frame.tag) && headlineText !== '' && fold(text) === headlineText
  }
}

function probabilityOf(score: number): number {
  return 1 / (1 + Math.exp(-score))
}

function pathOf(leaf: Leaf): string {
  return [leaf.frame.parent?.signature, leaf.frame.signature].filter(Boolean).join(' > ')
}
