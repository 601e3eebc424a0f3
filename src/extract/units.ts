/** What becomes of a UTF-16 unit of a text; 0 stands for not asked yet. */
export const KEEP = 1
export const DROP = 2
/** The unit alone does not tell: half a character, a mark that joins another. */
export const ASK = 3

/** Says KEEP, DROP or ASK of single units, each asked about once in the life of the process. */
export interface UnitTable {
  kinds: Uint8Array
  kindOf: (unit: string) => number
}

export function unitTable(kindOf: (unit: string) => number): UnitTable {
  return { kinds: new Uint8Array(0x10000), kindOf }
}

/** The kind of a unit; halves of characters are never told apart. */
export function kindIn({ kinds, kindOf }: UnitTable, code: number): number {
  const known = kinds[code] as number
  if (known > 0) return known
  const kind = code >= 0xd800 && code <= 0xdfff ? ASK : kindOf(String.fromCharCode(code))
  kinds[code] = kind
  return kind
}

/** The text's units to KEEP, or null where one of them cannot be told alone. Linear; a third of a pattern's cost. */
export function keptUnits(text: string, table: UnitTable): string | null {
  let kept = ''
  let filled = 0
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    const kind = kindIn(table, code)
    if (kind === DROP) continue
    if (kind !== KEEP) return null
    held[filled] = code
    filled += 1
    if (filled < held.length) continue
    kept += String.fromCharCode.apply(null, held as unknown as number[])
    filled = 0
  }
  if (filled === text.length) return text
  return kept + String.fromCharCode.apply(null, held.subarray(0, filled) as unknown as number[])
}

/** Scratch of `keptUnits`: nothing in it outlives a call. */
const held = new Uint16Array(2048)
