import { extract } from '../src/extract/extract.ts'
import { readPage, readSet } from './page-set.ts'
import { installed } from './peers/installed.ts'
import { medianOf } from './peers/median.ts'

/** Pages of the sample, evenly spread over the set: more only take longer. */
const PAGES = 60
/** The first rounds, 300 pages, are the compiler's: a worker lives for days. */
const WARM_UP = 5
const ROUNDS = 3

/**
 * `cpu SET_DIR`: the CPU time of Stet's extractor against Readability on linkedom over a sample of the set, in one
 * process: rounds of all pages by the one and then by the other. Each page counts with the median of its rounds, what is
 * collected of its garbage included. Prints one line {pages, stet_ms, readability_ms, times}, of medians over the pages.
 */
export async function run([directory]: string[]): Promise<void> {
  if (!directory) throw new Error('usage: npm run -s bench -- cpu SET_DIR')
  const { parseHTML, Readability } = await installed<Peer>(['@mozilla/readability', 'linkedom'], GATHER)
  const entries = readSet(directory)
  const step = Math.max(1, Math.floor(entries.length / PAGES))
  const pages = entries
    .filter((_, index) => index % step === 0)
    .map(({ id, url }) => ({ url, html: readPage(directory, id) }))
  const systems = [
    ({ html, url }: Page) => extract({ html, url, rules: null }),
    ({ html }: Page) => new Readability(parseHTML(html).document).parse(),
  ]
  const spent = systems.map(() => pages.map((): number[] => []))
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    systems.forEach((read, s) => {
      pages.forEach((page, i) => {
        const ms = cpuOf(() => read(page))
        if (round >= WARM_UP) spent[s]?.[i]?.push(ms)
      })
    })
  }
  const [stet = Number.NaN, readability = Number.NaN] = spent.map((each) => medianOf(each.map(medianOf)))
  const line = { pages: pages.length, stet_ms: hundredths(stet), readability_ms: hundredths(readability) }
  process.stdout.write(`${JSON.stringify({ ...line, times: hundredths(readability / stet) })}\n`)
}

interface Peer {
  parseHTML: (html: string) => { document: object }
  Readability: new (document: object) => { parse: () => unknown }
}

const GATHER = `export { parseHTML } from 'linkedom'
export { Readability } from '@mozilla/readability'
`

interface Page {
  html: string
  url: string | null
}

/** The process's CPU in ms, all its threads included; a page that a system cannot read counts, too. */
function cpuOf(read: () => unknown): number {
  const from = process.cpuUsage()
  try {
    read()
  } catch {
    // Readability throws on one page in 250.
  }
  const { user, system } = process.cpuUsage(from)
  return (user + system) / 1000
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100
}
