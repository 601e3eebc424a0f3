import { Command, InvalidArgumentError } from 'commander'
import { diffArrays, diffWordsWithSpace } from 'diff'
import type { Content, Version } from '../article.ts'
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
      const lines = diffLines(linesOf(pair.from.content), linesOf(pair.to.content))
      if (options.json) return printJson({ from: pair.from.no, to: pair.to.no, lines })
      print(
        styled('dim', `version ${pair.from.no} (${pair.from.foundAt}) to version ${pair.to.no} (${pair.to.foundAt})`),
      )
      if (lines.every((line) => line.kind === 'same')) return print('no difference in the text')
      for (const line of lines) if (line.kind !== 'same') print(show(line))
    })
}

function versionNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('must be a version number')
  return Number(text)
}

type Line =
  | { kind: 'same' | 'added' | 'removed'; text: string }
  | { kind: 'edited'; words: Array<{ kind: 'same' | 'added' | 'removed'; text: string }> }

function linesOf({ headline, standfirst, byline, notices, blocks }: Content): string[] {
  const by = byline.length > 0 ? [`By ${byline.join(', ')}`] : []
  return [
    headline?.text,
    standfirst,
    ...by,
    ...notices.map(({ text }) => text),
    ...blocks.map(({ text }) => text),
  ].filter((text) => text !== undefined && text !== null)
}

/** Beyond this many word edits a paragraph is shown as taken out and put in: nobody reads such a mesh. */
const MOST_EDITS = 200

function diffLines(old: string[], next: string[]): Line[] {
  const lines: Line[] = []
  const parts = diffArrays(old, next)
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at]
    const following = parts[at + 1]
    if (!part) continue
    if (part.removed && following?.added) {
      const common = Math.min(part.value.length, following.value.length)
      for (let n = 0; n < common; n++) lines.push(...diffOne(part.value[n] ?? '', following.value[n] ?? ''))
      lines.push(...part.value.slice(common).map((text): Line => ({ kind: 'removed', text })))
      lines.push(...following.value.slice(common).map((text): Line => ({ kind: 'added', text })))
      at++
    } else {
      const kind = part.added ? 'added' : part.removed ? 'removed' : 'same'
      lines.push(...part.value.map((text): Line => ({ kind, text })))
    }
  }
  return lines
}

function diffOne(old: string, next: string): Line[] {
  const words = diffWordsWithSpace(old, next, { maxEditLength: MOST_EDITS })
  const kept =
    words?.filter((word) => !word.added && !word.removed).reduce((sum, word) => sum + word.value.length, 0) ?? 0
  if (!words || kept < Math.max(old.length, next.length) / 3) {
    return [
      { kind: 'removed', text: old },
      { kind: 'added', text: next },
    ]
  }
  return [
    {
      kind: 'edited',
      words: words.map(({ added, removed, value }) => ({
        kind: added ? 'added' : removed ? 'removed' : 'same',
        text: value,
      })),
    },
  ]
}

function show(line: Line): string {
  if (line.kind !== 'edited') {
    const text = safe(line.text)
    return line.kind === 'same'
      ? `  ${text}`
      : line.kind === 'added'
        ? styled('green', `+ ${text}`)
        : styled('red', `- ${text}`)
  }
  // Marked by signs as well as by colour: [-old-] {+new+}, as git's word diff does.
  const words = line.words.map(({ kind, text }) =>
    kind === 'added'
      ? styled('green', `{+${safe(text)}+}`)
      : kind === 'removed'
        ? styled('red', `[-${safe(text)}-]`)
        : safe(text),
  )
  return `~ ${words.join('')}`
}
