import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { FetchOutcome, PulledBy, Review, Taken } from '../article.ts'
import { ailmentOf } from '../outcome/health.ts'
import type { Vitals } from '../store/vitals.ts'

/** What is read at each scrape. */
export interface Sources {
  vitals(): Promise<Vitals>
  queues(): Promise<Record<string, { waiting: number; active: number; failed: number }>>
  pools(): { ledger: { total: number; idle: number; waiting: number }; threads: { busy: number; waiting: number } }
  /** Estimated minutes until an edit is found, for the busiest hosts; as maintenance last worked it out. */
  delays(): Array<{ host: string; delayMinutes: number; checksPerDay: number }>
  /** Free bytes where the embedded database keeps its files; null where there is none. */
  diskFree(): Promise<number | null>
}

export interface Metrics {
  observeCheck(check: { taken: Taken; review: Review; fetched: FetchOutcome; slowed: boolean; lateMs: number }): void
  /** A hint, and what came of it. */
  observeHint(hint: string, came: PulledBy['came'] | 'second_look'): void
  /** A look at a source, and what it brought. */
  observeLook(look: { outcome: string; pulled: number; tracked: number }): void
  observeAttempt(attempt: { format: string; result: 'delivered' | 'again' | 'dead'; tookMs: number }): void
  /** The text format of Prometheus. */
  scrape(): Promise<string>
}

const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 45]
const LATENESS = [1, 5, 15, 60, 300, 900, 3_600, 21_600]

/** Counters of this process and gauges of the ledger, named as Prometheus asks: unit last, `_total` for counters. */
export function createMetrics(sources: Sources): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const checks = new Counter({
    name: 'stet_checks_total',
    help: 'Checks by outcome; site_class is slowed while the host asks for patience.',
    labelNames: ['outcome', 'site_class'],
    registers,
  })
  const lateness = new Histogram({
    name: 'stet_check_lateness_seconds',
    help: 'How much later than planned a check was made.',
    buckets: LATENESS,
    registers,
  })
  const stages = new Histogram({
    name: 'stet_stage_seconds',
    help: 'Time of one stage of a check: fetch, extract, compare.',
    labelNames: ['stage'],
    buckets: SECONDS,
    registers,
  })
  const extractions = new Counter({
    name: 'stet_extractions_total',
    help: 'Pages read, by what ailed them: none, failed, fields_lost, halved, rewritten, swollen.',
    labelNames: ['ailment'],
    registers,
  })
  const alerts = new Counter({
    name: 'stet_alerts_total',
    help: 'Alerts by type and severity.',
    labelNames: ['type', 'severity'],
    registers,
  })
  const attempts = new Histogram({
    name: 'stet_delivery_attempt_seconds',
    help: 'Attempts of deliveries by format and by what followed.',
    labelNames: ['format', 'result'],
    buckets: SECONDS,
    registers,
  })
  const hints = new Counter({
    name: 'stet_hints_total',
    help: 'What pointed at an article: its check was brought forward, woken, due sooner anyway, or made a second time for it.',
    labelNames: ['hint', 'result'],
    registers,
  })
  const looks = new Counter({
    name: 'stet_source_looks_total',
    help: 'Looks at feeds, sitemaps and lists: read, unchanged or failed.',
    labelNames: ['outcome'],
    registers,
  })
  const news = new Counter({
    name: 'stet_source_news_total',
    help: 'Articles that sources had brought forward (pulled) or tracked.',
    labelNames: ['what'],
    registers,
  })
  const gauges = ledgerGauges(registry)

  return {
    observeCheck({ review, fetched, slowed, lateMs }) {
      checks.inc({ outcome: review.outcome, site_class: slowed ? 'slowed' : 'normal' })
      lateness.observe(lateMs / 1000)
      stages.observe({ stage: 'fetch' }, (fetched.kind === 'page' ? fetched.page.tookMs : fetched.tookMs) / 1000)
      if (review.spent.extractMs > 0) stages.observe({ stage: 'extract' }, review.spent.extractMs / 1000)
      if (review.spent.compareMs > 0) stages.observe({ stage: 'compare' }, review.spent.compareMs / 1000)
      if (fetched.kind === 'page') extractions.inc({ ailment: ailmentOf(review) ?? 'none' })
      for (const { type, severity } of review.alerts) alerts.inc({ type, severity })
    },
    observeHint: (hint, result) => hints.inc({ hint, result }),
    observeLook({ outcome, pulled, tracked }) {
      looks.inc({ outcome })
      news.inc({ what: 'pulled' }, pulled)
      news.inc({ what: 'tracked' }, tracked)
    },
    observeAttempt: ({ format, result, tookMs }) => attempts.observe({ format, result }, tookMs / 1000),
    async scrape() {
      await gauges(sources)
      return registry.metrics()
    },
  }
}

