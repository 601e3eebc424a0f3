import { alike, type Hunk, type View, type Word } from '../view.ts'
import { type Feature, named } from './feature.ts'
import { list } from './size.ts'

/** Names, and the ways of saying the same thing in other words. */
export const NAMES: readonly Feature[] = [
  named(
    'name_new',
    1,
    (view) => Math.min(3, nameWords(view.came).length),
    (view) => `new name ${list(nameWords(view.came).map((word) => word.text))}`,
  ),
  named(
    'name_gone',
    1,
    (view) => Math.min(3, nameWords(view.gone).length),
    (view) => `name ${list(nameWords(view.gone).map((word) => word.text))} gone`,
  ),
  named('name_swapped', 1, (view) => (view.hunks.some(nameForName) ? 1 : 0), 'one name for another'),
  named('roles_swapped', 1, (view) => (rolesSwapped(view) ? 1 : 0), 'the same names in swapped places'),
  named(
    'word_swapped',
    1,
    (view) => Math.min(2, plainSwaps(view).length),
    (view) => `one word for another: ${list(plainSwaps(view))}`,
  ),
  named(
    'word_swapped_alone',
    1,
    (view) => (plainSwaps(view).length === 1 && view.hunks.length === 1 ? 1 : 0),
    (view) => `only one word differs: ${list(plainSwaps(view))}`,
  ),
  named(
    'function_words_only',
    -1,
    (view) =>
      view.hunks.length > 0 && view.hunks.every(({ gone, came }) => [...gone, ...came].every((word) => !word.content))
        ? 1
        : 0,
    'only small words differ',
  ),
  named('synonyms', -1, (view) => Math.min(3, view.synonymsSwapped), 'words of the same meaning were swapped'),
  named(
    'reordered',
    -1,
    (view) => (view.hunks.length > 1 && view.gone.length + view.came.length <= 2 ? 1 : 0),
    'the same words in another order',
  ),
  named('label', -1, (view) => (labelOnly(view) ? 1 : 0), 'a label before the headline came or went'),
  named('kicker', -1, (view) => (kickerOnly(view) ? 1 : 0), 'words before a colon came or went'),
  named('name_in_full', -1, (view) => (view.hunks.some(inFull) ? 1 : 0), 'a name is merely written more or less fully'),
  named('acronym', -1, (view) => (view.hunks.some(acronym) ? 1 : 0), 'a name and its initials'),
  named(
    'described',
    -1,
    (view) => (described(view) ? 1 : 0),
    'a name and a description of the same person changed places',
  ),
  named(
    'adjective_gone',
    -1,
    (view) => (view.hunks.length === 1 && onlyOneSided(view) ? 1 : 0),
    'a single word came or went',
  ),
]

function nameWords(words: readonly Word[]): Word[] {
  return words.filter((word) => word.capital && !word.first && word.value === null)
}

function nameForName({ gone, came }: Hunk): boolean {
  return nameWords(gone).length > 0 && nameWords(came).length > 0 && gone.length <= 4 && came.length <= 4
}

function rolesSwapped(view: View): boolean {
  if (view.gone.length + view.came.length > 1) return false
  const order = (words: readonly Word[]) =>
    words.filter((word) => word.content && word.capital).map((word) => word.stem)
  const old = order(view.old.words)
  const next = order(view.next.words)
  return (
    old.length >= 2 &&
    old.length === next.length &&
    old.join(' ') !== next.join(' ') &&
    [...old].sort().join(' ') === [...next].sort().join(' ')
  )
}

/** One lower-case content word for another in the same place, neither an inflection nor a synonym. */
function plainSwaps(view: View): string[] {
  const gone = new Set(view.gone)
  const came = new Set(view.came)
  return view.hunks.flatMap((hunk) => {
    const left = hunk.gone.filter((word) => word.content)
    const right = hunk.came.filter((word) => word.content)
    const [a] = left
    const [b] = right
    if (!a || !b || left.length !== 1 || right.length !== 1) return []
    if (!gone.has(a) || !came.has(b) || a.value !== null || b.value !== null) return []
    if ((a.capital && !a.first) || (b.capital && !b.first)) return []
    return [`${a.text} / ${b.text}`]
  })
}

function labelOnly({ old, next, knowledge }: View): boolean {
  const one = (words: readonly Word[]) => ` ${words.map((word) => word.key).join(' ')} `
  const [longer, shorter] = old.words.length >= next.words.length ? [old, next] : [next, old]
  if (!longer.keys.endsWith(shorter.keys) || longer.keys === shorter.keys) return false
  const lead = one(longer.words.slice(0, longer.words.length - shorter.words.length))
  return (
    knowledge.labels.phrases.includes(lead) ||
    longer.words.slice(0, 2).some((word) => knowledge.labels.stems.has(word.stem))
  )
}

function kickerOnly({ old, next }: View): boolean {
  const bare = (text: string) =>
    text
      .replace(/^[^:]{2,40}:\s+/u, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  return (
    plain(old.text) !== plain(next.text) &&
    (bare(old.text) === plain(next.text) || plain(old.text) === bare(next.text) || bare(old.text) === bare(next.text))
  )
}

function inFull({ gone, came }: Hunk): boolean {
  const [longer, shorter] = gone.length >= came.length ? [gone, came] : [came, gone]
  if (longer.length === 0 || longer.length > 3 || shorter.length > 1) return false
  return nameWords(longer).length === longer.length && shorter.length === 0
}

function acronym({ gone, came }: Hunk): boolean {
  return spells(gone, came) || spells(came, gone)
}

function spells(short: readonly Word[], long: readonly Word[]): boolean {
  const initials = long
    .filter((word) => word.content)
    .map((word) => word.key[0])
    .join('')
  const all = long.map((word) => word.key[0]).join('')
  return short.some((word) => word.key.length >= 2 && (word.key === initials || word.key === all))
}

/** "The singer" for "Madonna", "She" for a name: the subject described in another way. */
function described({ hunks, knowledge }: View): boolean {
  return hunks.some(({ gone, came }) => (aName(gone) && aDescription(came)) || (aDescription(gone) && aName(came)))

  function aName(words: readonly Word[]): boolean {
    return (
      words.length > 0 &&
      words.length <= 4 &&
      words.filter((word) => word.capital).length >= Math.max(1, words.length - 1) &&
      words.every((word) => word.value === null) &&
      !aPronoun(words)
    )
  }
  function aDescription(words: readonly Word[]): boolean {
    if (aPronoun(words)) return true
    return (
      words.length > 0 &&
      words.length <= 5 &&
      words.every((word) => word.value === null && (!word.capital || word.first || !word.content)) &&
      words.some((word) => !word.capital || !word.content)
    )
  }
  function aPronoun(words: readonly Word[]): boolean {
    return words.length === 1 && knowledge.pronouns.has(words[0]?.key ?? '')
  }
}

function onlyOneSided({ hunks, knowledge }: View): boolean {
  const [hunk] = hunks
  if (!hunk) return false
  const both = [...hunk.gone, ...hunk.came].filter((word) => word.content)
  const [only] = both
  return (
    both.length === 1 &&
    only !== undefined &&
    only.value === null &&
    !both.some((word) => both.some((other) => word !== other && alike(word, other, knowledge)))
  )
}
