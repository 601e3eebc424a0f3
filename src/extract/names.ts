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
  name = name
    .replace(/\s*\((?:[^()]{0,60})\)\s*$/, '')
    .replace(/^@/, '')
    .replace(/\s(?:기자|특파원|記者|记者)$/u, '')
  const tail = TAIL.exec(name)
  if (tail && tail.index > 0) name = name.slice(0, tail.index)
  name = name.replace(/^[\s,.:;|–—-]+|[\s,:;|–—-]+$/g, '')
  if (!/\p{L}/u.test(name) || name.length > 80 || name.length < 2) return null
  if (NOT_NAMES.test(name) || /^https?:|www\.|\.(?:com|org|net|de|co\.uk)\b\//i.test(name)) return null
  if (/\b(?:19|20)\d\d\b|\d{1,2}:\d\d/.test(name)) return null
  if (name.split(/\s+/).length > 8) return null
  return name
}

/** Words that begin a date line, not a name. */
const STAMP =
  /^(?:aktualisiert|veröffentlicht|online|zuletzt|stand|published|updated|posted|publié|publicado|actualizado|aggiornato|pubblicato|view|search|follow|read|see|show|more|all)\b/iu

/** Two to five capitalised words, or a short name in a script without capitals. */
export function looksLikeName(name: string): boolean {
  const words = name.split(/\s+/)
  if (NOT_NAMES.test(name) || /\p{Ll}{2}\.$/u.test(name) || STAMP.test(name)) return false
  if (words.length > 5 || name.length > 50 || /[!?:@_]|\d|\.\p{Ll}/u.test(name)) return false
  if (!/[\p{Lu}\p{Lo}]/u.test(name)) return false
  if (/^\p{Lo}/u.test(name)) return name.length <= 30
  const capital = words.filter((word) => /^[\p{Lu}'’"(]/u.test(word)).length
  return capital >= Math.max(1, words.length - 2) && /^\p{Lu}/u.test(name)
}

/** Whether a part of a byline is only a title or a job ("Senior political correspondent"). */
export function isJob(name: string): boolean {
  return JOBS.test(name)
}
