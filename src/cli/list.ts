import { Command, InvalidArgumentError } from 'commander'
import type { ListedArticle } from '../store/articles.ts'
import { moment, print, printJson, short, styled, table } from './print.ts'

export interface ListDeps {
  list(wanted: { tag?: string; host?: string; untracked: boolean; limit: number }): Promise<ListedArticle[]>
}

export function listCommand(deps: ListDeps): Command {
  return new Command('list')
    .description('the tracked articles, newest first')
    .option('-t, --tag <tag>', 'only those with this tag')
    .option('--host <host>', 'only those of this host')
    .option('--untracked', 'those no longer tracked as well', false)
    .option('-n, --limit <number>', 'at most so many', wholeNumber, 50)
    .option('--json', 'print JSON lines')
    .addHelpText('after', '\nExample:\n  stet list --tag weather --limit 20')
    .action(async ({ json, ...wanted }: Parameters<ListDeps['list']>[0] & { json?: boolean }) => {
      const articles = await deps.list(wanted)
      if (json) return articles.forEach(printJson)
      if (articles.length === 0) return print('no articles; track one with: stet track URL')
      const rows = articles.map((article) => [
        article.id,
        String(article.versionNo),
        standing(article),
        moment(article.lastCheckedAt),
        moment(article.nextCheckAt),
        short(article.headline ?? article.url, 70),
      ])
      print(table(['id', 'version', 'standing', 'last check', 'next check', 'headline'], rows))
    })
}

/** How an article stands, in a word or two; what wants a look is marked. */
export function standing(article: Pick<ListedArticle, 'standing' | 'untrackedAt' | 'mergedInto'>): string {
  if (article.mergedInto !== null) return styled('dim', `the same as ${article.mergedInto}`)
  if (article.untrackedAt !== null) return styled('dim', 'untracked')
  if (article.standing === null) return styled('dim', 'not yet seen')
  const { outcome, state } = article.standing
  if (outcome === 'unchanged' || outcome === 'new_version' || outcome === 'restored') return 'good'
  return styled('yellow', state === null || state === outcome ? outcome : `${outcome}: ${state}`)
}

export function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('must be a whole number above 0')
  return value
}
