import { entriesIn, minus, type Side, type View, type Word } from '../view.ts'
import { type Feature, named } from './feature.ts'
import { list } from './size.ts'

/** Figures, casualties, dates. */
export const FIGURES: readonly Feature[] = [
  named(
    'number_new',
    1,
    (view) => (numbersOnly(view.next, view.old).length > 0 ? 1 : 0),
    (view) => `new number ${list(numbersOnly(view.next, view.old).map((word) => word.text))}`,
  ),
  named(
    'number_gone',
    1,
    (view) => (numbersOnly(view.old, view.next).length > 0 ? 1 : 0),
    (view) => `number ${list(numbersOnly(view.old, view.next).map((word) => word.text))} gone`,
  ),
  named(
    'number_swapped',
    1,
    (view) => (numbersSwapped(view) ? 1 : 0),
    (view) =>
      `${list(numbersOnly(view.old, view.next).map((word) => word.text))} became ${list(numbersOnly(view.next, view.old).map((word) => word.text))}`,
  ),
  named(
    'casualty_new',
    1,
    (view) => (casualties(view.next, view.old, view).length > 0 ? 1 : 0),
    (view) => `'${list(casualties(view.next, view.old, view))}' is new`,
  ),
  named(
    'casualty_gone',
    1,
    (view) => (casualties(view.old, view.next, view).length > 0 ? 1 : 0),
    (view) => `'${list(casualties(view.old, view.next, view))}' is gone`,
  ),
  named(
    'casualty_count',
    1,
    (view) => (countedCasualties(view.next, view.old, view) || countedCasualties(view.old, view.next, view) ? 1 : 0),
    'how many people were killed, hurt or missing differs',
  ),
  named(
    'casualty_one_side',
    1,
    (view) => (onOneSide(view) ? 1 : 0),
    'only one of the texts speaks of dead, hurt or missing people',
  ),
  named(
    'casualty_detail',
    1,
    (view) => (spokenOf(view) && view.came.length > 0 && view.came.length <= 3 ? 1 : 0),
    'a new word about people killed, hurt or missing',
  ),
  named(
    'casualty_number',
    1,
    (view) => (numberChanged(view) && entriesIn(view.next, view.knowledge.casualties).size > 0 ? 1 : 0),
    'a figure differs where people were killed or hurt',
  ),
  named(
    'money_touched',
    1,
    (view) => (touched(view, /[$£€¥₪₹₽]\s?[\d.,]+\s?\w*|[\d.,]+\s?(?:euro|dollar|pound)/giu) ? 1 : 0),
    'a sum of money differs',
  ),
  named(
    'percent_touched',
    1,
    (view) => (touched(view, /[\d.,]+\s?(?:%|per ?cent|procent|prozent|por ciento|pour cent)/giu) ? 1 : 0),
    'a percentage differs',
  ),
  named('vague_to_exact', 1, (view) => (vagueToExact(view) ? 1 : 0), 'a vague quantity and a figure changed places'),
  named('vague_swapped', 1, (view) => (classSwapped(view, view.knowledge.vague) ? 1 : 0), 'a vague quantity differs'),
  named(
    'date_new',
    1,
    (view) =>
      minus(entriesIn(view.next, view.knowledge.dates), entriesIn(view.old, view.knowledge.dates)).length > 0 ? 1 : 0,
    (view) =>
      `'${list(minus(entriesIn(view.next, view.knowledge.dates), entriesIn(view.old, view.knowledge.dates)))}' is new`,
  ),
  named(
    'date_gone',
    1,
    (view) =>
      minus(entriesIn(view.old, view.knowledge.dates), entriesIn(view.next, view.knowledge.dates)).length > 0 ? 1 : 0,
    (view) =>
      `'${list(minus(entriesIn(view.old, view.knowledge.dates), entriesIn(view.next, view.knowledge.dates)))}' is gone`,
  ),
  named('date_swapped', 1, (view) => (classSwapped(view, view.knowledge.dates) ? 1 : 0), 'a date differs'),
]

function numbersOnly(side: Side, other: Side): Word[] {
  const values = new Set(other.words.map((word) => word.value))
  return side.words.filter((word) => word.value !== null && !values.has(word.value))
}

function numberChanged(view: View): boolean {
  return numbersOnly(view.next, view.old).length > 0 || numbersOnly(view.old, view.next).length > 0
}

function numbersSwapped(view: View): boolean {
  return view.hunks.some(
    ({ gone, came }) => gone.some((word) => word.value !== null) && came.some((word) => word.value !== null),
  )
}

function casualties(side: Side, other: Side, { knowledge }: View): string[] {
  return minus(entriesIn(side, knowledge.casualties), entriesIn(other, knowledge.casualties))
}

/** A figure that only this side has, within three words of a word for the dead or hurt. */
function countedCasualties(side: Side, other: Side, { knowledge }: View): boolean {
  const fresh = new Set(numbersOnly(side, other))
  return side.words.some(
    (word, at) =>
      fresh.has(word) &&
      side.words.slice(Math.max(0, at - 3), at + 4).some((near) => knowledge.casualties.stems.has(near.stem)),
  )
}

function onOneSide({ old, next, knowledge }: View): boolean {
  return (entriesIn(old, knowledge.casualties).size === 0) !== (entriesIn(next, knowledge.casualties).size === 0)
}

function spokenOf({ old, next, knowledge }: View): boolean {
  return entriesIn(old, knowledge.casualties).size > 0 && entriesIn(next, knowledge.casualties).size > 0
}

function touched({ old, next }: View, pattern: RegExp): boolean {
  const flat = (text: string) =>
    (text.match(pattern) ?? [])
      .map((found) => found.replace(/[^\p{L}\d.]/gu, ''))
      .sort()
      .join(' ')
  return flat(old.text) !== flat(next.text)
}

function vagueToExact(view: View): boolean {
  const vague = (words: readonly Word[]) => words.some((word) => view.knowledge.vague.stems.has(word.stem))
  const exact = (words: readonly Word[]) => words.some((word) => word.value !== null)
  return view.hunks.some(({ gone, came }) => (vague(gone) && exact(came)) || (exact(gone) && vague(came)))
}

function classSwapped(view: View, { stems }: { stems: ReadonlySet<string> }): boolean {
  return view.hunks.some(({ gone, came }) => {
    const left = gone.filter((word) => stems.has(word.stem))
    const right = came.filter((word) => stems.has(word.stem))
    return left.length > 0 && right.length > 0 && left.every((word) => right.every((other) => other.stem !== word.stem))
  })
}
