import { type ChildNode, type Element, isTag, isText } from 'domhandler'
import { clean, isSeen } from '../text/clean.ts'
import { BLOCK, IMAGES, INPUTS, SKIPPED, STRONG } from './leaf-tags.ts'
import { IN, type LeafTemplate, Marker, type Template, templateOf } from './markup.ts'
import { pardon } from './pardon.ts'
import { contains, type Doc } from './parse.ts'
import { Pieces } from './pieces.ts'
import { proseOf } from './prose.ts'

/** An element that can hold blocks, with what its descendants add up to. */
export interface Frame {
  element: Element
  tag: string
  parent: Frame | null
  depth: number
  /** Bits of `IN`: what this element stands in, itself included. */
  flags: number
  /** Words of its class, id, itemprop, data-component and role. */
  words: readonly string[]
  /** Tag and words: what two paragraphs of one template share. */
  signature: string
  template: Template
  /** Its place among the page's frames. */
  index: number
  /** Sums over the leaves inside: characters, of these in links, of these in prose; and leaves, links. */
  chars: number
  linkChars: number
  prose: number
  leaves: number
  /** Leaves that are mostly links: counted, as the lengths of rotating links differ at every fetch. */
  linkLeaves: number
  /** Images and players inside: a short text beside one is its caption. */
  images: number
  /** Fields and buttons to fill in or press. */
  inputs: number
}

/** A run of text between two block boundaries: what may become a block. */
export interface Leaf {
  frame: Frame
  text: string
  /** Characters that stand in links, in bold or italic, and the number of links. */
  linkChars: number
  boldChars: number
  links: number
  /** Prose weight: characters outside links when it reads like sentences, else 0. */
  prose: number
  template: LeafTemplate
  /** Where the run began with a line break of the same element: pieces of one text cut at <br><br>. */
  piece: number
}

/** All leaves of the page in document order, and the frames they stand in; linear in the page. */
export function readLeaves(doc: Doc, headline: Element | null): { leaves: Leaf[]; frames: Frame[] } {
  const walk = new Walk(doc, headline)
  for (const child of doc.root.children) walk.visit(child)
  walk.flush()
  walk.close()
  pardon(walk.leaves, walk.frames)
  return { leaves: walk.leaves, frames: walk.frames }
}

const WORDISH = /[\p{L}\p{N}]/u

/** What an element that holds the headline cannot be, whatever it is called. */
const NOT_AROUND_HEADLINE = IN.nav | IN.comments | IN.consent | IN.caption | IN.aside | IN.footer | IN.hidden

class Walk {
  private readonly headline: Element | null
  readonly leaves: Leaf[] = []
  readonly frames: Frame[] = []
  private frame: Frame | null = null
  private readonly marker: Marker
  private readonly outermost = templateOf('')
  private text = ''
  private readonly linked = new Pieces()
  private readonly bold = new Pieces()
  private links = 0
  private inLink = 0
  private inStrong = 0
  private breaks = 0
  private piece = 0
  private glueNext = false

  constructor(doc: Doc, headline: Element | null) {
    this.marker = new Marker(doc)
    this.headline = headline
  }

  visit(node: ChildNode): void {
    if (isText(node)) this.addText(node.data)
    else if (isTag(node)) this.visitElement(node)
  }

  close(): void {
    for (let i = this.frames.length - 1; i >= 0; i -= 1) {
      const frame = this.frames[i] as Frame
      const { parent } = frame
      frame.template.prose += frame.prose
      if (!parent) continue
      parent.chars += frame.chars
      parent.linkChars += frame.linkChars
      parent.prose += frame.prose
      parent.leaves += frame.leaves
      parent.linkLeaves += frame.linkLeaves
      parent.images += frame.images
      parent.inputs += frame.inputs
    }
  }

  private visitElement(element: Element): void {
    const tag = element.name
    if (tag === 'br') {
      this.breaks += 1
      if (this.breaks === 1) this.text += '\n'
      return
    }
    if (this.frame && IMAGES.has(tag)) this.frame.images += 1
    if (this.frame && INPUTS.has(tag) && element.attribs['type'] !== 'hidden') this.frame.inputs += 1
    if (SKIPPED.has(tag)) return
    if (BLOCK.has(tag) || (tag.includes('-') && !this.text)) {
      this.visitBlock(element, tag)
      return
    }
    if (this.marker.isHidden(element)) return
    this.visitInline(element, tag)
  }

