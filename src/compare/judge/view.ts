import { diffArrays } from 'diff'
import { fold } from '../../text/canonical.ts'
import { tokenize } from '../../text/tokens.ts'
import type { RewriteFact, RewriteInput } from './judge.ts'
import { type Knowledge, knowledgeOf, type WordClass } from './knowledge.ts'
import { editShare, jaccard, trigramDice } from './similarity.ts'

export interface Word {
  key: string
  stem: string
  text: string
  capital: boolean
  /** First of a sentence or a quotation: its capital says nothing. */
  first: boolean
  value: number | null
  /** Neither a function word nor a sign. */
  content: boolean
}

export interface Side {
  text: string
  words: Word[]
  /** Keys and stems between spaces, for phrases. */
  keys: string
  stems: Set<string>
  contentStems: Set<string>
  /** "scale:step" of the event words. */
  steps: Set<string>
}

/** One place where the words differ. */
export interface Hunk {
  gone: Word[]
  came: Word[]
}

/** Everything the features look at, worked out once per pair. */
export interface View {
  field: RewriteInput['field']
  knowledge: Knowledge
  facts: readonly RewriteFact[]
  old: Side
  next: Side
  dice: number
  stemJaccard: number
  hunks: Hunk[]
  /** Content words of one side that have no partner on the other: neither the same, nor a synonym, nor a near form. */
  gone: Word[]
  came: Word[]
  /** Pairs of different words that say the same. */
  synonymsSwapped: number
}

/** Words past this count are not looked at: a headline or standfirst is shorter, and the diff stays bounded. */
const MOST_WORDS = 160

export function viewOf({ field, old, next, lang, facts }: RewriteInput): View {
  const knowledge = knowledgeOf(lang)
  const left = sideOf(old, knowledge)
  const right = sideOf(next, knowledge)
  const leftover = partner(left, right, knowledge)
  return {
    field,
    knowledge,
    facts,
    old: left,
    next: right,
    dice: trigramDice(old, next),
    stemJaccard: jaccard(left.contentStems, right.contentStems),
    hunks: hunksOf(left.words, right.words, knowledge),
    ...leftover,
  }
}

/** Entries of a class that stand on this side. */
export function entriesIn(side: Side, { stems, phrases }: WordClass): Set<string> {
  const found = new Set<string>()
  for (const word of side.words) if (stems.has(word.stem)) found.add(word.stem)
  for (const phrase of phrases) if (side.keys.includes(phrase)) found.add(phrase.trim())
  return found
}

export function minus<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): T[] {
  return [...a].filter((item) => !b.has(item))
}

export function alike(a: Word, b: Word, knowledge: Knowledge): boolean {
  if (a.value !== null || b.value !== null) return a.value === b.value
  return a.stem === b.stem || synonyms(a.stem, b.stem, knowledge)
}

function sideOf(text: string, knowledge: Knowledge): Side {
  const folded = fold(text)
  const words: Word[] = []
  let last = 0
  for (const token of tokenize(folded)) {
    if (words.length === MOST_WORDS) break
    if (token.type === 'sign') continue
    const between = folded.text.slice(last, token.start)
    last = token.end
    const key = token.key === 'us' && token.text !== 'us' ? 'usa' : token.key
    const value =
      token.type === 'number' ? Number(token.text.replaceAll(',', '')) : (knowledge.numbers.get(key) ?? null)
    words.push({
      key,
      stem: token.type === 'number' ? key : knowledge.stem(key),
      text: token.text,
      capital: token.capital,
      first: words.length === 0 || /[.!?:"'–-]\s*$|["']$/.test(between),
      value: value !== null && Number.isFinite(value) ? value : null,
      content: token.type === 'number' || (!knowledge.functionWords.has(key) && key.length > 1),
    })
  }
  const keys = ` ${words.map((word) => word.key).join(' ')} `
  const side: Side = {
    text,
    words,
    keys,
    stems: new Set(words.map((word) => word.stem)),
    contentStems: new Set(words.filter((word) => word.content).map((word) => word.stem)),
    steps: new Set(),
  }
  for (const stem of side.stems) for (const step of knowledge.steps.get(stem) ?? []) side.steps.add(step)
  for (const [phrase, step] of knowledge.stepPhrases) if (keys.includes(phrase)) side.steps.add(step)
  return side
}

function hunksOf(old: Word[], next: Word[], knowledge: Knowledge): Hunk[] {
  const hunks: Hunk[] = []
  let open: Hunk | null = null
  for (const part of diffArrays(old, next, { comparator: (a, b) => alike(a, b, knowledge) || nearForm(a, b) })) {
    if (!part.added && !part.removed) {
      open = null
      continue
    }
    if (!open) {
      open = { gone: [], came: [] }
      hunks.push(open)
    }
    if (part.removed) open.gone.push(...part.value)
    else open.came.push(...part.value)
  }
  return hunks
}

function partner(old: Side, next: Side, knowledge: Knowledge): Pick<View, 'gone' | 'came' | 'synonymsSwapped'> {
  let gone = old.words.filter((word) => word.content && !next.stems.has(word.stem))
  const came = next.words.filter((word) => word.content && !old.stems.has(word.stem))
  let synonymsSwapped = 0
  gone = gone.filter((word) => {
    const at = came.findIndex((other) => alike(word, other, knowledge) || nearForm(word, other))
    if (at < 0) return true
    if (!nearForm(word, came[at] ?? word)) synonymsSwapped++
    came.splice(at, 1)
    return false
  })
  return { gone, came, synonymsSwapped }
}

function synonyms(a: string, b: string, knowledge: Knowledge): boolean {
  const left = knowledge.synonyms.get(a)
  if (!left) return false
  const right = knowledge.synonyms.get(b)
  return right !== undefined && left.some((group) => right.includes(group))
}

/** "arrive" and "arrival", "Canaries" and "Canary": one word in another form, or misspelt. */
function nearForm(a: Word, b: Word): boolean {
  if (a.value !== null || b.value !== null) return false
  const shortest = Math.min(a.stem.length, b.stem.length)
  if (shortest < 4) return false
  let shared = 0
  while (shared < shortest && a.stem[shared] === b.stem[shared]) shared++
  if (shared >= 5 && shared / Math.max(a.stem.length, b.stem.length) >= 0.6) return true
  return shared >= 4 && shared === shortest && Math.abs(a.stem.length - b.stem.length) <= 3
    ? true
    : shortest >= 5 && editShare(a.stem, b.stem) <= 0.2
}
