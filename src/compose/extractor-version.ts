import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Everything that decides what is seen in a page. */
const SEEING = ['extract', 'text']

/**
 * Names the extractor by its code, so that nobody can forget to raise a number: any edit to it makes the next check
 * of each article see the stored snapshot with today's eyes first (idea six of the architecture).
 */
export function extractorVersion(src: string): string {
  const hash = createHash('sha256')
  for (const folder of SEEING) {
    const names = readdirSync(join(src, folder), { recursive: true, encoding: 'utf8' })
    for (const name of names.filter((one) => /\.(ts|json)$/.test(one)).sort()) {
      hash.update(`${folder}/${name}\0`).update(readFileSync(join(src, folder, name)))
    }
  }
  return hash.digest('hex').slice(0, 12)
}
