import { Command } from 'commander'
import type { Change, VersionDigest } from '../article.ts'
import type { OtherAddresses } from '../store/aliases.ts'
import type { ListedArticle } from '../store/articles.ts'
import type { FoundBy } from '../store/found-by.ts'
import { standing } from './list.ts'
import { moment, print, printJson, safe, short, styled } from './print.ts'

export interface ShownArticle extends ListedArticle {
  /** Where people read all this by browser; null without public_url. */
  page: string | null
  known: OtherAddresses
  /** Null where no source found it. */
  foundBy: FoundBy | null
  versions: Array<VersionDigest & { lastSeenAt: string }>
  changes: Array<Change & { versionNo: number }>
}

export interface ShowDeps {
  show(article: string): Promise<ShownArticle>
}

export function showCommand(deps: ShowDeps): Command {
  return new Command('show')
    .description('an article with its versions and what changed in each')
    .argument('<article>', 'its id or its URL')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  stet show https://news.example/2031/flood')
    .action(async (wanted: string, options: { json?: boolean }) => {
      const article = await deps.show(wanted)
      if (options.json) return printJson(article)
      print(styled('bold', safe(article.headline ?? article.url)))
      print(article.url)
      const tags = article.tags.length > 0 ? `, tags ${article.tags.join(', ')}` : ''
      print(`article ${article.id}, ${standing(article)}${tags}`)
      print(`last check ${moment(article.lastCheckedAt)}, next check ${moment(article.nextCheckAt)} (UTC)`)
      if (article.page !== null) print(`page ${article.page}`)
      if (article.foundBy !== null) print(foundIn(article.foundBy))
      if (article.mergedInto !== null) print(`the same article as ${article.mergedInto}, which is watched on`)
      for (const url of article.known.urls) print(`also known as ${url}`)
      for (const { id, versions } of article.known.joined) {
        print(`article ${id} turned out to be this one; stet show ${id} has its ${versions} versions`)
      }
      for (const version of article.versions) {
        const ours = version.technical ? styled('dim', ' (our own sight of it changed, not the article)') : ''
        print(
          `\nversion ${version.no}  found ${moment(version.foundAt)}, last seen ${moment(version.lastSeenAt)}${ours}`,
        )
        print(`  ${safe(version.headline ?? '(no headline)')}`)
        for (const change of article.changes.filter(({ versionNo }) => versionNo === version.no)) {
          print(`  ${severityMark(change)} ${safe(change.reason)}`)
          if (change.old !== null) print(`      ${styled('red', `- ${short(change.old, 160)}`)}`)
          if (change.new !== null) print(`      ${styled('green', `+ ${short(change.new, 160)}`)}`)
        }
      }
    })
}

function foundIn({ id, url, listed, goneAt, readAt }: FoundBy): string {
  if (url === null) return `found by source ${id}, which was removed since`
  const since = goneAt === null ? '' : ` (since ${moment(goneAt)})`
  return `found by source ${id} (${safe(url)}), which ${listed ? `still lists it (read ${moment(readAt)})` : `lists it no more${since}`}`
}

/** A severity that is told apart without colour too. */
export function severityMark({ severity }: Pick<Change, 'severity'>): string {
  switch (severity) {
    case 'critical':
      return styled(['red', 'bold'], '!!! critical')
    case 'major':
      return styled('yellow', '!!  major   ')
    case 'minor':
      return '!   minor   '
    case 'none':
      return styled('dim', '    none    ')
  }
}
