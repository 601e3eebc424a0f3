import { clean } from '../text/clean.ts'
import { BY, JOBS, NOT_NAMES, TAIL } from './byline-words.ts'
import { letters } from './likeness.ts'

const BY_PATTERN = new RegExp(
  `^(?:${[...BY].sort((one, other) => other.length - one.length).join('|')})(?:\\s*:\\s*|\\s+|$)`,
  'iu',
)
const SEPARATOR = /\s*[,;|&/•·]\s*|\s+(?:and|und|y|et|e|og|och|en|ja|i|oraz|with|mit|con|avec)\s+/u
const MAX_NAMES = 20

/**
 * The names in a byline as people write it: "By Ana Lima and Tom Reed, BBC News" gives three, for an agency or a paper
 * that is named as author is kept. Introductions, titles, dates, addresses and handles are left out.
 */
export function namesIn(line: string): string[] {
  let text = clean(line).slice(0, 300)
  text = text.replace(/https?:\S+|\S+@\S+\.\S+/g, ' ').trim()
  for (let round = 0; round < 2; round++) text = text.replace(BY_PATTERN, '').trim()
  const names: string[] = []
  for (const part of text.split(SEPARATOR)) {
    const name = cleanName(part)
    if (name && !names.some((other) => letters(other) === letters(name)) && names.length < MAX_NAMES) names.push(name)
  }
  return names
}

/** One name without what stands around it, or null when it is none. */
export function cleanName(raw: string): string | null {
  let name = clean(raw).replace(BY_PATTERN, '').trim()
  name = name.replace(/\s*\((?:[^()]{0,60})\)\s*$/, '').replace(/^@/, '')
  const tail = TAIL.exec(name)
  if (tail && tail.index > 0) name = name.slice(0, tail.index)
  name = name.replace(/^[\s,.:;|–—-]+|[\s,:;|–—-]+$/g, '')
  if (!/\p{L}/u.test(name) || name.length > 80 || name.length < 2) return null
  if (NOT_NAMES.test(name) || /^https?:|www\.|\.(?:com|org|net|de|co\.uk)\b\//i.test(name)) return null
  if (/\b(?:19|20)\d\d\b|\d{1,2}:\d\d/.test(name)) return null
  if (name.split(/\s+/).length > 8) return null
  return name
}

/** Whether a part of a byline is only a title or a job ("Senior political correspondent"). */
export function isJob(name: string): boolean {
  return JOBS.test(name)
}
