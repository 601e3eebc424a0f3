import type { Block, BlockKind } from '../article.ts'
import type { Frame, Leaf } from './leaves.ts'
import { IN } from './markup.ts'

/** The kept leaves as blocks: cells of one table row become one block, a letter set apart joins its paragraph. */
export function blocksFrom(leaves: readonly Leaf[]): Block[] {
  const blocks: Block[] = []
  let row: Frame | null = null
  let initial = ''
  for (const leaf of leaves) {
    if (/^\p{Lu}$/u.test(leaf.text)) {
      initial = leaf.text
      continue
    }
    const text = initial && /^\p{Ll}/u.test(leaf.text) ? initial + leaf.text : leaf.text
    initial = ''
    const here = rowOf(leaf)
    const last = blocks.at(-1)
    if (here && here === row && last) last.text += ` | ${text}`
    else blocks.push({ kind: here ? 'table_row' : kindOf(leaf), text })
    row = here
  }
  return blocks
}

/** The row that a cell stands in; cells of prose are the columns of a layout. */
function rowOf(leaf: Leaf): Frame | null {
  const { frame } = leaf
  if ((frame.tag !== 'td' && frame.tag !== 'th') || leaf.prose > 0) return null
  const parent = frame.parent
  return parent?.tag === 'tr' && parent.leaves > 1 ? parent : null
}

function kindOf(leaf: Leaf): BlockKind {
  const { tag, flags } = leaf.frame
  if (/^h[1-6]$/.test(tag)) return 'subhead'
  if (flags & IN.quote) return 'quote'
  if (flags & IN.li || tag === 'dd' || tag === 'dt') return 'list_item'
  return 'paragraph'
}
