import type { ArticleId, History, Page, Review } from '../article.ts'
import type { Config } from '../config.ts'
import { StetError } from '../errors.ts'
import { textOf } from '../extract/text-of.ts'
import { charsetOf } from '../fetch/charset.ts'
import { codingsOf, decode } from '../fetch/decode.ts'
import type { Egress } from '../fetch/egress.ts'
import { ownBuffer, release } from '../fetch/own-buffer.ts'
import type { CheckDeps } from '../jobs/check-article.ts'
import { createPlaces } from '../jobs/places.ts'
import { hintOf } from '../jobs/pointer.ts'
import type { Log } from '../log.ts'
import { isUntoldTrouble } from '../outcome/outbreak.ts'
import { mayBeKnown } from '../review/look.ts'
import type { ReadPage, ReviewInput, Rules } from '../review/rules.ts'
import { NO_HISTORY, review } from '../review.ts'
import { endVisits } from '../store/end-visits.ts'
import { loadHistory, type StoredHistory } from '../store/history.ts'
import { isAway } from '../store/is-away.ts'
import type { Store } from '../store/open.ts'
import { recordCheck } from '../store/record-check.ts'
import { recordUnchanged } from '../store/record-unchanged.ts'
import { takeChecks } from '../store/take-checks.ts'
import { createWriteBack } from '../store/write-back.ts'
import type { ThinkPool } from '../think/pool.ts'
import type { Metrics } from '../web/metrics.ts'
import { fetchArticle } from './fetch-article.ts'
import { pointing } from './hints.ts'
import { holdBack } from './hold-back.ts'
import { askBeside, outbreakBefore } from './outbreak.ts'
import { sharedBefore } from './shared.ts'
import { troubleBefore, troubleOf } from './trouble.ts'

export interface CheckParts {
  config: Config
  store: Store
  log: Log
  egress: Egress
  think: ThinkPool
  userAgent: string
  /** Rules for a host, as they are now. */
  rules(host: string): Promise<Rules>
  ring(deliveryIds: string[]): Promise<void>
  observe: CheckDeps['observe']
  observeHint: Metrics['observeHint']
}

/** Visits that end within so many ms of one another end in one statement. */
const END_WAIT_MS = 20

/** What thinking asks of the world; a dry check marks no site and tells no operator. */
type ThinkParts = Pick<CheckParts, 'store' | 'think' | 'rules' | 'log'> & { dry?: boolean }

/** The effects of a check, joined from the folders that own them. */
export function checkDeps(parts: CheckParts): CheckDeps {
  const { config, store } = parts
  const unchanged = createWriteBack((records: Parameters<typeof recordUnchanged>[1]) =>
    recordUnchanged(store.pool, records),
  )
  const ends = createWriteBack(
    async (visits: Parameters<typeof endVisits>[1]) => {
      await endVisits(store.pool, visits)
      return visits
    },
    { waitMs: END_WAIT_MS },
  )
  return {
    now: () => new Date(),
    sleep,
    places: createPlaces(config.check.concurrency),
    ledger: {
      takeChecks: (visits) => takeChecks(store.pool, { visits, leaseSeconds: config.plan.lease_s }),
      endVisit: async (site, untouched, untouchedSources) => {
        const openAt = site.openAt ?? new Date().toISOString()
        await ends.add({ ...site, openAt, untouched, untouchedSources })
      },
      recordCheck: (record) =>
        recordCheck(store.pool, record).finally(() => {
          if (record.page) release(record.page.wire)
        }),
      recordUnchanged: (record) => unchanged.add(record),
      isAway,
    },
    fetchPage: (input) => fetchArticle(parts, input),
    think: (input) => thinkAndForget(parts, input),
    ring: parts.ring,
    pointAt: pointing({ ...parts, observe: parts.observeHint }),
    observe: (check) => {
      parts.observe(check)
      // A person asks from another process, whose counts nobody reads: theirs are counted where they are heeded.
      const hint = hintOf(check.taken)
      if (hint?.hint === 'editor' && !hint.second) parts.observeHint('editor', hint.came)
    },
    failed: ({ article }, error) =>
      parts.log.error({ article_id: article.id, url: article.url, err: error }, 'check failed by a fault of ours'),
  }
}

/** Half the cost of the promised timer: every check waits its turn. */
function sleep(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(false)
    const over = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', over)
      resolve(!signal.aborted)
    }
    const timer = setTimeout(over, ms)
    signal.addEventListener('abort', over)
  })
}

/** What is stored of a page is its wire bytes, and those only of a version. */
async function thinkAndForget(parts: ThinkParts, asked: ThinkAsked): Promise<Review> {
  const { fetched } = asked
  if (fetched.kind !== 'page') return thinkOver(parts, asked)
  const { bytes, wire } = fetched.page
  let keep: Uint8Array | null = null
  try {
    const known = await thinkOver(parts, asked)
    if (known.version !== null) keep = wire
    return known
  } finally {
    for (const one of [bytes, wire]) if (one.buffer !== keep?.buffer) release(one)
  }
}

