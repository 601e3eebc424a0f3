/**
 * Writes blocks' features into their table one behind the other. Of what is so or not only the yes is written, as the
 * table begins with noughts. A class, as V8 puts its calls in place; those of a closure it does not.
 */
export class Row {
  private readonly table: Float32Array
  private at: number

  constructor(table: Float32Array, from = 0) {
    this.table = table
    this.at = from
  }

  put(value: number): void {
    this.table[this.at] = value
    this.at += 1
  }

  tell(isSo: boolean): void {
    if (isSo) this.table[this.at] = 1
    this.at += 1
  }

  /** A column for each of so many, of which at most the one at `place` is so. */
  tellOne(place: number | undefined, of: number): void {
    if (place !== undefined) this.table[this.at + place] = 1
    this.at += of
  }

  skip(columns: number): void {
    this.at += columns
  }
}
