import type { Block, BlockKind } from '../article.ts'
import type { Frame, Leaf } from './leaves.ts'
import { IN } from './markup.ts'

/** The kept leaves as blocks: cells of one table row become one block, a letter set apart joins its paragraph. */
export function blocksFrom(leaves: readonly Leaf[]): Block[] {
  const blocks: Block[] = []
  const places: string[] = []
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
    else {
      blocks.push({ kind: here ? 'table_row' : kindOf(leaf), text })
      places.push(placeOf(leaf.frame))
    }
    row = here
  }
  const main = mainOf(blocks, places)
  return blocks.map((block, i) => (places[i] === main ? block : { ...block, place: places[i] ?? '' }))
}

const PLACE_LEVELS = 4
const LONGEST_PLACE = 200

/** What the blocks of one box have in common and other boxes have not, on every page of the template. */
function placeOf(frame: Frame): string {
  let place = frame.signature
  let outer = frame.parent
  for (let level = 1; outer && level < PLACE_LEVELS; level += 1) {
    place = `${outer.signature} > ${place}`
    outer = outer.parent
  }
  return place.slice(-LONGEST_PLACE)
}

/** The place that holds the most letters: the running text. */
function mainOf(blocks: readonly Block[], places: readonly string[]): string | null {
  const letters = new Map<string, number>()
  blocks.forEach(({ text }, i) => {
    const place = places[i] ?? ''
    letters.set(place, (letters.get(place) ?? 0) + text.length)
  })
  return [...letters].reduce<[string, number]>((most, each) => (each[1] > most[1] ? each : most), ['', 0])[0]
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
