/**
 * Texts of which every match of a pattern holds at least one, in lower case; null where that cannot be told. Of each
 * alternative the longest run of letters that it cannot do without. Understands the syntax of the `u` flag.
 */
export function needsOf(pattern: RegExp): readonly string[] | null {
  return new Reader(pattern.source).alternation()
}

/** Longer runs tell no more apart. */
const LONG_ENOUGH = 5

class Reader {
  private readonly source: string
  private at = 0

  constructor(source: string) {
    this.source = source
  }

  alternation(): string[] | null {
    const all: string[] = []
    let isKnown = true
    do {
      const needs = this.sequence()
      if (needs) all.push(...needs)
      else isKnown = false
    } while (this.take('|'))
    return isKnown ? all : null
  }

  private sequence(): string[] | null {
    let best: string[] | null = null
    let run = ''
    const offer = (needs: string[] | null): void => {
      if (needs && (!best || sizeOf(needs) > sizeOf(best))) best = needs
    }
    const endRun = (): void => {
      if (run !== '') offer([run.toLowerCase()])
      run = ''
    }
    while (this.at < this.source.length && !'|)'.includes(this.source[this.at] as string)) {
      const atom = this.atom()
      const { least, most } = this.quantifier()
      if (typeof atom === 'string' && least > 0) run += atom
      if (typeof atom === 'string' && least === 1 && most === 1) continue
      endRun()
      if (typeof atom !== 'string' && least > 0) offer(atom)
    }
    endRun()
    return best
  }

  /** A letter, or what a group needs; null for what stands for many letters or for none. */
  private atom(): string | string[] | null {
    const { source } = this
    const char = source[this.at] as string
    this.at += 1
    if (char === '(') return this.group()
    if (char === '[') {
      while (source[this.at] !== ']') this.at += source[this.at] === '\\' ? 2 : 1
      this.at += 1
      return null
    }
    if (char === '\\') return this.escaped()
    return '.^$'.includes(char) ? null : char
  }

  private group(): string[] | null {
    const opening = /^\?(?::|<?[=!]|<\w+>)/.exec(this.source.slice(this.at))?.[0] ?? ''
    this.at += opening.length
    const needs = this.alternation()
    this.take(')')
    // What is looked at beside a match is no part of it.
    return /[=!]$/.test(opening) ? null : needs
  }

  private escaped(): string | null {
    const rest = this.source.slice(this.at)
    const special = /^(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|k<[^>]*>|\w)/.exec(rest)?.[0]
    this.at += special?.length ?? 1
    return special === undefined ? (rest[0] ?? null) : null
  }

  private quantifier(): { least: number; most: number } {
    const found = /^(?:[?*+]|\{(\d+)(,?)(\d*)\})\??/.exec(this.source.slice(this.at, this.at + 20))
    if (!found) return { least: 1, most: 1 }
    this.at += found[0].length
    if (found[1] !== undefined) {
      const least = Number(found[1])
      return { least, most: found[2] ? (found[3] ? Number(found[3]) : Number.POSITIVE_INFINITY) : least }
    }
    return { least: found[0].startsWith('+') ? 1 : 0, most: Number.POSITIVE_INFINITY }
  }

  private take(char: string): boolean {
    if (this.source[this.at] !== char) return false
    this.at += 1
    return true
  }
}

/** How much the weakest of them tells. */
function sizeOf(needs: readonly string[]): number {
  return Math.min(LONG_ENOUGH, ...needs.map((need) => need.length))
}
