/**
 * What was worked out for short texts that pages repeat. A site's templates give their elements the same names on every
 * page, and a thread reads one site's pages after another: reading names was a tenth of a page's cost. A text is looked
 * up where it stands; of two that fall on one place the later stays. Only for what follows from the text alone.
 */
export class Memo<Value extends { readonly text: string }> {
  private readonly slots: Array<Value | null>

  /** `most` values are held, a power of two. */
  constructor(most: number) {
    this.slots = new Array<Value | null>(most).fill(null)
  }

  /** The value of a text in a page; `make` is handed a copy of it that is safe to keep. */
  at(page: string, start: number, end: number, make: (text: string) => Value): Value {
    const slot = hashOf(page, start, end) & (this.slots.length - 1)
    const text = page.slice(start, end)
    const known = this.slots[slot]
    if (known?.text === text) return known
    const value = make(apart(text))
    if (text.length <= LONGEST) this.slots[slot] = value
    return value
  }
}

/** Longer names are too rare to be kept. */
const LONGEST = 500

/** Of so many letters at most, evenly spread: texts that differ in none of them share a place. */
const LOOKS = 64

function hashOf(page: string, start: number, end: number): number {
  const step = Math.ceil((end - start) / LOOKS) || 1
  let hash = end - start
  for (let at = end - 1; at >= start; at -= step) hash = Math.imul(hash ^ page.charCodeAt(at), 0x01000193)
  return hash ^ (hash >>> 15)
}

/** V8 cuts a text out of a page by pointing into it: kept as it is, a name would hold its whole page. */
function apart(text: string): string {
  return ` ${text}`.slice(1)
}