/** Reviews what was fetched: in a thread where a page is to be read, at once where not. */
export async function thinkOver(parts: ThinkParts, asked: ThinkAsked): Promise<Review> {
  const { taken, site, fetched, now } = asked
  const { article } = taken
  const rules = await parts.rules(site.host)
  const judged =
    fetched.kind === 'page'
      ? await reviewPage(parts, asked, fetched.page, rules)
      : reviewWithoutPage(parts, { article, site, rules, now, history: NO_HISTORY, fetched })
  const known = judged instanceof Promise ? await judged : judged
  if (!parts.dry && isUntoldTrouble(known, article.versionNo > 0, now)) await askBeside(parts, { article, rules })
  return known.alerts.length === 0 ? known : holdBack(parts.store, { article, review: known, rules, now })
}

type ThinkAsked = Parameters<CheckDeps['think']>[0]

async function reviewPage(
  parts: ThinkParts,
  { taken, site, now, signal }: ThinkAsked,
  fetched: Page,
  rules: Rules,
): Promise<Review> {
  const { article } = taken
  const hint = hintOf(taken)
  // Who asks what a page says now wants it read, and so does the second look at what the first one may have missed.
  const knownPage = parts.dry || hint?.hint === 'editor' || hint?.second ? null : taken.knownPage
  const plain = { article, site, rules, now, knownPage }
  const { wire: _, ...whole } = fetched
  let page: ReadPage = whole
  const size = page.bytes.length
  const handedOver = () => (parts.dry ? [] : withoutCopy(fetched))
  try {
    if (mayBeKnown(plain)) {
      const seen = await parts.think.preview({ ...plain, fetched: { kind: 'page', page } }, signal, handedOver())
      if (seen !== null && !('content' in seen)) return seen
      if (seen !== null) page = { ...page, bytes: new Uint8Array(), look: seen }
    }
    const history = await historyOf(parts.store, article.id, rules)
    const think = async (more: Partial<ReviewInput>) => {
      // What was handed over is unpacked once more: one check in hundreds is thought about twice.
      if (!page.look && page.bytes.length < size) page = { ...page, bytes: await unpacked(fetched, size) }
      const input: ReviewInput = { ...plain, history, ...more, fetched: { kind: 'page', page } }
      return parts.think.review(input, signal, handedOver())
    }
    const trouble = troubleOf(site) ?? null
    const first = await think({ trouble })
    const outbreak = await outbreakBefore(parts, { article, review: first, rules, now })
    if (await troubleBefore(parts, { article, site, review: first, rules, now })) {
      return await think({ outbreak, trouble: 'hold' })
    }
    const shared = await sharedBefore(parts, { host: site.host, articleId: article.id, review: first, history })
    if (outbreak === null && shared === null) return first
    return await think({ outbreak, trouble, shared: shared ?? {} })
  } catch (error) {
    if (!(error instanceof StetError) || error.code !== 'too_complex') throw error
    const { status, tookMs, redirects } = page
    const outcome = 'too_complex' as const
    const obstacle = { kind: 'obstacle' as const, outcome, state: 'too_complex', detail: error.message, status }
    const seen = { ...obstacle, tookMs, redirects, retryAfterMs: null }
    return review({ ...plain, history: NO_HISTORY, fetched: seen })
  }
}

/** The page's bytes go to the thread without a copy, where they are nobody else's. */
function withoutCopy({ bytes, wire }: Page): ArrayBuffer[] {
  // Without a coding they are the wire's own.
  const own = bytes.buffer === wire.buffer ? null : ownBuffer(bytes)
  return own ? [own] : []
}

/** A page's bytes once more from what came over the wire; they were so many. */
async function unpacked({ url, wire, headers }: Page, size: number): Promise<Uint8Array> {
  const decoded = await decode(wire, codingsOf(headers), size)
  if (!decoded.ok) throw new Error(`${url} was unpacked once, and now is not: ${decoded.detail}`)
  return decoded.bytes
}

/** The history is read only where something is to be told: nearly every check without a page tells nothing. */
function reviewWithoutPage(parts: ThinkParts, input: ReviewInput): Review | Promise<Review> {
  const first = review(input)
  return first.alerts.length === 0 ? first : reviewWithHistory(parts, input, first)
}

async function reviewWithHistory(parts: ThinkParts, input: ReviewInput, first: Review): Promise<Review> {
  const { article, rules, now } = input
  const outbreak = await outbreakBefore(parts, { article, review: first, rules, now })
  return review({ ...input, outbreak, history: await historyOf(parts.store, article.id, rules) })
}

/** Most bytes of a stored snapshot once decoded; it was within this when it was fetched. */
const SNAPSHOT_BYTES = 10_000_000

async function historyOf(store: Store, id: ArticleId, rules: Rules): Promise<History> {
  const stored = await loadHistory(store.pool, id, { extractor: rules.extractor, rules: rules.site.version })
  const { snapshot, ...history } = stored
  return { ...history, latestHtml: snapshot ? await htmlOf(snapshot) : null }
}

/** A stored snapshot as text, decoded as it was when it came. */
export async function htmlOf(snapshot: NonNullable<StoredHistory['snapshot']>): Promise<string | null> {
  const decoded = await decode(snapshot.body, codingsOf(snapshot.headers), SNAPSHOT_BYTES)
  if (!decoded.ok) return null
  const found = charsetOf(decoded.bytes, snapshot.headers['content-type'])
  return found.ok ? textOf(decoded.bytes, found.charset) : null
}
