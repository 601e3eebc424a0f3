import type { BlockKind } from '../article.ts'
import { clean } from '../text/clean.ts'

export type Zone = 'block' | 'caption' | 'byline' | 'tail' | 'promo' | 'credit' | 'notice' | 'standfirst'
export interface Line {
  text: string
  kind: BlockKind
  zone: Zone
  /** A blank line stands before it. */
  apart: boolean
}

/** The lines of the text as units: Markdown's marks read and taken off, hard-wrapped lines joined. */
export function linesOf(body: string): Line[] {
  const lines: Line[] = []
  let apart = true
  for (const raw of body.split(/\r?\n|\r|\u2028|\u2029/)) {
    if (!raw.trim()) {
      apart = true
      continue
    }
    const line = lineOf(raw, apart)
    const last = lines[lines.length - 1]
    if (line && last && !apart && isWrapped(last, line, raw)) last.text = clean(`${last.text} ${line.text}`)
    else if (line) lines.push(line)
    apart = false
  }
  return lines
}

const IMAGE = /!\[([^\]]{0,500})\]\([^)\s]{0,2000}(?:\s"[^"]{0,300}")?\)/g
const LINK = /\[([^\]]{1,500})\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s"[^"]{0,300}")?\)/g

function lineOf(raw: string, apart: boolean): Line | null {
  let text = raw
  let kind: BlockKind = 'paragraph'
  const heading = /^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$/.exec(raw)
  const item = /^\s{0,12}(?:[*+•·‣▪–-]|\d{1,3}[.)])\s+(.*)$/.exec(raw)
  const quote = /^\s{0,3}>\s?(.*)$/.exec(raw)
  if (heading) {
    kind = 'subhead'
    text = heading[1] ?? ''
  } else if (quote) {
    kind = 'quote'
    text = quote[1] ?? ''
  } else if (/^\s*\|.*\|\s*$/.test(raw)) {
    kind = 'table_row'
    text = /^[\s|:-]+$/.test(raw) ? '' : raw.replace(/^\s*\||\|\s*$/g, '').replaceAll('|', ' | ')
  } else if (item && !/^\s*\d/.test(raw)) {
    kind = 'list_item'
    text = item[1] ?? ''
  }
  text = text
    .replace(IMAGE, ' ')
    .replace(LINK, '$1')
    .replace(/(\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\1/g, '$2')
  text = clean(text.replace(/^:\s{2,}/, ''))
  return /[\p{L}\p{N}]/u.test(text) ? { text, kind, zone: 'block', apart } : null
}

/** Whether a line continues the one before: that one ends within a sentence, this one begins in lower case. */
function isWrapped(last: Line, line: Line, raw: string): boolean {
  return (
    last.kind === line.kind &&
    line.kind === 'paragraph' &&
    /[\p{Ll}\p{N},]$/u.test(last.text) &&
    /^\s{0,3}\p{Ll}/u.test(raw) &&
    last.text.length > 40
  )
}
