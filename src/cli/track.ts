import { Command } from 'commander'
import { print, printJson } from './print.ts'

export interface TrackDeps {
  /** Tracks each URL; throws before tracking any when one of them cannot be. */
  track(urls: string[], tags: string[]): Promise<Array<{ id: string; url: string; created: boolean }>>
  untrack(article: string): Promise<{ id: string; url: string }>
  forget(article: string): Promise<{ id: string; url: string }>
}

export function trackCommand(deps: TrackDeps): Command {
  return new Command('track')
    .description('track articles: fetch them on schedule and tell of changes')
    .argument('<url...>', 'http or https URLs of articles')
    .option('-t, --tag <tag...>', 'tags that routes can ask for', [])
    .option('--json', 'print JSON lines')
    .addHelpText('after', '\nExample:\n  stet track https://news.example/2031/flood --tag weather')
    .action(async (urls: string[], options: { tag: string[]; json?: boolean }) => {
      for (const tracked of await deps.track(urls, options.tag)) {
        if (options.json) printJson(tracked)
        else print(`${tracked.created ? 'tracking' : 'already tracked'}  ${tracked.id}  ${tracked.url}`)
      }
    })
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
