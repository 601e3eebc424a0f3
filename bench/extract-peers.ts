import { extract } from '../src/extract/extract.ts'
import { readPage, readSet, type SetEntry } from './page-set.ts'
import { installed } from './peers/installed.ts'
import { medianOf } from './peers/median.ts'

type Extractor = (html: string, url: string | null) => Promise<{ headline: string | null; body: string }>

/** Pages, and ms, before the clock counts: a worker lives for days, its first pages are the compiler's. */
const WARM_UP_PAGES = 300
const WARM_UP_MS = 10_000

/**
 * `extract-peers SET_DIR [STEP [SYSTEM ...]]`: Stet and its peers over every STEP-th page of a set, system after system, as the
 * garbage of one would be collected in the time of the next page's other. JSON lines {system, id, headline, body,
 * cpu_ms}; medians and the ratio to Readability on linkedom go to stderr. The peers are installed by npm into a folder
 * of the system's temporary ones.
 */
export async function run([directory, step = '1', ...only]: string[]): Promise<void> {
  if (!directory) throw new Error('usage: npm run -s bench -- extract-peers SET_DIR [STEP]')
  const entries = readSet(directory).filter((_, index) => index % Number(step) === 0)
  const spent = new Map<string, number[]>()
  for (const [system, extractor] of await loadSystems()) {
    if (only.length > 0 && !only.includes(system)) continue
    await warmUp(extractor, directory, entries)
    const times: number[] = []
    spent.set(system, times)
    for (const { id, url } of entries) {
      const html = readPage(directory, id)
      const from = process.cpuUsage()
      const outcome = await attempt(extractor, html, url)
      const { user, system: kernel } = process.cpuUsage(from)
      times.push((user + kernel) / 1000)
      process.stdout.write(`${JSON.stringify({ system, id, ...outcome, cpu_ms: times.at(-1) })}\n`)
    }
  }
  report(spent)
}

async function warmUp(extractor: Extractor, directory: string, entries: readonly SetEntry[]): Promise<void> {
  const until = performance.now() + WARM_UP_MS
  for (let count = 0; count < WARM_UP_PAGES && performance.now() < until; count += 1) {
    const entry = entries[count % entries.length]
    if (entry) await attempt(extractor, readPage(directory, entry.id), entry.url)
  }
}

function attempt(extractor: Extractor, html: string, url: string | null): Promise<object> {
  return extractor(html, url).catch((error: unknown) => ({ headline: null, body: '', err: String(error) }))
}

/** The peers' entry points, gathered by a file inside their folder: some of them answer to `import` alone. */
const GATHER = `export { parseHTML } from 'linkedom'
export { Readability } from '@mozilla/readability'
export { Defuddle } from 'defuddle/node'
export { extractFromHtml } from '@extractus/article-extractor'
`

interface Peers {
  parseHTML: (html: string) => { document: object }
  Readability: new (document: object) => { parse: () => { title?: string; textContent?: string } | null }
  Defuddle: (document: object, url: string, options: object) => Promise<{ title?: string; content?: string }>
  extractFromHtml: (html: string, url: string) => Promise<{ title?: string; content?: string } | null>
}

async function loadSystems(): Promise<Array<[string, Extractor]>> {
  const peers = await installed<Peers>(
    ['@mozilla/readability', 'linkedom', 'defuddle', '@extractus/article-extractor'],
    GATHER,
  )
  const { parseHTML, Readability, Defuddle, extractFromHtml } = peers
  return [
    [
      'stet',
      async (html, url) => {
        const content = extract({ html, url, rules: null })
        return { headline: content.headline?.text ?? null, body: content.blocks.map(({ text }) => text).join('\n\n') }
      },
    ],
    [
      'readability-linkedom',
      async (html) => {
        const article = new Readability(parseHTML(html).document).parse()
        return { headline: article?.title ?? null, body: article?.textContent ?? '' }
      },
    ],
    [
      'defuddle',
      async (html, url) => {
        const article = await Defuddle(parseHTML(html).document, url ?? 'https://example.org/', {})
        return { headline: article.title ?? null, body: textOf(article.content ?? '') }
      },
    ],
    [
      'extractus',
      async (html, url) => {
        const article = await extractFromHtml(html, url ?? 'https://example.org/')
        return { headline: article?.title ?? null, body: textOf(article?.content ?? '') }
      },
    ],
  ]

  function textOf(html: string): string {
    const spaced = html.replace(/<\/(?:p|div|li|h[1-6]|blockquote|td|tr|figcaption|pre)>|<br\b[^>]*>/gi, '$&\n')
    const { document } = parseHTML(`<!doctype html><html><body>${spaced}</body></html>`)
    return (document as { body?: { textContent?: string } }).body?.textContent ?? ''
  }
}

function report(spent: ReadonlyMap<string, readonly number[]>): void {
  const medians = [...spent].map(([system, values]) => [system, medianOf(values)] as const)
  const base = medians.find(([system]) => system === 'readability-linkedom')?.[1] ?? Number.NaN
  for (const [system, median] of medians) {
    const ratio = (median / base).toFixed(2)
    process.stderr.write(
      `${system}: median ${median.toFixed(2)} ms of CPU a page, ${ratio} of Readability on linkedom\n`,
    )
  }
}
