import { entriesIn, minus, type Side, type View } from '../view.ts'
import { type Feature, named } from './feature.ts'
import { list } from './size.ts'

/** What happened: states of an event along their scales, the future and the done, yes and no. */
export const EVENTS: readonly Feature[] = [
  named(
    'status_moved',
    1,
    (view) => (movedScales(view).length > 0 ? 1 : 0),
    (view) => `the state of events moved (${list(movedScales(view))})`,
  ),
  named(
    'status_moved_small',
    1,
    (view) => (movedScales(view).length > 0 && small(view) ? 1 : 0),
    (view) => `little differs but the state of events (${list(movedScales(view))})`,
  ),
  named(
    'status_new',
    1,
    (view) => Math.min(3, onlyScales(view.next, view.old).length),
    (view) => `a new event word (${list(onlyScales(view.next, view.old))})`,
  ),
  named(
    'status_gone',
    1,
    (view) => Math.min(3, onlyScales(view.old, view.next).length),
    (view) => `an event word is gone (${list(onlyScales(view.old, view.next))})`,
  ),
  named(
    'future_done',
    1,
    (view) => (futureDone(view) ? 1 : 0),
    'what was to come has happened, or the other way round',
  ),
  named(
    'future_done_headline',
    1,
    (view) => (view.field === 'headline' && futureDone(view) ? 1 : 0),
    'what was to come has happened, or the other way round',
  ),
  named(
    'future_gone',
    1,
    (view) => (futureMarks(view.old, view.next, view).length > 0 ? 1 : 0),
    (view) => `'${list(futureMarks(view.old, view.next, view))}' is gone`,
  ),
  named(
    'future_new',
    1,
    (view) => (futureMarks(view.next, view.old, view).length > 0 ? 1 : 0),
    (view) => `'${list(futureMarks(view.next, view.old, view))}' is new`,
  ),
  named(
    'negation',
    1,
    (view) =>
      entriesIn(view.old, view.knowledge.negations).size > 0 !== entriesIn(view.next, view.knowledge.negations).size > 0
        ? 1
        : 0,
    'a negation came or went',
  ),
  named(
    'antonym',
    1,
    (view) => (antonyms(view).length > 0 ? 1 : 0),
    (view) => `turned into its opposite: ${list(antonyms(view))}`,
  ),
  named(
    'category_swapped',
    1,
    (view) => (categories(view).length > 0 ? 1 : 0),
    (view) => `one ${list(categories(view))} word for another`,
  ),
  named(
    'category_swapped_small',
    1,
    (view) => (categories(view).length > 0 && small(view) ? 1 : 0),
    (view) => `little differs but one ${list(categories(view))} word`,
  ),
  named(
    'category_new',
    1,
    ({ came, knowledge }) => Math.min(2, came.filter((word) => knowledge.categories.has(word.stem)).length),
    ({ came, knowledge }) =>
      `new: ${list(came.filter((word) => knowledge.categories.has(word.stem)).map((word) => word.text))}`,
  ),
  named(
    'category_gone',
    1,
    ({ gone, knowledge }) => Math.min(2, gone.filter((word) => knowledge.categories.has(word.stem)).length),
    ({ gone, knowledge }) =>
      `gone: ${list(gone.filter((word) => knowledge.categories.has(word.stem)).map((word) => word.text))}`,
  ),
  named(
    'question',
    1,
    (view) => (isQuestion(view.old) !== isQuestion(view.next) ? 1 : 0),
    'a question became a statement, or the other way round',
  ),
]

/** Few words differ: what differs is the point. */
export function small(view: View): boolean {
  return view.gone.length <= 2 && view.came.length <= 2
}

function stepsByScale(steps: Iterable<string>): Map<string, Set<string>> {
  const scales = new Map<string, Set<string>>()
  for (const step of steps) {
    const [scale = ''] = step.split(':')
    scales.set(scale, (scales.get(scale) ?? new Set()).add(step))
  }
  return scales
}

function movedScales({ old, next }: View): string[] {
  const gone = stepsByScale(minus(old.steps, next.steps))
  const came = stepsByScale(minus(next.steps, old.steps))
  return [...gone.keys()].filter((scale) => came.has(scale))
}

function onlyScales(side: Side, other: Side): string[] {
  const theirs = stepsByScale(other.steps)
  return [...stepsByScale(side.steps).keys()].filter((scale) => !theirs.has(scale))
}

function futureDone(view: View): boolean {
  const before = futureVerbs(view.old, view)
  const after = futureVerbs(view.next, view)
  const done = (marked: Map<string, string>, others: Map<string, string>, side: Side) =>
    [...marked].some(
      ([stem, key]) =>
        !others.has(stem) &&
        side.words.some((word) => word.stem === stem && (word.key !== key || marked.get(`${stem}!`) !== undefined)),
    )
  return done(before, after, view.next) || done(after, before, view.old)
}

/** Verbs that stand after a mark of the future: stem -> form. A mark of more than "to" is noted as `stem!`. */
function futureVerbs(side: Side, { knowledge }: View): Map<string, string> {
  const verbs = new Map<string, string>()
  side.words.forEach((word, at) => {
    if (!word.content || word.value !== null || at === 0) return
    const before = ` ${side.words
      .slice(Math.max(0, at - 3), at)
      .map((other) => other.key)
      .join(' ')} `
    if (knowledge.future.phrases.some((phrase) => before.endsWith(phrase))) {
      verbs.set(word.stem, word.key)
      verbs.set(`${word.stem}!`, word.key)
    } else if (knowledge.future.stems.has(side.words[at - 1]?.stem ?? '')) verbs.set(word.stem, word.key)
  })
  return verbs
}

function futureMarks(side: Side, other: Side, { knowledge }: View): string[] {
  return knowledge.future.phrases
    .filter((phrase) => side.keys.includes(phrase) && !other.keys.includes(phrase))
    .map((phrase) => phrase.trim())
}

function antonyms({ gone, came, knowledge }: View): string[] {
  return gone.flatMap((word) =>
    came
      .filter((other) => knowledge.antonyms.get(word.stem)?.has(other.stem))
      .map((other) => `${word.text} / ${other.text}`),
  )
}

function categories({ gone, came, knowledge }: View): string[] {
  const left = new Set(gone.flatMap((word) => knowledge.categories.get(word.stem) ?? []))
  return [...new Set(came.flatMap((word) => knowledge.categories.get(word.stem) ?? []))].filter((name) =>
    left.has(name),
  )
}

function isQuestion({ text }: Side): boolean {
  return /[?؟]/.test(text)
}
