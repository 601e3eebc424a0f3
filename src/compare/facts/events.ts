import type { EventForm } from '../../text/lang/lexicon.ts'
import { stem } from '../cosmetic.ts'
import { type Edit, hunkAt, touches } from '../edit.ts'
import type { Finding } from '../finding.ts'
import { type Reading, written } from '../reading.ts'

/** The state of an event moved along its scale (held, charged, convicted), or what was to come has come. */
export function events(edit: Edit): Finding[] {
  const realised = futureMoved(edit)
  const before = formsOf(edit.old).filter((form) => touches(edit.oldChanged, form.from, form.to))
  const after = formsOf(edit.next).filter((form) => touches(edit.newChanged, form.from, form.to))
  const findings: Finding[] = []
  const scales = new Set<string>()
  for (const one of before) {
    const other = after.find((form) => form.scale === one.scale && form.stage !== one.stage && !scales.has(form.scale))
    if (!other || remains(edit, one, other)) continue
    scales.add(one.scale)
    const close = sameHunk(edit, one, other)
    const rule = `event_${one.critical ? 'moved' : 'moved_mild'}${close && edit.changedWords <= FEW_WORDS ? '' : '_loose'}`
    findings.push(finding(edit, rule, one, other))
  }
  if (findings.length === 0 && realised) return [realised]
  if (findings.length === 0) findings.push(...lives(edit, before, after))
  if (findings.length === 0) findings.push(...phrased(edit, before, after))
  return findings.slice(0, 2)
}

const FEW_WORDS = 6

/** Scales where one word alone tells the state. */
const TELLING: ReadonlySet<string> = new Set(['justice', 'office', 'contest', 'answer', 'rule', 'deal'])

/** A status of several words ("remains in place", "called off") stated on one side only. */
function phrased(edit: Edit, before: readonly Found[], after: readonly Found[]): Finding[] {
  const alone = (form: Found, other: Reading) => !formsOf(other).some(({ scale }) => scale === form.scale)
  const telling = (form: Found) => form.words.length > 1 || TELLING.has(form.scale)
  const won = after.find((form) => telling(form) && alone(form, edit.old))
  const lost = before.find((form) => form.words.length > 1 && alone(form, edit.next))
  if (won && !lost) return [moved(edit, 'event_added', null, written(edit.next, won.from, won.to))]
  return lost && !won ? [moved(edit, 'event_removed', written(edit.old, lost.from, lost.to), null)] : []
}

/** Death or injury stated on one side only. */
function lives(edit: Edit, before: readonly Found[], after: readonly Found[]): Finding[] {
  const { old, next } = edit
  const stated = (reading: Reading, form: Found) =>
    formsOf(reading).some((other) => other.scale === LIFE && other.stage === form.stage)
  const lost = before.find((form) => form.scale === LIFE && !stated(next, form))
  const won = after.find((form) => form.scale === LIFE && !stated(old, form))
  return [
    ...(won ? [moved(edit, 'life_added', null, written(next, won.from, won.to))] : []),
    ...(lost && !won ? [moved(edit, 'life_removed', written(old, lost.from, lost.to), null)] : []),
  ]
}

/** The list of relatives: no scale of events, but one put for another is another person. */
const KIN = 'kin'
/** The scale of the tables that tells of lives. */
const LIFE = 'life'

interface Found extends EventForm {
  from: number
  to: number
}

function formsOf(reading: Reading): Found[] {
  const found: Found[] = []
  for (let at = 0; at < reading.tokens.length; at++) {
    const forms = reading.lexicon.events.get(reading.tokens[at]?.key ?? '') ?? []
    const longest = forms.filter((form) =>
      form.words.every((word, offset) => reading.tokens[at + offset]?.key === word),
    )
    const length = longest[0]?.words.length ?? 0
    for (const form of longest) if (form.words.length === length) found.push({ ...form, from: at, to: at + length })
  }
  return found
}

/** The very words still stand in the new wording, or stood in the old: nothing moved. */
function remains(edit: Edit, one: Found, other: Found): boolean {
  const has = (reading: Reading, wanted: Found) =>
    formsOf(reading).some((form) => form.words.join() === wanted.words.join())
  return has(edit.next, one) || has(edit.old, other)
}

