/**
 * What was worked out for short texts that pages repeat. A site's templates give their elements the same names on every
 * page, and a thread reads one site's pages after another: reading names was a tenth of a page's cost. Holds at most twice
 * `most` values: the half that nobody asked for lately goes at once. Only for what follows from the text alone.
 */
export class Memo<Value> {
  private readonly most: number
  private recent = new Map<string, Value>()
  private older = new Map<string, Value>()

  constructor(most: number) {
    this.most = most
  }

  /** The value of a text; `make` is handed a copy of it that is safe to keep. */
  of(text: string, make: (text: string) => Value): Value {
    const known = this.recent.get(text)
    if (known !== undefined) return known
    const own = apart(text)
    const value = this.older.get(text) ?? make(own)
    if (text.length > LONGEST) return value
    if (this.recent.size >= this.most) {
      this.older = this.recent
      this.recent = new Map()
    }
    this.recent.set(own, value)
    return value
  }
}

/** Longer names are too rare to be kept. */
const LONGEST = 500

/** V8 cuts a text out of a page by pointing into it: kept as it is, a name would hold its whole page. */
function apart(text: string): string {
  return ` ${text}`.slice(1)
}
