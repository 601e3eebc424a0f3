import type { Element } from 'domhandler'
import type { PageFacts } from './body-features.ts'
import { type Lexicon, WordScale } from './body-words.ts'
import { isCandidate } from './candidate.ts'
import { lg, share } from './coarse.ts'
import { FEATURES, FLAGS, TAGS } from './feature-names.ts'
import { fold } from './fold.ts'
import { ENDING } from './furniture-words.ts'
import { type Frame, type Leaf, templateOf } from './leaves.ts'
import { IN } from './markup.ts'
import { contains, type Doc, orderOf } from './parse.ts'
import { strangersOf } from './strangers.ts'
import { putText, sayingOf } from './text-features.ts'

/**
 * A page seen leaf by leaf, in document order: what stood before, what comes after, what is alike. `row` must be called
 * once for each leaf in turn. Linear in the page.
 */
export class PageView {
  private readonly scale: WordScale
  private readonly leaves: readonly Leaf[]
  private readonly facts: PageFacts
  private readonly container: Frame | null
  private readonly anchor: Element | null
  private readonly total: number
  private readonly bySignature = new Map<number, { prose: number; count: number }>()
  private readonly copies = new Map<string, number>()
  private readonly seen = new Map<string, number>()
  private readonly headlineOrder: number
  private readonly wordsOfFrame = new Map<Frame, readonly number[]>()
  private readonly nextProse: Int32Array
  private readonly folds: string[]
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
  private readonly strangers: ReadonlySet<Element>
  private readonly byBox = new Map<number, number>()

  constructor(doc: Doc, leaves: readonly Leaf[], facts: PageFacts, container: Frame | null, lexicon: Lexicon) {
    this.scale = new WordScale(lexicon)
    this.leaves = leaves
    this.facts = facts
    this.container = container
    this.headlineOrder = facts.headline ? orderOf(facts.headline) : 0
    this.anchor = null
    if (facts.headline)
      for (const article of doc.byTag.article) if (contains(article, facts.headline)) this.anchor = article
    this.total = Math.max(1, leaves[0] ? topOf(leaves[0].frame).prose : 1)
    this.folds = leaves.map((leaf) => fold(leaf.text.slice(0, 160)))
    this.nextProse = new Int32Array(leaves.length + 1).fill(leaves.length)
    for (let i = leaves.length - 1; i >= 0; i -= 1) {
      const leaf = leaves[i] as Leaf
      this.nextProse[i] = leaf.prose > 0 ? i : (this.nextProse[i + 1] ?? leaves.length)
    }
    this.strangers = strangersOf(doc, facts.headline, leaves)
    const frames = new Set<Frame>()
    for (const leaf of leaves)
      for (let at: Frame | null = leaf.frame; at && !frames.has(at); at = at.parent) frames.add(at)
    for (const frame of frames)
      this.byBox.set(frame.signatureId, (this.byBox.get(frame.signatureId) ?? 0) + frame.prose)
    leaves.forEach((leaf, index) => {
      const key = templateOf(leaf)
      const sum = this.bySignature.get(key) ?? { prose: 0, count: 0 }
      sum.prose += leaf.prose
      sum.count += 1
      this.bySignature.set(key, sum)
      const folded = this.folds[index] as string
      if (folded.length > 12) this.copies.set(folded, (this.copies.get(folded) ?? 0) + 1)
    })
  }

  row(index: number, leaf: Leaf): Float32Array | null {
    const row = isCandidate(leaf) ? this.fill(index, leaf) : null
    this.step(index, leaf)
    return row
  }

  private fill(index: number, leaf: Leaf): Float32Array {
    const row = new Float32Array(FEATURES.length)
    let at = 0
    const put = (value: number | boolean): void => {
      row[at] = Number(value)
      at += 1
    }
    putText(leaf, put)
    for (const flag of FLAGS) put((leaf.frame.flags & IN[flag]) !== 0)
    for (const tag of TAGS) put(leaf.frame.tag === tag)
    this.putPlace(index, leaf, put)
    this.putNeighbours(index, leaf, put)
    this.putKnown(index, leaf, put)
    for (const value of this.words(leaf.frame)) put(value)
    return row
  }