function sameHunk(edit: Edit, one: Found, other: Found): boolean {
  const hunk = hunkAt(edit.hunks, one.from, 'old') ?? hunkAt(edit.hunks, one.to - 1, 'old')
  return hunk !== undefined && other.from < hunk.newTo && other.to > hunk.newFrom
}

function finding(edit: Edit, rule: string, one: Found, other: Found): Finding {
  return {
    kind: one.scale === KIN ? 'person' : 'event_outcome',
    rule,
    old: written(edit.old, one.from, one.to),
    new: written(edit.next, other.from, other.to),
    before: edit.old,
    after: edit.next,
  }
}

/** "to enter" became "enters", "expected to quit" became "quits", or the other way round. */
function futureMoved(edit: Edit): Finding | null {
  const before = plans(edit.old)
  const after = plans(edit.next)
  const done = realisedIn(before, edit.next, after)
  if (done && touches(edit.oldChanged, done.plan.at, done.plan.verb + 1)) {
    return moved(
      edit,
      'event_realised',
      written(edit.old, done.plan.at, done.plan.verb + 1),
      written(edit.next, done.verb, done.verb + 1),
    )
  }
  const undone = realisedIn(after, edit.old, before)
  if (undone && touches(edit.newChanged, undone.plan.at, undone.plan.verb + 1)) {
    return moved(
      edit,
      'event_unrealised',
      written(edit.old, undone.verb, undone.verb + 1),
      written(edit.next, undone.plan.at, undone.plan.verb + 1),
    )
  }
  return null
}

function moved(edit: Edit, rule: string, old: string | null, next: string | null): Finding {
  return { kind: 'event_outcome', rule, old, new: next, before: edit.old, after: edit.next }
}

interface Plan {
  at: number
  verb: number
  stem: string
  key: string
}

/** Verbs that are still to happen, by the table's markers. */
function plans(reading: Reading): Plan[] {
  const found: Plan[] = []
  for (const [at, token] of reading.tokens.entries()) {
    if (!reading.lexicon.future.has(token.key) || !isPlan(reading, at)) continue
    let verb = at + 1
    // "to U-turn"
    if (reading.tokens[verb]?.key.length === 1) verb++
    while (verb < at + 3 && /^(?:be|also|not|soon|now)$/.test(reading.tokens[verb]?.key ?? '')) verb++
    const key = reading.tokens[verb]?.key
    if (key !== undefined && !reading.lexicon.stop.has(key))
      found.push({ at, verb, key, stem: stem(key, reading.lexicon) })
  }
  return found
}

/** "to" speaks of the future after a subject ("Melbourne to enter") or "expected", "set"; not after another verb. */
function isPlan(reading: Reading, at: number): boolean {
  if (reading.tokens[at]?.key !== 'to') return true
  const before = reading.tokens[at - 1]
  if (!before) return false
  if (PLANNED.has(before.key)) return true
  return (
    !reading.lexicon.stop.has(before.key) &&
    !/(?:ed|ing|ly)$/.test(before.key) &&
    (before.capital || !/^(?:want|try|begin|start|continue|need|like)s?$/.test(before.key))
  )
}

const PLANNED = new Set([
  'expected',
  'set',
  'due',
  'likely',
  'poised',
  'about',
  'scheduled',
  'planning',
  'plans',
  'vows',
  'vowed',
  'ready',
  'going',
  'agrees',
  'agreed',
  'threatens',
  'threatened',
  'pledges',
  'pledged',
])

/** The planned verb stands in the other wording without its marker. */
function realisedIn(
  plans: readonly Plan[],
  other: Reading,
  otherPlans: readonly Plan[],
): { plan: Plan; verb: number } | null {
  for (const plan of plans) {
    if (otherPlans.some((planned) => planned.stem === plan.stem)) continue
    const verb = other.tokens.findIndex(
      (token) =>
        token.type === 'word' &&
        token.key.length > 2 &&
        token.key !== plan.key &&
        stem(token.key, other.lexicon) === plan.stem,
    )
    if (verb >= 0) return { plan, verb }
  }
  return null
}
