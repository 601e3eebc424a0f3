import { Command, InvalidArgumentError } from 'commander'
import { print, printJson, safe, styled } from './print.ts'

export interface Tracked {
  id: string
  /** Where it is watched, and what was asked for: not the same for one that moved, or with parameters that only count. */
  url: string
  asked: string
  created: boolean
  /** An article that is tracked under another spelling of a new one's address. */
  like: { id: string; url: string } | null
}

export interface TrackDeps {
  /** Tracks each URL; throws before tracking any when one of them cannot be. */
  track(urls: string[], wanted: { tags: string[]; priority: number | null }): Promise<Tracked[]>
  untrack(article: string): Promise<{ id: string; url: string }>
  forget(article: string): Promise<{ id: string; url: string }>
}

export function trackCommand(deps: TrackDeps): Command {
  return new Command('track')
    .description('track articles: fetch them on schedule and tell of changes')
    .argument('<url...>', 'http or https URLs of articles')
    .option('-t, --tag <tag...>', 'tags that routes can ask for', [])
    .option('--priority <number>', 'checked so many times as often as usual, where no bound says otherwise', priority)
    .option('--json', 'print JSON lines')
    .addHelpText('after', '\nExample:\n  stet track https://news.example/2031/flood --tag weather')
    .action(async (urls: string[], options: { tag: string[]; priority?: number; json?: boolean }) => {
      const wanted = { tags: options.tag, priority: options.priority ?? null }
      for (const tracked of await deps.track(urls, wanted)) {
        if (options.json) printJson(tracked)
        else show(tracked)
      }
    })
}

function show({ id, url, asked, created, like }: Tracked): void {
  print(`${created ? 'tracking' : 'already tracked'}  ${id}  ${url}`)
  if (!created && asked !== url) print(styled('dim', `  ${safe(asked)} is the same article`))
  if (like) {
    print(styled('dim', `  ${like.id} is watched at ${like.url}: if the site says that they are one, they become one`))
  }
}

export function untrackCommand(deps: TrackDeps): Command {
  return new Command('untrack')
    .description('stop checking an article; its history stays')
    .argument('<article>', 'its id or its URL')
    .addHelpText('after', '\nExample:\n  stet untrack 12')
    .action(async (article: string) => {
      const { id, url } = await deps.untrack(article)
      print(`no longer tracking  ${id}  ${url}`)
    })
}

export function forgetCommand(deps: TrackDeps): Command {
  return new Command('forget')
    .description('erase all text and snapshots of an article for good; a tombstone of its versions stays')
    .argument('<article>', 'its id or its URL')
    .requiredOption('--yes', 'confirm: nothing brings the text back')
    .addHelpText('after', '\nExample:\n  stet forget 12 --yes')
    .action(async (article: string) => {
      const { id, url } = await deps.forget(article)
      print(`forgotten  ${id}  ${url}`)
    })
}

/** How often an article is looked at beside the usual, as commands and watchlists say it. */
export function priority(text: string): number {
  const value = Number(text)
  if (!(value > 0 && value <= 1000)) throw new InvalidArgumentError('must be a number above 0, at most 1000')
  return value
}