  private putPlace(index: number, leaf: Leaf, put: (value: number | boolean) => void): void {
    const { frame } = leaf
    const parent = frame.parent ?? frame
    const grand = parent.parent ?? parent
    const { container } = this
    const inside = container !== null && contains(container.element, frame.element)
    const sum = this.bySignature.get(templateOf(leaf)) ?? { prose: 0, count: 0 }
    const inProse = Math.max(1, container?.prose ?? 1)
    const after = this.headlineOrder > 0 && orderOf(frame.element) > this.headlineOrder
    put(Math.min(40, frame.depth))
    put(inside ? Math.min(12, frame.depth - (container?.depth ?? 0)) : -1)
    put(inside)
    put(this.anchor ? (contains(this.anchor, frame.element) ? 1 : -1) : 0)
    put(this.headlineOrder ? (after ? 1 : -1) : 0)
    put(after && this.leafAtHeadline >= 0 ? lg(index - this.leafAtHeadline) : -1)
    put(after && this.proseAtHeadline >= 0 ? lg(this.proseSoFar - this.proseAtHeadline) : -1)
    put(share(parent.prose / this.total))
    put(share(grand.prose / this.total))
    put(share(sum.prose / this.total))
    put(lg(sum.count))
    put(inside ? share(this.inContainerSoFar / inProse) : -1)
    put(inside ? share((inProse - this.inContainerSoFar - leaf.prose) / inProse) : -1)
    put(this.lastProse < 0 ? 9 : lg(index - this.lastProse))
    put(lg((this.nextProse[index + 1] ?? this.leaves.length) - index))
    const held =
      this.ending !== null && contains((this.ending.frame.parent ?? this.ending.frame).element, frame.element)
    put(held ? 1 : 0)
    put(held && this.ending ? lg(index - this.ending.index) : -1)
    put(lg(parent.leaves))
    put(share(parent.linkLeaves / Math.max(1, parent.leaves)))
    put(share(grand.linkLeaves / Math.max(1, grand.leaves)))
    put(lg(grand.leaves))
    put(frame.element.prev === null ? 0 : 1)
    put(this.heading < 0 ? 9 : lg(index - this.heading))
    put(Math.min(3, this.otherHeadlines))
    put(frame.images > 0)
    put(parent.images > 0 ? Math.min(4, parent.leaves) : 0)
    put(grand.images > 0 ? Math.min(5, grand.leaves) : 0)
    this.putBox(index, leaf, put)
  }

  private inStranger(frame: Frame): boolean {
    if (this.strangers.size === 0) return false
    for (let at: Frame | null = frame; at; at = at.parent) if (this.strangers.has(at.element)) return true
    return false
  }

  /** The largest element around the leaf that holds less than half of the article: a box in it, or its paragraph. */
  private putBox(index: number, leaf: Leaf, put: (value: number | boolean) => void): void {
    const held = Math.max(1, this.container?.prose ?? this.total)
    let box = leaf.frame
    let levels = 0
    while (box.parent && box.parent.prose * 2 < held && levels < 12) {
      box = box.parent
      levels += 1
    }
    put(levels)
    put(share(box.prose / held))
    put(lg(box.leaves))
    put(share(box.linkLeaves / Math.max(1, box.leaves)))
    put(Math.min(3, box.images))
    const alike = this.byBox.get(box.signatureId) ?? 0
    put(share(Math.min(1, alike / held)))
    if (this.box !== box) {
      this.box = box
      this.boxFrom = index
      this.boxSays = sayingOf(leaf)
    }
    put(this.boxSays)
    put(Math.min(6, index - this.boxFrom))
    put(Math.min(3, box.inputs))
    put(Math.min(3, leaf.frame.parent?.inputs ?? 0))
    put(this.inStranger(leaf.frame))
    put(box.flags & IN.aside ? 2 : box.tag === 'section' ? 1 : 0)
  }

  private putNeighbours(index: number, leaf: Leaf, put: (value: number | boolean) => void): void {
    for (const other of [this.leaves[index - 1], this.leaves[index + 1]]) {
      if (!other) {
        put(-1)
        put(0)
        put(0)
        put(0)
        continue
      }
      put(lg(other.text.length - other.linkChars))
      put(other.linkChars * 2 > other.text.length)
      put(templateOf(other) === templateOf(leaf) ? 2 : other.frame.parent === leaf.frame.parent ? 1 : 0)
      put((other.frame.flags & IN.heading) !== 0)
    }
    put(lg(this.leaves[index + 1]?.prose ?? 0))
    put(lg(this.leaves[index - 1]?.prose ?? 0))
  }

  private putKnown(index: number, leaf: Leaf, put: (value: number | boolean) => void): void {
    const folded = this.folds[index] as string
    const { facts } = this
    const before = this.seen.get(folded) ?? 0
    const long = folded.length > 12
    put(long ? Math.min(2, before) : 0)
    put(long ? Math.min(2, (this.copies.get(folded) ?? 1) - 1 - before) : 0)
    put(long && folded === facts.headlineText)
    put(
      long &&
        facts.descriptions.some((text) => text.startsWith(folded.slice(0, 60)) || folded.startsWith(text.slice(0, 60))),
    )
    put(facts.articleBody === '' ? 0 : long && facts.articleBody.includes(folded.slice(0, 80)) ? 1 : -1)
    put(facts.isNews)
    put(lg(this.total))
    put(share((this.container?.prose ?? 0) / this.total))
    put(facts.standfirst !== null && contains(facts.standfirst, leaf.frame.element))
    put(leaf.text.length < 200 && facts.bylines.some((element) => overlaps(element, leaf.frame.element)))
    put(leaf.text.length < 200 && facts.dates.some((element) => overlaps(element, leaf.frame.element)))
  }

  private words(frame: Frame): readonly number[] {
    const known = this.wordsOfFrame.get(frame)
    if (known) return known
    const values = this.scale.scores(frame)
    this.wordsOfFrame.set(frame, values)
    return values
  }

  private step(index: number, leaf: Leaf): void {
    const folded = this.folds[index] as string
    if (folded.length > 12) this.seen.set(folded, (this.seen.get(folded) ?? 0) + 1)
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

function topOf(frame: Frame): Frame {
  let top = frame
  while (top.parent) top = top.parent
  return top
}
