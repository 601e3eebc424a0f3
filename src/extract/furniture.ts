import { Glance } from '../text/glance.ts'
import type { PageFacts } from './body-features.ts'
import { fold } from './fold.ts'
import { BIO, BOX, BYLINE, EXTERNAL, INVITATION, MEDIA_BOX, NAME_LINE } from './furniture-marks.ts'
import type { Frame, Leaf } from './leaves.ts'
import { IN } from './markup.ts'

const MAX_BYLINE = 120
const MAX_NAME_LINE = 40
const MAX_EXTERNAL = 500
const MAX_INVITATION = 320
const MAX_LABEL = 40
const MAX_CAPTION = 320
const MEDIA_LEVELS = 3
const MEDIA_LEAVES = 3

/**
 * Furniture that gives itself away, whatever the model thinks of it: the byline again, an author's box, a label with
 * the link it points to, a notice of embedded content, an invitation, a caption in a box of its own. Null for the rest.
 * All but the notice and the invitation on news pages alone, where no text was lost to them (fundus, scrapinghub);
 * guides do write so in their text.
 */
export function furnitureOf(leaf: Leaf, facts: PageFacts): string | null {
  const { text } = leaf
  if (text.length < MAX_EXTERNAL && GLANCE.at(text) && EXTERNAL.test(text)) return 'drop: notice of embedded content'
  if (text.length < MAX_INVITATION && INVITATION.test(text)) return 'drop: invitation'
  if (!facts.isNewsArticle) return null
  if (isByline(leaf, facts.names)) return 'drop: byline'
  if (isBio(leaf, facts.names)) return "drop: author's box"
  if (isLabelledLink(leaf)) return 'drop: label and link'
  if (isCaption(leaf)) return 'drop: caption'
  return null
}

const GLANCE = new Glance([[EXTERNAL]])

/** Nothing but the authors' names, with "By", "and", a place or an agency at most. */
function isByline({ text }: Leaf, names: readonly string[]): boolean {
  if (text.length > MAX_BYLINE || names.length === 0) return false
  const folded = fold(text)
  let rest = folded
  for (const name of names) rest = rest.replace(name, '')
  if (rest === folded) return false
  return rest === '' || (BYLINE.test(text) && rest.length < 40)
}

/** Two or three capitalised words alone at the top of a news text: who wrote it. */
export function isNameLine({ text, frame }: Leaf): boolean {
  return text.length <= MAX_NAME_LINE && !(frame.flags & IN.heading) && NAME_LINE.test(text)
}

/** "Ana Lima is a reporter": an author's name, then what she is. */
function isBio({ text }: Leaf, names: readonly string[]): boolean {
  const head = text.slice(0, 80)
  const bio = BIO.exec(head)
  return bio !== null && names.includes(fold(head.slice(0, bio.index)))
}

/** "Read more: a headline": the words before the link are a label, the link is the rest. */
function isLabelledLink({ text, linkChars, links, frame }: Leaf): boolean {
  const own = text.length - linkChars
  if (links !== 1 || own > MAX_LABEL || linkChars < 15 || linkChars < own || frame.flags & IN.li) return false
  return /[:：|»>→►▶–—-]\s*$/.test(
    text
      .slice(0, own + 1)
      .trimEnd()
      .slice(0, own),
  )
}

/** A short text in a small box that holds an image and is named for it. */
function isCaption({ frame, text }: Leaf): boolean {
  if (text.length > MAX_CAPTION) return false
  for (let at: Frame | null = frame, level = 0; at && level <= MEDIA_LEVELS; at = at.parent, level += 1) {
    if (at.leaves > MEDIA_LEAVES) return false
    if (at.images > 0 && at.words.some((word) => MEDIA_BOX.test(word))) return true
  }
  return false
}

/** Whether the block stands in a box of facts beside the text. */
export function isInFactBox({ frame }: Leaf, held: number): boolean {
  for (let at: Frame | null = frame; at && at.prose * 2 < held; at = at.parent) {
    if (at.words.some((word) => BOX.test(word))) return true
  }
  return false
}