  private visitInline(element: Element, tag: string): void {
    const isLink = tag === 'a' && element.attribs['href'] !== undefined
    const isStrong = STRONG.has(tag)
    const before = this.text.length
    if (isLink) {
      this.inLink += 1
      this.links += 1
    }
    if (isStrong) this.inStrong += 1
    for (const child of element.children) this.visit(child)
    if (isLink) this.inLink -= 1
    if (isStrong) this.inStrong -= 1
    // A drop cap is a letter set apart: the blank behind it is not the text's own.
    if (before === 0 && tag !== 'a' && isDropCap(this.text)) {
      this.text = this.text.trim()
      this.glueNext = true
    }
  }

  private visitBlock(element: Element, tag: string): void {
    this.flush()
    const outer = this.frame
    this.frame = this.enter(element, tag, outer)
    const piece = this.piece
    this.piece = 0
    const { inLink, inStrong } = this
    for (const child of element.children) this.visit(child)
    this.flush()
    this.inLink = inLink
    this.inStrong = inStrong
    this.piece = piece
    this.frame = outer
  }

  private enter(element: Element, tag: string, parent: Frame | null): Frame {
    const { marker } = this
    const named = marker.namesOf(element)
    const template = marker.templateOf(tag, named)
    let flags = marker.flagsOf(element, tag, named)
    if (flags & NOT_AROUND_HEADLINE && this.headline && contains(element, this.headline)) flags &= ~NOT_AROUND_HEADLINE
    const frame: Frame = {
      element,
      tag,
      parent,
      depth: parent ? parent.depth + 1 : 0,
      flags: (parent?.flags ?? 0) | flags,
      words: named.words,
      signature: template.signature,
      template,
      index: this.frames.length,
      chars: 0,
      linkChars: 0,
      prose: 0,
      leaves: 0,
      linkLeaves: 0,
      images: 0,
      inputs: 0,
    }
    this.frames.push(frame)
    return frame
  }

  private addText(data: string): void {
    let piece = data
    if (this.glueNext) {
      piece = data.trimStart()
      if (!piece) return
      this.glueNext = false
    }
    if (this.breaks) {
      if (!WORDISH.test(piece)) {
        if (piece.trim()) this.text += piece
        return
      }
      if (this.breaks > 1) {
        this.flush()
        this.piece += 1
      }
      this.breaks = 0
    }
    this.text += piece
    if (this.inLink) this.linked.add(piece)
    if (this.inStrong) this.bold.add(piece)
  }

  private templateIn({ parent, template }: Frame): LeafTemplate {
    const above = parent?.template ?? this.outermost
    above.leaves ??= new Map()
    const known = above.leaves.get(template) ?? { prose: 0, count: 0 }
    above.leaves.set(template, known)
    return known
  }

  flush(): void {
    // Between two tags there is nothing, as a rule.
    const raw = this.text.trim()
    const isClean = isSeen(raw)
    const text = isClean ? raw : clean(raw)
    if (text && this.frame && WORDISH.test(text)) {
      // What stands in a clean text needs no cleaning.
      const linkChars = Math.min(this.linked.chars(isClean), text.length)
      const boldChars = this.bold.chars(isClean)
      const prose = proseOf(text, linkChars)
      const { frame, links, piece } = this
      const template = this.templateIn(frame)
      template.prose += prose
      template.count += 1
      this.leaves.push({ frame, text, linkChars, boldChars, links, prose, template, piece })
      frame.chars += text.length
      frame.linkChars += linkChars
      frame.prose += prose
      frame.leaves += 1
      if (linkChars * 2 > text.length) frame.linkLeaves += 1
    }
    this.text = ''
    this.linked.drop()
    this.bold.drop()
    this.links = this.inLink ? 1 : 0
    this.breaks = 0
    this.glueNext = false
  }
}

function isDropCap(text: string): boolean {
  return text.length < 8 && /^[\s"'“„«»‘]*\p{Lu}\s*$/u.test(text)
}
