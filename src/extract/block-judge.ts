import type { Element } from 'domhandler'
import type { PageFacts } from './body-features.ts'
import { fold } from './fold.ts'
import { furnitureOf, isInFactBox } from './furniture.ts'
import { FURNITURE } from './furniture-words.ts'
import type { Frame, Leaf } from './leaves.ts'
import { IN } from './markup.ts'
import { contains, type Doc } from './parse.ts'
import { isInBox, signUpBoxes } from './sign-up.ts'
import { strangersOf } from './strangers.ts'

/** Elements whose place in the article is settled before the model is asked. */
export interface Settled {
  /** A site's rules: where the body stands (empty: anywhere) and what never belongs to it. */
  select: readonly Element[]
  remove: readonly Element[]
  /** Entries of a live blog, which are a field of their own. */
  entries: readonly Element[]
}

/**
 * Log odds from which a leaf is the article's, on pages that call themselves news and on others. By the length of its
 * text outside links: a short foreign block costs an alert as a long one does, a short lost one costs little; on news
 * pages boxes change more often than texts: stricter. A heading without its section goes with it, so less is asked of it.
 * Tuned over scores cross-validated by domain in three cuts of the sites.
 */
const SHORT = { chars: 70, news: 1.6, other: 1.1 }
const MIDDLE = { chars: 160, news: 1.2, other: 0.8 }
const LONG = { chars: Number.POSITIVE_INFINITY, news: 1.2, other: 0.1 }
const HEADING = { news: 0.6, other: 0 }
/** More is asked of list items on news pages, where two lists of three are boxes; less of lists and tables elsewhere. */
const LIST_ITEM = { news: 0.8, other: -0.5 }
const CELL = { news: 0, other: -0.8 }
/** Where the model doubts the whole page, its best paragraph this little sure, it is asked for less of each block. */
const SURE_OF_PAGE = 2
const PARAGRAPH_CHARS = 80
/**
 * What calls itself an aside, a caption or a box of facts is one unless the model is all but certain (asides are kept by
 * the truths of fundus 0 %, others 15 %).
 */
const ASIDE_THRESHOLD = 2.5
/** Where a site's rule says that the body stands here, only what is plainly furniture is dropped. */
const RULED_THRESHOLD = -2
/** Relative times and paywall counters differ at each fetch; longer texts that mention one are texts. */
const FLEETING_CHARS = 60
const COUNTER_CHARS = 160
const LONGEST_HEADLINE = 300

export const BY_RULE = 'drop: site rule remove'
/** Reasons that the model has a part in; the percentage is added when someone asks. */
export const BY_MODEL = {
  dropped: 'drop: block model',
  kept: 'keep: block model',
  selected: 'keep: site rule select, block model',
}

/** Decides leaf by leaf: what a rule settles, else the model's log odds against the threshold of its kind. */
export class Judge {
  private readonly facts: PageFacts
  private readonly settled: Settled
  private readonly strangers: readonly Element[]
  private readonly signUps: ReadonlySet<Frame>
  private readonly doubt: number
  /** Prose of all candidates. */
  private readonly held: number

  constructor(
    doc: Doc,
    leaves: readonly Leaf[],
    candidates: readonly Leaf[],
    scores: readonly number[],
    facts: PageFacts,
    settled: Settled,
  ) {
    this.facts = facts
    this.settled = settled
    this.strangers = [...strangersOf(doc, facts.headline, leaves)]
    this.signUps = signUpBoxes(candidates)
    this.doubt = doubtOf(candidates, scores)
    this.held = candidates.reduce((sum, { prose }) => sum + prose, 0)
  }

  /** Begins with "keep" or "drop"; `score` are the model's log odds. */
  reasonOf(leaf: Leaf, score: number): string {
    const { element } = leaf.frame
    const { select, remove, entries } = this.settled
    if (remove.length > 0 && remove.some((each) => contains(each, element))) return BY_RULE
    if (select.length > 0 && !select.some((each) => contains(each, element))) return 'drop: outside site rule select'
    if (entries.length > 0 && entries.some((each) => contains(each, element))) return 'drop: entry of the live blog'
    if (this.isHeadline(leaf)) return 'drop: headline'
    if (select.length === 0 && this.strangers.some((each) => contains(each, element))) return 'drop: another article'
    if (select.length === 0 && isInBox(leaf, this.signUps)) return 'drop: box to sign up'
    if (leaf.text.length < FLEETING_CHARS && /\d/.test(leaf.text) && FURNITURE.ago.test(leaf.text))
      return 'drop: relative time'
    if (leaf.text.length < COUNTER_CHARS && /\d ?%/.test(leaf.text) && FURNITURE.paywall.test(leaf.text))
      return 'drop: counter of a paywall'
    if (score <= this.thresholdOf(leaf)) return BY_MODEL.dropped
    if (select.length > 0) return BY_MODEL.selected
    if (score <= ASIDE_THRESHOLD && this.facts.isNewsArticle && isInFactBox(leaf, this.held))
      return 'drop: box of facts'
    return furnitureOf(leaf, this.facts) ?? BY_MODEL.kept
  }

  private thresholdOf({ frame, text, linkChars }: Leaf): number {
    if (this.settled.select.length > 0) return RULED_THRESHOLD
    if (frame.flags & (IN.aside | IN.caption)) return ASIDE_THRESHOLD
    const kind = this.facts.isNewsArticle ? 'news' : 'other'
    if (frame.flags & IN.heading) return HEADING[kind] - this.doubt
    const own = text.length - linkChars
    const size = own < SHORT.chars ? SHORT : own < MIDDLE.chars ? MIDDLE : LONG
    const item = frame.flags & IN.li ? LIST_ITEM[kind] : 0
    const cell = frame.flags & IN.table ? CELL[kind] : 0
    return size[kind] + item + cell - this.doubt
  }

  private isHeadline({ frame, text }: Leaf): boolean {
    const { headline, headlineText } = this.facts
    // An unclosed h1 holds the whole article.
    if (headline && text.length < LONGEST_HEADLINE && contains(headline, frame.element)) return true
    return /^h[1-3]$/.test(frame.tag) && headlineText !== '' && fold(text) === headlineText
  }
}

/** How far the best paragraph of the page is from being sure. */
function doubtOf(candidates: readonly Leaf[], scores: readonly number[]): number {
  let best = Number.NEGATIVE_INFINITY
  candidates.forEach((leaf, i) => {
    if (leaf.text.length - leaf.linkChars >= PARAGRAPH_CHARS) best = Math.max(best, scores[i] ?? best)
  })
  return best < SURE_OF_PAGE && best > -SURE_OF_PAGE ? SURE_OF_PAGE - best : 0
}

export function probabilityOf(score: number): number {
  return 1 / (1 + Math.exp(-score))
}