/** Gauges that are set anew at each scrape; a ledger that does not answer shows as `stet_ledger_up 0`. */
function ledgerGauges(registry: Registry): (sources: Sources) => Promise<void> {
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] })
  const up = gauge('stet_ledger_up', '1 while the ledger answers.')
  const queueUp = gauge('stet_queue_up', '1 while what carries the queue answers.')
  const articles = gauge('stet_articles', 'Tracked articles; beyond 50,000 an estimate of all.')
  const due = gauge('stet_due_articles', 'Articles that are due and that nobody has claimed.')
  const oldestDue = gauge('stet_oldest_due_seconds', 'How long the longest due host has waited.')
  const leases = gauge('stet_leases', 'Hosts being visited now.')
  const deliveries = gauge('stet_deliveries', 'Messages by state; the dead ones of 30 days.', ['state'])
  const oldestOwed = gauge('stet_oldest_owed_delivery_seconds', 'How long the oldest message that could go out waits.')
  const endpoints = gauge('stet_endpoints', 'Endpoints by health.', ['health'])
  const broken = gauge('stet_sites_broken', 'Sites that are read wrongly as a whole: their alerts are held.')
  const feeds = gauge('stet_sources', 'Feeds, sitemaps and lists by how their last look went.', ['state'])
  const bytes = gauge('stet_ledger_bytes', 'Size of the ledger on disk.')
  const connections = gauge('stet_ledger_connections', 'Connections of everybody to the ledger.')
  const mostConnections = gauge(
    'stet_ledger_connections_max',
    'Connections that the server of the ledger takes in all.',
  )
  const transaction = gauge('stet_ledger_oldest_transaction_seconds', 'Age of the oldest transaction under way.')
  const deadRows = gauge('stet_ledger_dead_rows', 'Rows deleted or replaced and not cleaned up yet.')
  const queue = gauge('stet_queue_jobs', 'Jobs by queue and state.', ['queue', 'state'])
  const pool = gauge('stet_ledger_pool_connections', 'Connections of this process to the ledger.', ['state'])
  const threads = gauge('stet_think_threads', 'Threads that read pages, and pages that wait for one.', ['state'])
  const delay = gauge('stet_site_detection_delay_seconds', 'Estimated time from an edit to its detection.', ['host'])
  const pace = gauge('stet_site_checks_per_day', 'Checks that the present plan makes of a host in a day.', ['host'])
  const disk = gauge('stet_disk_free_bytes', 'Free space where the embedded database keeps its files.')

  function showLedger(vitals: Vitals): void {
    articles.set(vitals.articles)
    due.set(vitals.due)
    oldestDue.set(vitals.oldestDueS)
    leases.set(vitals.leases)
    deliveries.set({ state: 'open' }, vitals.open)
    deliveries.set({ state: 'pending' }, vitals.pending)
    deliveries.set({ state: 'dead' }, vitals.dead)
    oldestOwed.set(vitals.oldestOwedS)
    endpoints.set({ health: 'failing' }, vitals.endpointsFailing)
    endpoints.set({ health: 'disabled' }, vitals.endpointsDisabled)
    endpoints.set({ health: 'good' }, vitals.endpoints - vitals.endpointsFailing - vitals.endpointsDisabled)
    broken.set(vitals.sitesBroken)
    feeds.set({ state: 'failing' }, vitals.sourcesFailing)
    feeds.set({ state: 'good' }, vitals.sources - vitals.sourcesFailing)
    bytes.set(vitals.databaseBytes)
    connections.set(vitals.connections)
    mostConnections.set(vitals.maxConnections)
    transaction.set(vitals.oldestTransactionS)
    deadRows.set(vitals.deadRows)
  }

  return async (sources) => {
    const { ledger, threads: thinking } = sources.pools()
    pool.set({ state: 'busy' }, ledger.total - ledger.idle)
    pool.set({ state: 'idle' }, ledger.idle)
    pool.set({ state: 'waiting' }, ledger.waiting)
    threads.set({ state: 'busy' }, thinking.busy)
    threads.set({ state: 'waiting' }, thinking.waiting)
    delay.reset()
    pace.reset()
    for (const { host, delayMinutes, checksPerDay } of sources.delays()) {
      delay.set({ host }, delayMinutes * 60)
      pace.set({ host }, checksPerDay)
    }
    const free = await sources.diskFree()
    free === null ? disk.remove({}) : disk.set(free)
    const [vitals, queues] = await Promise.all([sources.vitals().catch(() => null), sources.queues().catch(() => null)])
    queueUp.set(queues ? 1 : 0)
    queue.reset()
    for (const [name, { waiting, active, failed }] of Object.entries(queues ?? {})) {
      queue.set({ queue: name, state: 'waiting' }, waiting)
      queue.set({ queue: name, state: 'active' }, active)
      queue.set({ queue: name, state: 'failed' }, failed)
    }
    up.set(vitals ? 1 : 0)
    if (vitals) return showLedger(vitals)
    // What was true before is not true now: no value is better than an old one.
    for (const labelled of [deliveries, endpoints, feeds]) labelled.reset()
    for (const one of [articles, due, oldestDue, leases, oldestOwed, broken, bytes]) one.remove({})
    for (const one of [connections, mostConnections, transaction, deadRows]) one.remove({})
  }
}
