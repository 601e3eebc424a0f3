import type { Element } from 'domhandler'
import type { PageFacts } from './body-features.ts'
import { type Lexicon, WordScale } from './body-words.ts'
import { lg, share } from './coarse.ts'
import { FLAGS, TAGS } from './feature-names.ts'
import { ENDING } from './furniture-words.ts'
import type { Frame, Leaf } from './leaves.ts'
import { IN } from './markup.ts'
import { MIN_COPY, type PageSums, sumsOf } from './page-sums.ts'
import { contains, type Doc, orderOf } from './parse.ts'
import type { Row } from './row.ts'
import { strangersOf } from './strangers.ts'
import { putText, sayingOf } from './text-features.ts'

/**
 * A page seen leaf by leaf, in document order: what stood before, what comes after, what is alike. `step` must be
 * called once for each leaf in turn, after `fill` where that is wanted. Linear in the page.
 */
export class PageView {
  private readonly scale: WordScale
  private readonly leaves: readonly Leaf[]
  private readonly facts: PageFacts
  private readonly container: Frame | null
  readonly sums: PageSums
  private readonly seen = new Map<string, number>()
  private readonly headlineOrder: number
  private readonly strangers: ReadonlySet<Element>
  private proseSoFar = 0
  private inContainerSoFar = 0
  private proseAtHeadline = -1
  private leafAtHeadline = -1
  private lastProse = -1
  private ending: { frame: Frame; index: number } | null = null
  private heading = -1
  private otherHeadlines = 0
  private box: Frame | null = null
  private boxFrom = 0
  private boxSays = 0

  constructor(doc: Doc, leaves: readonly Leaf[], facts: PageFacts, container: Frame | null, lexicon: Lexicon) {
    this.scale = new WordScale(lexicon)
    this.leaves = leaves
    this.facts = facts
    this.container = container
    this.headlineOrder = facts.headline ? orderOf(facts.headline) : 0
    this.sums = sumsOf(doc, leaves, facts)
    this.strangers = strangersOf(doc, facts.headline, leaves)
  }

  /** Puts the leaf's features, in the order of `FEATURES`. */
  fill(index: number, leaf: Leaf, row: Row): void {
    const { flags, tag } = leaf.frame
    const likely = putText(leaf, row)
    for (const bit of FLAG_BITS) row.tell((flags & bit) !== 0)
    row.tellOne(TAG_PLACES.get(tag), TAGS.length)
    this.putPlace(index, leaf, row)
    this.putBox(index, leaf, likely, row)
    this.putNeighbours(index, leaf, row)
    this.putKnown(index, leaf, row)
    this.scale.put(leaf.frame, row)
  }

  private putPlace(index: number, leaf: Leaf, row: Row): void {
    const { frame } = leaf
    const parent = frame.parent ?? frame
    const grand = parent.parent ?? parent
    const { container } = this
    const { total, anchor, nextProse } = this.sums
    const inside = container !== null && contains(container.element, frame.element)
    const inProse = Math.max(1, container?.prose ?? 1)
    const after = this.headlineOrder > 0 && orderOf(frame.element) > this.headlineOrder
    row.put(Math.min(40, frame.depth))
    row.put(inside ? Math.min(12, frame.depth - (container?.depth ?? 0)) : -1)
    row.tell(inside)
    row.put(anchor ? (contains(anchor, frame.element) ? 1 : -1) : 0)
    row.put(this.headlineOrder ? (after ? 1 : -1) : 0)
    row.put(after && this.leafAtHeadline >= 0 ? lg(index - this.leafAtHeadline) : -1)
    row.put(after && this.proseAtHeadline >= 0 ? lg(this.proseSoFar - this.proseAtHeadline) : -1)
    row.put(share(parent.prose / total))
    row.put(share(grand.prose / total))
    row.put(share(leaf.template.prose / total))
    row.put(lg(leaf.template.count))
    row.put(inside ? share(this.inContainerSoFar / inProse) : -1)
    row.put(inside ? share((inProse - this.inContainerSoFar - leaf.prose) / inProse) : -1)
    row.put(this.lastProse < 0 ? 9 : lg(index - this.lastProse))
    row.put(lg((nextProse[index + 1] ?? this.leaves.length) - index))
    const held =
      this.ending !== null && contains((this.ending.frame.parent ?? this.ending.frame).element, frame.element)
    row.tell(held)
    row.put(held && this.ending ? lg(index - this.ending.index) : -1)
    row.put(lg(parent.leaves))
    row.put(share(parent.linkLeaves / Math.max(1, parent.leaves)))
    row.put(share(grand.linkLeaves / Math.max(1, grand.leaves)))
    row.put(lg(grand.leaves))
    row.tell(frame.element.prev !== null)
    row.put(this.heading < 0 ? 9 : lg(index - this.heading))
    row.put(Math.min(3, this.otherHeadlines))
    row.tell(frame.images > 0)
    row.put(parent.images > 0 ? Math.min(4, parent.leaves) : 0)
    row.put(grand.images > 0 ? Math.min(5, grand.leaves) : 0)
  }

