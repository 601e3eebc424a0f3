import { clean } from '../text/clean.ts'

/** Pieces of one text that stand in links, or in bold or italic. One list for a page, as most texts have some. */
export class Pieces {
  private readonly held: string[] = []
  private count = 0

  add(piece: string): void {
    this.held[this.count] = piece
    this.count += 1
  }

  /** How many characters are read of them. */
  chars(areClean: boolean): number {
    let chars = 0
    for (let i = 0; i < this.count; i += 1) {
      const piece = this.held[i] as string
      chars += (areClean ? piece.trim() : clean(piece)).length
    }
    return chars
  }

  drop(): void {
    this.count = 0
  }
}
