import type { Claim, Content } from '../article.ts'
import { print, safe, short, styled } from './print.ts'

/** Everything that decided on what was pulled out of a page. */
export interface Explanation {
  content: Content
  /** The site's own rules that were applied; null where it has none. */
  rules: { file: string; version: string } | null
  /** What each of their selectors matched. */
  ruleHits: Array<{ key: string; selector: string; matches: number }>
  /** Each run of text of the page, kept or dropped, where it stands, and why. */
  verdicts: Array<{ kept: boolean; text: string; path: string; reason: string }>
  /** Kept blocks at places that turn by themselves: they stand in versions, and their turns alert nobody. */
  quarantined?: Array<{ key: string; text: string; reason: string }>
}

/** The explanation as a picture for a terminal. */
export function showExplanation({ content, rules, ruleHits, verdicts, quarantined = [] }: Explanation): void {
  heading('page')
  says('kind', `${content.kind}, ${content.access}, confidence ${content.confidence.toFixed(2)}`)
  for (const reason of content.reasons) says('because', reason)
  heading('site rules')
  print(rules === null ? '  none: the heuristics alone decide' : `  ${safe(rules.file)}, version ${rules.version}`)
  for (const { key, selector, matches } of ruleHits) {
    const found = matches === 0 ? styled('yellow', 'matches nothing here') : `${matches} matched`
    print(`  ${key.padEnd(16)}${safe(selector)}  ${found}`)
  }
  heading('headline')
  if (content.headline === null) print('  none')
  for (const candidate of content.headlines) {
    const chosen = candidate.source === content.headline?.source && candidate.text === content.headline.text
    const source = candidate.source === 'rule' ? 'site rule' : candidate.source
    const line = `${chosen ? '*' : ' '} ${source.padEnd(15)}${short(candidate.text, 110)}`
    print(`  ${chosen ? styled('green', line) : line}`)
  }
  heading('fields')
  says('standfirst', content.standfirst && short(content.standfirst, 160))
  says('byline', content.byline.join(', ') || 'none')
  says('section', content.section)
  says('published', content.published ?? 'none')
  says('modified', content.modified)
  says('language', [content.lang, content.dir].filter(Boolean).join(', '))
  says('canonical', content.canonicalUrl)
  says('image', content.leadImage)
  for (const { kind, text } of content.notices) says(kind, styled('magenta', short(text, 160)))
  for (const caption of content.captions) says('caption', short(caption, 110))
  if (content.entries.length > 0) says('entries', `${content.entries.length} of a live blog`)
  for (const { id, at, text } of content.entries.slice(0, SOME)) says('', `${at ?? '-'} ${id ?? ''} ${short(text, 90)}`)
  showClaims(content.claims)
  showVerdicts(content, verdicts)
  if (quarantined.length > 0) heading('quarantined as furniture of the site')
  for (const { key, text, reason } of quarantined) {
    print(`  ${styled('yellow', key)}  ${short(text, 80)}`)
    print(styled('dim', `           ${safe(reason)}`))
  }
}

const SOME = 5
const MOST_CLAIMS = 20

function showClaims(claims: Claim[]): void {
  if (claims.length === 0) return
  heading('what the page says of itself')
  for (const { source, field, value } of claims.slice(0, MOST_CLAIMS)) {
    print(styled('dim', `  ${source.padEnd(12)}${safe(field).padEnd(16)}${short(value, 90)}`))
  }
  if (claims.length > MOST_CLAIMS) print(styled('dim', `  and ${claims.length - MOST_CLAIMS} more (--json)`))
}

function showVerdicts({ notices }: Content, verdicts: Explanation['verdicts']): void {
  const kept = verdicts.filter((one) => one.kept).length
  heading(`blocks: ${kept} kept, ${verdicts.length - kept} dropped`)
  const noticed = new Set(notices.map(({ text }) => text))
  for (const { kept, text, path, reason } of verdicts) {
    const mark = noticed.has(text)
      ? styled('magenta', 'notice ')
      : kept
        ? styled('green', 'kept   ')
        : styled('red', 'dropped')
    print(`  ${mark}  ${short(text, 80)}`)
    print(styled('dim', `           ${short(reason.replace(/^(?:keep|drop): /, ''), 90)}  at ${short(path, 80)}`))
  }
}

function heading(text: string): void {
  print(`\n${styled('bold', text)}`)
}

function says(name: string, value: string | null): void {
  if (value) print(`  ${name.padEnd(14)}${value.includes('\u001b') ? value : safe(value)}`)
}
