import type { Element } from 'domhandler'
import { type Lexicon, WordScale } from './body-words.ts'
import { isCandidate } from './candidate.ts'
import { findContainer } from './container.ts'
import { ENDING, FURNITURE, type FurnitureClass } from './furniture-words.ts'
import { endsSentence, type Frame, type Leaf } from './leaves.ts'
import { IN } from './markup.ts'
import { contains, type Doc, orderOf } from './parse.ts'

/** What the block model sees of the page besides its leaves. */
export interface PageFacts {
  headline: Element | null
  headlineText: string
  /** Descriptions that the page gives of itself, folded by `fold`. */
  descriptions: readonly string[]
  /** The articleBody that structured data gives, folded; '' for none. */
  articleBody: string
  /** Whether structured data or OpenGraph call it a news article. */
  isNews: boolean
  /** Elements that the metadata reader took for these fields. */
  standfirst: Element | null
  bylines: readonly Element[]
  dates: readonly Element[]
}

/** Letters and digits in lower case: for equality of texts whatever their type-setting. */
export function fold(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

const CLASSES = Object.keys(FURNITURE) as FurnitureClass[]
const FLAGS = [
  'aside',
  'footer',
  'header',
  'figure',
  'list',
  'table',
  'quote',
  'form',
  'article',
  'main',
  'articleBody',
  'caption',
  'hidden',
  'nav',
  'comments',
  'consent',
  'li',
] as const
const TAGS = [
  'p',
  'div',
  'li',
  'h2',
  'h3',
  'h4',
  'h5',
  'td',
  'span',
  'blockquote',
  'section',
  'article',
  'dd',
  'pre',
  'a',
] as const
const TEXT = [
  'own',
  'linkShare',
  'links',
  'bold',
  'ends',
  'commas',
  'lower',
  'upper',
  'digit',
  'startsDigit',
  'colon',
  'asks',
  'quoted',
  'handle',
  'words',
  'sentences',
  'wide',
  'pieces',
] as const
const PLACE = [
  'depth',
  'toContainer',
  'inContainer',
  'inAnchor',
  'afterHeadline',
  'leavesSince',
  'proseSince',
  'parentShare',
  'grandShare',
  'signatureShare',
  'signatureCount',
  'proseBefore',
  'proseAfter',
  'toPrevProse',
  'toNextProse',
  'ending',
  'endingAge',
  'parentLeaves',
  'parentLinks',
  'grandLinks',
  'grandLeaves',
  'childIndex',
  'headingAge',
  'otherHeadlines',
  'image',
  'parentImage',
  'grandImage',
  'boxLevels',
  'boxShare',
  'boxLeaves',
  'boxLinks',
  'boxImages',
  'boxAlike',
  'boxSays',
  'boxAt',
] as const
const NEIGHBOURS = [
  'prevOwn',
  'prevLink',
  'prevSame',
  'prevHeading',
  'nextOwn',
  'nextLink',
  'nextSame',
  'nextHeading',
  'nextProse',
  'prevProse',
] as const
const KNOWN = [
  'seenBefore',
  'seenAfter',
  'isHeadline',
  'inDescription',
  'inArticleBody',
  'isNews',
  'pageProse',
  'containerShare',
  'isStandfirst',
  'isByline',
  'isDate',
] as const
const WORDS = ['wordOwn', 'wordNear', 'wordFar', 'wordMin', 'wordMax'] as const

/** Names of the features in the order of `featuresOf`'s rows; the model's data file names them too. */
export const FEATURES: readonly string[] = [
  ...TEXT,
  ...CLASSES.map((name) => `says:${name}`),
  ...FLAGS.map((name) => `in:${name}`),
  ...TAGS.map((name) => `tag:${name}`),
  ...PLACE,
  ...NEIGHBOURS,
  ...KNOWN,
  ...WORDS,
]

/** One row of numbers per candidate leaf, null for the others. Link texts and exact digits are left out: they rotate without an edit. */
export function featuresOf(
  doc: Doc,
  leaves: readonly Leaf[],
  facts: PageFacts,
  lexicon: Lexicon,
): Array<Float32Array | null> {
  const page = new PageView(doc, leaves, facts, findContainer(doc, leaves, facts.headline), lexicon)
  return leaves.map((leaf, index) => page.row(index, leaf))
}

const lg = (value: number): number => Math.round(Math.log2(1 + Math.max(0, value)) * 2) / 2

class PageView {
  private readonly scale: WordScale
  private readonly leaves: readonly Leaf[]
  private readonly facts: PageFacts
  private readonly container: Frame | null
  private readonly anchor: Element | null
  private readonly total: number
  private readonly bySignature = new Map<string, { prose: number; count: number }>()
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
  private readonly byBox = new Map<string, number>()

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
    const frames = new Set<Frame>()
    for (const leaf of leaves)
      for (let at: Frame | null = leaf.frame; at && !frames.has(at); at = at.parent) frames.add(at)
    for (const frame of frames) this.byBox.set(frame.signature, (this.byBox.get(frame.signature) ?? 0) + frame.prose)
    leaves.forEach((leaf, index) => {
      const key = signatureOf(leaf)
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
    this.putText(leaf, put)
    for (const flag of FLAGS) put((leaf.frame.flags & IN[flag]) !== 0)
    for (const tag of TAGS) put(leaf.frame.tag === tag)
    this.putPlace(index, leaf, put)
    this.putNeighbours(index, leaf, put)
    this.putKnown(index, leaf, put)
    for (const value of this.words(leaf.frame)) put(value)
    return row
  }

  private putText(leaf: Leaf, put: (value: number | boolean) => void): void {
    const { text } = leaf
    const own = text.length - leaf.linkChars
    const share = leaf.linkChars / text.length
    // What a link says rotates; that it is all link does not.
    const plain = share > 0.9 ? '' : text
    put(lg(own))
    put(share > 0.9 ? 1 : Math.round(share * 10) / 10)
    put(Math.min(5, leaf.links))
    put(leaf.boldChars > text.length * 0.8)
    put(endsSentence(plain))
    put(Math.min(6, countOf(plain, ',')))
    put(/^\p{Ll}/u.test(plain))
    put(plain.length > 3 && plain === plain.toUpperCase() && plain !== plain.toLowerCase())
    put(/\d/.test(plain))
    put(/^\W{0,2}\d/.test(plain))
    put(/[:：]\s*$/.test(plain))
    put(/[?!？！]\s*$/.test(plain))
    put(/^["'“„«»‘「『]/.test(plain))
    put(/@|https?:|www\./.test(plain))
    put(lg(countOf(plain, ' ')))
    put(Math.min(6, plain.split(/[.!?。！？]\s/).length))
    put(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(plain))
    put(Math.min(3, leaf.piece))
    const said = plain.length < 500 ? plain.slice(0, 250) : ''
    for (const name of CLASSES) put(said !== '' && FURNITURE[name].test(said))
  }

  private putPlace(index: number, leaf: Leaf, put: (value: number | boolean) => void): void {
    const { frame } = leaf
    const parent = frame.parent ?? frame
    const grand = parent.parent ?? parent
    const { container } = this
    const inside = container !== null && contains(container.element, frame.element)
    const sum = this.bySignature.get(signatureOf(leaf)) ?? { prose: 0, count: 0 }
    const inProse = Math.max(1, container?.prose ?? 1)
    const after = this.headlineOrder > 0 && orderOf(frame.element) > this.headlineOrder
    put(Math.min(40, frame.depth))
    put(inside ? Math.min(12, frame.depth - (container?.depth ?? 0)) : -1)
    put(inside)
    put(this.anchor ? (contains(this.anchor, frame.element) ? 1 : -1) : 0)
    put(this.headlineOrder ? (after ? 1 : -1) : 0)
    put(after && this.leafAtHeadline >= 0 ? lg(index - this.leafAtHeadline) : -1)
    put(after && this.proseAtHeadline >= 0 ? lg(this.proseSoFar - this.proseAtHeadline) : -1)
    put(tenth(parent.prose / this.total))
    put(tenth(grand.prose / this.total))
    put(tenth(sum.prose / this.total))
    put(lg(sum.count))
    put(inside ? tenth(this.inContainerSoFar / inProse) : -1)
    put(inside ? tenth((inProse - this.inContainerSoFar - leaf.prose) / inProse) : -1)
    put(this.lastProse < 0 ? 9 : lg(index - this.lastProse))
    put(lg((this.nextProse[index + 1] ?? this.leaves.length) - index))
    const held =
      this.ending !== null && contains((this.ending.frame.parent ?? this.ending.frame).element, frame.element)
    put(held ? 1 : 0)
    put(held && this.ending ? lg(index - this.ending.index) : -1)
    put(lg(parent.leaves))
    put(tenth(parent.linkLeaves / Math.max(1, parent.leaves)))
    put(tenth(grand.linkLeaves / Math.max(1, grand.leaves)))
    put(lg(grand.leaves))
    put(frame.element.prev === null ? 0 : 1)
    put(this.heading < 0 ? 9 : lg(index - this.heading))
    put(Math.min(3, this.otherHeadlines))
    put(frame.images > 0)
    put(parent.images > 0 ? Math.min(4, parent.leaves) : 0)
    put(grand.images > 0 ? Math.min(5, grand.leaves) : 0)
    this.putBox(index, leaf, put)
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
    put(tenth(box.prose / held))
    put(lg(box.leaves))
    put(tenth(box.linkLeaves / Math.max(1, box.leaves)))
    put(Math.min(3, box.images))
    const alike = this.byBox.get(box.signature) ?? 0
    put(tenth(Math.min(1, alike / held)))
    if (this.box !== box) {
      this.box = box
      this.boxFrom = index
      this.boxSays = sayingOf(leaf)
    }
    put(this.boxSays)
    put(Math.min(6, index - this.boxFrom))
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
      put(signatureOf(other) === signatureOf(leaf) ? 2 : other.frame.parent === leaf.frame.parent ? 1 : 0)
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
    put(tenth((this.container?.prose ?? 0) / this.total))
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

/** What two paragraphs of one template share: their own tag and classes and their parent's. */
export function signatureOf(leaf: Leaf): string {
  const { frame } = leaf
  return frame.parent ? `${frame.parent.signature}>${frame.signature}` : frame.signature
}

/** What the first words of a box say that it is: 0 nothing. */
function sayingOf(leaf: Leaf): number {
  const said = leaf.linkChars * 2 > leaf.text.length ? '' : leaf.text.slice(0, 80)
  if (!said) return 0
  if (ENDING.test(said)) return 5
  const index = (['more', 'promo', 'consent', 'paywall'] as const).findIndex((name) => FURNITURE[name].test(said))
  return index + 1
}

function overlaps(one: Element, other: Element): boolean {
  return contains(one, other) || contains(other, one)
}

function topOf(frame: Frame): Frame {
  let top = frame
  while (top.parent) top = top.parent
  return top
}

function tenth(value: number): number {
  return Math.round(value * 20) / 20
}

function countOf(text: string, character: string): number {
  let count = 0
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count += 1
  return count
}
