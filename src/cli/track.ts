import { Command } from 'commander'
import { print, printJson } from './print.ts'

export interface TrackDeps {
  /** Tracks each URL; throws for one that cannot be. */
  track(urls: string[], tags: string[]): Promise<Array<{ id: string; url: string; created: boolean }>>
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
