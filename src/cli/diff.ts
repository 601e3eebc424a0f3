import { Command, InvalidArgumentError } from 'commander'
import type { Run } from '../alert/marks.ts'
import { type Row, sideBySide } from '../alert/side-by-side.ts'
import { partsOf } from '../alert/version-parts.ts'
import type { Version } from '../article.ts'
import { print, printJson, safe, styled } from './print.ts'

export interface DiffDeps {
  /** Two versions of an article; by default the last two that the publisher made. */
  versions(article: string, from: number | null, to: number | null): Promise<{ from: Version; to: Version }>
}

export function diffCommand(deps: DiffDeps): Command {
  return new Command('diff')
    .description('what changed between two versions of an article, word by word')
    .argument('<article>', 'its id or its URL')
    .argument('[from]', 'version number; the one before TO by default', versionNumber)
    .argument('[to]', 'version number; the latest by default', versionNumber)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  stet diff 12 1 3')
    .action(async (article: string, from?: number, to?: number, options: { json?: boolean } = {}) => {
      const pair = await deps.versions(article, from ?? null, to ?? null)
      const rows = sideBySide(partsOf(pair.from.content), partsOf(pair.to.content))
      if (options.json) return printJson({ from: pair.from.no, to: pair.to.no, rows })
      print(
        styled('dim', `version ${pair.from.no} (${pair.from.foundAt}) to version ${pair.to.no} (${pair.to.foundAt})`),
      )
      const differing = rows.filter(({ kind }) => kind !== 'same')
      if (differing.length === 0) return print('no difference in the text')
      for (const row of differing) print(show(row))
    })
}

function versionNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('must be a version number')
  return Number(text)
}

function show(row: Row): string {
  // Marked by signs as well as by colour: [-old-] {+new+}, as git's word diff does.
  if (row.kind === 'edited') {
    const old = marked(row.old, (text) => styled('red', `[-${text}-]`))
    const next = marked(row.next, (text) => styled('green', `{+${text}+}`))
    return `- ${old}\n+ ${next}`
  }
  const text = `${safe(row.text)}${'moved' in row && row.moved ? ' (moved)' : ''}`
  return row.kind === 'added' ? styled('green', `+ ${text}`) : styled('red', `- ${text}`)
}

function marked(runs: readonly Run[], mark: (text: string) => string): string {
  return runs.map(({ text, changed }) => (changed ? mark(safe(text)) : safe(text))).join('')
}
