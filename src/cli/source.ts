import { Command } from 'commander'
import type { z } from 'zod'
import { StetError } from '../errors.ts'
import type { ListedSource } from '../store/sources.ts'
import { wholeNumber } from './list.ts'
import { moment, print, printJson, safe, short, styled, table } from './print.ts'
import { sourceSettings } from './source-settings.ts'
import { priority } from './track.ts'

type SourceSettings = z.infer<typeof sourceSettings>

/** A look at a source that changes nothing. */
export interface DrySource {
  url: string
  /** Null where it could not be read as a source. */
  kind: string | null
  title: string | null
  fault: string | null
  entries: Array<{ url: string; title: string | null; at: string | null; article: string | null; tracks: boolean }>
  /** Of all entries, how many are tracked already. */
  total: number
  nameless: number
  left: number
  /** Sources that its page or its site's robots.txt names, where it is none itself. */
  found: Array<{ url: string; title: string | null; by: string }>
}

export interface SourceCommandDeps {
  addSource(url: string, settings: SourceSettings): Promise<ListedSource>
  sources(): Promise<ListedSource[]>
  removeSource(idOrUrl: string): Promise<{ id: string; url: string }>
  checkSource(idOrUrl: string): Promise<DrySource>
}

interface Added {
  track: boolean
  tag: string[]
  priority: number
  limit: number
  include: string[]
  exclude: string[]
  json?: boolean
}

/** Feeds, sitemaps and lists that articles come from. */
export function sourceCommand(deps: SourceCommandDeps): Command {
  const command = new Command('source').description('feeds, sitemaps and lists that articles come from')
  command
    .command('add')
    .description('look at a feed or sitemap: what it says was touched is checked soon, and woken if it rests')
    .argument(
      '<url>',
      'RSS, Atom, JSON Feed, sitemap, sitemap index, news sitemap or a list of URLs; its content says which',
    )
    .option('--track', 'track the articles that it names anew, too', false)
    .option('-t, --tag <tag...>', 'tags of those', [])
    .option('--priority <number>', 'their priority; 1 is usual', priority, 1)
    .option('--limit <number>', 'of those at most so many a day, and at first sight', wholeNumber, 50)
    .option('--include <pattern...>', 'only URLs like these; * is any run of characters, /... is about the path', [])
    .option('--exclude <pattern...>', 'none like these', [])
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      "\nExamples:\n  stet source add https://news.example/sitemap.xml\n  stet source add https://news.example/rss --track --tag politics --include '/politics/*'",
    )
    .action(async (url: string, { json, tag: tags, ...options }: Added) => {
      const read = sourceSettings.safeParse({ ...options, tags })
      if (!read.success)
        throw new StetError(
          'bad_source',
          read.error.issues.map(({ path, message }) => `${path}: ${message}`).join('; '),
        )
      const source = await deps.addSource(url, read.data)
      if (json) return printJson(source)
      print(`source ${source.id}  ${safe(source.url)}  ${wants(source)}`)
    })
  command
    .command('list')
    .description('sources, what they turned out to be, and what the last look came to')
    .option('--json', 'print JSON lines')
    .addHelpText('after', '\nExample:\n  stet source list')
    .action(async ({ json }: { json?: boolean }) => {
      const sources = await deps.sources()
      if (json) return sources.forEach(printJson)
      if (sources.length === 0) return print('no sources; add one with: stet source add URL')
      print(table(['id', 'kind', 'last look', 'next look', 'came to', 'does', 'url'], sources.map(row)))
    })
  command
    .command('remove')
    .description('look at a source no more; the articles that came from it stay')
    .argument('<source>', 'its id or its URL')
    .addHelpText('after', '\nExample:\n  stet source remove 3')
    .action(async (source: string) => {
      const { id, url } = await deps.removeSource(source)
      print(`removed  ${id}  ${safe(url)}`)
    })
  command
    .command('check')
    .description('read a source once and show what it names; stores nothing. Of a page it shows the feeds and sitemaps')
    .argument('<source>', 'its id, or any URL')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  stet source check https://news.example/')
    .action(async (source: string, { json }: { json?: boolean }) => {
      const seen = await deps.checkSource(source)
      if (json) return printJson(seen)
      show(seen)
    })
  return command
}

function row(source: ListedSource): string[] {
  const { id, kind, parentId, lastCheckedAt, nextCheckAt, url } = source
  const named = parentId === null ? id : `${parentId} > ${id}`
  return [named, kind ?? '-', moment(lastCheckedAt), moment(nextCheckAt), cameTo(source), wants(source), short(url, 80)]
}

/** What the last look came to, in a few words; what wants a look is marked. */
export function cameTo({ last }: Pick<ListedSource, 'last'>): string {
  if (last === null) return styled('dim', 'not yet seen')
  if (last.outcome === 'failed') return styled('yellow', `failed: ${last.state}`)
  if (last.outcome === 'unchanged') return 'unchanged'
  const parts = [
    `${last.entries} entries`,
    last.pulled > 0 ? `${last.pulled} brought forward` : null,
    last.tracked > 0 ? `${last.tracked} tracked` : null,
    last.waiting > 0 ? styled('yellow', `${last.waiting} over the day's limit`) : null,
    last.doubted > 0 ? styled('yellow', `${last.doubted} times not believed`) : null,
  ]
  return parts.filter((part) => part !== null).join(', ')
}

function wants({ settings }: Pick<ListedSource, 'settings'>): string {
  const { track, tags, limit } = sourceSettings.catch(sourceSettings.parse({})).parse(settings)
  return track ? `tracks ${limit} a day${tags.length > 0 ? ` as ${tags.join(' ')}` : ''}` : 'hints'
}

const MOST_SHOWN = 20

function show({ url, kind, title, fault, entries, total, nameless, left, found }: DrySource): void {
  print(styled('bold', safe(url)))
  if (fault !== null) print(safe(fault))
  for (const one of found) print(`${one.by}: ${safe(one.url)}${one.title === null ? '' : `  ${safe(one.title)}`}`)
  if (kind === null) {
    if (found.length === 0) print('no feed and no sitemap is named there')
    return
  }
  const tracked = entries.filter(({ article }) => article !== null).length
  print(`${kind}${title === null ? '' : `, ${safe(title)}`}: ${total} entries, ${tracked} tracked`)
  if (nameless + left > 0) print(styled('dim', `${nameless} without an address, ${left} beyond the bound`))
  if (entries.length === 0) return
  const rows = entries
    .slice(0, MOST_SHOWN)
    .map((one) => [moment(one.at), one.article ?? (one.tracks ? 'new' : '-'), short(one.title ?? one.url, 90)])
  print(table(['touched', 'article', 'entry'], rows))
}
