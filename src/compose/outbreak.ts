import { siteBroken } from '../alert/operator-event.ts'
import type { Article, Outcome, Review } from '../article.ts'
import type { Log } from '../log.ts'
import { isPast, isUnheard, type Outbreak, outbreakOf } from '../outcome/outbreak.ts'
import { askMs, OUTCOME_RULES } from '../outcome/rules.ts'
import { owe } from '../review/owe.ts'
import type { Rules } from '../review/rules.ts'
import { oweEvent } from '../store/delivery-log.ts'
import type { Store } from '../store/open.ts'
import { askNeighbours, markBroken, type Turnout, turnoutOf, turnoutOfHosts, witnessesOf } from '../store/turnout.ts'

/** What a site's own failure can look like; the way back is always told. */
const BAD = new Set(['article.removed', 'article.blocked', 'article.paywalled', 'article.unavailable_legal'])
const GONE: readonly Outcome[] = ['removed_pending', 'removed']
/** Enough to outvote a few that were taken down on one morning, and few enough for a site in trouble. */
const MOST_ASKED = 6
/** One of them may stumble by itself just then. */
const BESIDE = 2

/**
 * Before something bad is told of an article: whether the same happens to its neighbours. They are asked for then, and
 * it is told at the article's next look, when they were looked at; the common check pays nothing. The operator is told
 * of a whole site once in the window.
 */
export async function outbreakBefore(
  { store, log, dry = false }: { store: Store; log: Log; dry?: boolean },
  { article, review, rules, now }: { article: Article; review: Review; rules: Rules; now: string },
): Promise<Outbreak | null> {
  if (!review.alerts.some(({ type }) => BAD.has(type))) return null
  const { id, host } = article
  const outcome = rules.outcome ?? OUTCOME_RULES
  const { outbreakWindowMs: windowMs, confirmMs } = outcome
  const askedAt = article.standing?.askedAt
  const ago = (at: string) => Date.parse(now) - Date.parse(at)
  // Since it began, and long enough for what is told at first sight; once they were asked, since then.
  const { since, afreshAt } = review.standing
  const troubleMs = Math.max(2 * confirmMs, ago(since))
  const heardMs = askedAt === undefined ? 0 : ago(askedAt)
  const outcomes = review.outcome === 'removed' ? GONE : [review.outcome]
  const own = { from: afreshAt ?? since, now, outcomes, nearMs: confirmMs }
  const witnesses = await witnessesOf(store.pool, { id, host, heardMs, ...own })
  const lookedMs = askedAt !== undefined && witnesses.heard > 0 ? heardMs : troubleMs
  const site = await turnoutOf(store.pool, { id, host, windowMs, lookedMs })
  const hosts = await hostsNow(store, { windowMs, troubleMs, confirmMs })
  const outbreak = outbreakOf(site, hosts)
  if (outbreak === null && isPast(witnesses, ago(since), windowMs)) return 'past'
  if (outbreak === null && isUnheard(witnesses, heardMs, windowMs)) {
    if (!dry) await askNeighbours(store.pool, { ...witnesses, id, host, most: MOST_ASKED, withinMs: askMs(outcome) })
    return 'asking'
  }
  if (outbreak === null || dry || !(await markBroken(store.pool, { host, windowMs }))) return outbreak
  if (outbreak === 'us') {
    log.error({ host, hosts }, 'most hosts turned at once: our own side, nothing is told')
    return outbreak
  }
  const { state, detail } = review
  const event = siteBroken({ host, state, detail, since: now, articles: site.turned, now })
  log.warn({ host, site, state }, event.data.line)
  await oweEvent(store.pool, owe(event, [], rules, now))
  return outbreak
}

/**
 * Has neighbours looked at beside a lone look that saw its article gone or walled. When that is about to be told nobody
 * could say any more whether an outage of the host began and ended around it. In an outage each look has those before it
 * for neighbours, so that no more are asked.
 */
export async function askBeside(
  { store }: { store: Store },
  { article: { id, host }, rules: { outcome = OUTCOME_RULES } }: { article: Article; rules: Rules },
): Promise<void> {
  await askNeighbours(store.pool, { id, host, most: BESIDE, withinMs: askMs(outcome), unlessMs: outcome.confirmMs })
}

/**
 * How all hosts stand, looked at since the trouble of one article began or a little later. Where a whole newspaper is
 * gone each of its articles asks this, and reads all articles for it: the answer serves for a twentieth of `confirmMs`.
 */
function hostsNow(
  store: Store,
  { windowMs, troubleMs, confirmMs }: { windowMs: number; troubleMs: number; confirmMs: number },
): Promise<Turnout> {
  // A few spans serve all articles: down to a power of two of the least one.
  const lookedMs = 2 * confirmMs * 2 ** Math.floor(Math.log2(troubleMs / (2 * confirmMs)))
  const spans = answers.get(store) ?? new Map<number, { at: number; hosts: Promise<Turnout> }>()
  answers.set(store, spans)
  const known = spans.get(lookedMs)
  if (known && performance.now() - known.at < confirmMs / 20) return known.hosts
  const hosts = turnoutOfHosts(store.pool, { windowMs, lookedMs })
  spans.set(lookedMs, { at: performance.now(), hosts })
  // A failure is told to who asked, and not to those after him.
  hosts.catch(() => spans.delete(lookedMs))
  return hosts
}

const answers = new WeakMap<Store, Map<number, { at: number; hosts: Promise<Turnout> }>>()
