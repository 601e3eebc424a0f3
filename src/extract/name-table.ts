/**
 * Looks names up where they stand in a text, whatever their case, without cutting them out first: a page names its tags
 * and attributes many thousand times.
 */
export class NameTable<Value> {
  private readonly slots: Array<Array<readonly [string, Value]> | undefined> = new Array(SLOTS)

  /** Names in lower case. */
  constructor(entries: Iterable<readonly [string, Value]>) {
    for (const entry of entries) {
      const slot = slotOf(entry[0], 0, entry[0].length)
      const held = this.slots[slot] ?? []
      held.push(entry)
      this.slots[slot] = held
    }
  }

  find(text: string, start: number, end: number): Value | undefined {
    const held = this.slots[slotOf(text, start, end)]
    if (held) for (const [name, value] of held) if (isNamed(name, text, start, end)) return value
    return undefined
  }
}

const SLOTS = 1024

/** Length, first, last and middle letter: names that differ in nothing else are told apart by looking at them. */
function slotOf(text: string, start: number, end: number): number {
  const outer = Math.imul(lowerAt(text, start), 31) + lowerAt(text, end - 1)
  return (Math.imul(outer, 31) + Math.imul(lowerAt(text, (start + end) >> 1), 7) + end - start) & (SLOTS - 1)
}

function isNamed(name: string, text: string, start: number, end: number): boolean {
  if (name.length !== end - start) return false
  for (let i = 0; i < name.length; i += 1) if (name.charCodeAt(i) !== lowerAt(text, start + i)) return false
  return true
}

function lowerAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code >= 65 && code <= 90 ? code + 32 : code
}