  private inStranger(frame: Frame): boolean {
    if (this.strangers.size === 0) return false
    for (let at: Frame | null = frame; at; at = at.parent) if (this.strangers.has(at.element)) return true
    return false
  }

  /** The largest element around the leaf that holds less than half of the article: a box in it, or its paragraph. */
  private putBox(index: number, leaf: Leaf, likely: number, row: Row): void {
    const held = Math.max(1, this.container?.prose ?? this.sums.total)
    let box = leaf.frame
    let levels = 0
    while (box.parent && box.parent.prose * 2 < held && levels < 12) {
      box = box.parent
      levels += 1
    }
    row.put(levels)
    row.put(share(box.prose / held))
    row.put(lg(box.leaves))
    row.put(share(box.linkLeaves / Math.max(1, box.leaves)))
    row.put(Math.min(3, box.images))
    row.put(share(Math.min(1, box.template.prose / held)))
    if (this.box !== box) {
      this.box = box
      this.boxFrom = index
      this.boxSays = sayingOf(leaf, likely)
    }
    row.put(this.boxSays)
    row.put(Math.min(6, index - this.boxFrom))
    row.put(Math.min(3, box.inputs))
    row.put(Math.min(3, leaf.frame.parent?.inputs ?? 0))
    row.tell(this.inStranger(leaf.frame))
    row.put(box.flags & IN.aside ? 2 : box.tag === 'section' ? 1 : 0)
  }

  private putNeighbours(index: number, leaf: Leaf, row: Row): void {
    for (const other of [this.leaves[index - 1], this.leaves[index + 1]]) {
      if (!other) {
        row.put(-1)
        row.skip(3)
        continue
      }
      row.put(lg(other.text.length - other.linkChars))
      row.tell(other.linkChars * 2 > other.text.length)
      row.put(other.template === leaf.template ? 2 : other.frame.parent === leaf.frame.parent ? 1 : 0)
      row.tell((other.frame.flags & IN.heading) !== 0)
    }
    row.put(lg(this.leaves[index + 1]?.prose ?? 0))
    row.put(lg(this.leaves[index - 1]?.prose ?? 0))
  }

  private putKnown(index: number, leaf: Leaf, row: Row): void {
    const folded = this.sums.folds[index] as string
    const { facts } = this
    const before = this.seen.get(folded) ?? 0
    const long = folded.length > MIN_COPY
    row.put(long ? Math.min(2, before) : 0)
    row.put(long ? Math.min(2, (this.sums.copies.get(folded) ?? 1) - 1 - before) : 0)
    row.tell(long && folded === facts.headlineText)
    row.tell(long && this.isDescribed(folded))
    row.put(facts.articleBody === '' ? 0 : long && facts.articleBody.includes(folded.slice(0, 80)) ? 1 : -1)
    row.tell(facts.isNews)
    row.tell(facts.isNewsArticle)
    row.put(share((this.container?.prose ?? 0) / this.sums.total))
    row.tell(facts.standfirst !== null && contains(facts.standfirst, leaf.frame.element))
    row.tell(leaf.text.length < 200 && facts.bylines.some((element) => overlaps(element, leaf.frame.element)))
    row.tell(leaf.text.length < 200 && facts.dates.some((element) => overlaps(element, leaf.frame.element)))
  }

  /** Whether a description of the page begins like the text. */
  private isDescribed(folded: string): boolean {
    for (const text of this.facts.descriptions) {
      if (text.charCodeAt(0) !== folded.charCodeAt(0)) continue
      if (text.startsWith(folded.slice(0, 60)) || folded.startsWith(text.slice(0, 60))) return true
    }
    return false
  }

  /** Goes past the leaf. */
  step(index: number, leaf: Leaf): void {
    const folded = this.sums.folds[index] as string
    if (folded.length > MIN_COPY) this.seen.set(folded, (this.seen.get(folded) ?? 0) + 1)
    if (this.leafAtHeadline < 0 && this.headlineOrder > 0 && orderOf(leaf.frame.element) >= this.headlineOrder) {
      this.leafAtHeadline = index
      this.proseAtHeadline = this.proseSoFar
    }
    if (leaf.frame.tag === 'h1' && this.leafAtHeadline >= 0 && index > this.leafAtHeadline) this.otherHeadlines += 1
    if (leaf.prose > 0) this.lastProse = index
    this.proseSoFar += leaf.prose
    if (this.container && contains(this.container.element, leaf.frame.element)) this.inContainerSoFar += leaf.prose
    const headed =
      (leaf.frame.flags & IN.heading) !== 0 || (leaf.text.length < 60 && leaf.boldChars > leaf.text.length * 0.8)
    if (headed) {
      this.heading = index
      if (leaf.linkChars * 2 < leaf.text.length && ENDING.test(leaf.text)) this.ending = { frame: leaf.frame, index }
      else if (leaf.frame.flags & IN.heading && this.ending && leaf.linkChars === 0) this.ending = null
    }
  }
}

function overlaps(one: Element, other: Element): boolean {
  return contains(one, other) || contains(other, one)
}

const FLAG_BITS = FLAGS.map((flag) => IN[flag])
const TAG_PLACES = new Map<string, number>(TAGS.map((tag, place) => [tag, place]))
