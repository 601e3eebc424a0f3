import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Config, Role } from '../config.ts'
import { type CheckSitePayload, checkSite } from '../jobs/check-site.ts'
import { deliver } from '../jobs/deliver.ts'
import { shareVisits } from '../jobs/share-visits.ts'
import type { Log } from '../log.ts'
import { claimDueChecks } from '../store/claim-checks.ts'
import { claimDueDeliveries } from '../store/deliveries.ts'
import { expireLogs, reconcileSites } from '../store/maintain.ts'
import type { Store } from '../store/open.ts'
import { removeProcess, reportProcess } from '../store/processes.ts'
import { readVitals } from '../store/vitals.ts'
import { openThinkPool } from '../think/pool.ts'
import { createMetrics } from '../web/metrics.ts'
import { serveWeb } from '../web/serve.ts'
import { type Bell, openBell } from '../workers/bell.ts'
import { openCarrier } from '../workers/carrier.ts'
import { type RunningWorker, runWorker } from '../workers/run-worker.ts'
import { startTimer } from '../workers/timer.ts'
import { answerDeps } from './answers.ts'
import { applyConfigured } from './apply.ts'
import { checkDeps } from './check-deps.ts'
import { deliverDeps } from './deliver-deps.ts'
import { type DiskGuard, watchDisk } from './disk.ts'
import { extractorVersion } from './extractor-version.ts'
import { keepHeapsSmall } from './heaps.ts'
import { beat } from './heartbeat.ts'
import { dataDir, openLedger } from './ledger.ts'
import { keyFor } from './links.ts'
import { sourceDeps } from './look-at-source.ts'
import { masterKey } from './master-key.ts'
import { carrierOf, openEgress, openTraces } from './open.ts'
import { pagesDeps } from './pages.ts'
import { notReady, whyStanding } from './readiness.ts'
import { takeOver } from './reload.ts'
import { ruleBook } from './rules.ts'
import { readSiteRules, siteRulesFolder } from './site-rules.ts'
import { surveyOf } from './survey.ts'
import { tracedChecks, tracedDeliveries } from './traced.ts'
import { endTroubles } from './trouble.ts'
import { unsubscribeDeps } from './unsubscribing.ts'
import { userAgent } from './user-agent.ts'

export interface Service {
  /** Stops within the settings' deadline; what is cut short goes back uncounted. */
  stop(): Promise<void>
  /** Takes over what can change while running: settings, site rules, the watchlist. What is wrong keeps the old. */
  reload(fresh: Config): Promise<void>
}

const REPORT_MS = 5_000
const MAINTAIN_MS = 60_000

export interface ServiceParts {
  folder: string
  version: string
  log: Log
  signal: AbortSignal
  /** Variables that a watchlist may name. */
  env?: Record<string, string | undefined>
}

/** Starts what the roles ask for; returns when everything is at work. A start that fails leaves the ledger closed. */
export async function startService(config: Config, parts: ServiceParts): Promise<Service> {
  const { folder, log, signal } = parts
  keepHeapsSmall()
  const store = await openLedger(config, { folder, log, applicationName: 'stet', signal })
  try {
    return await startOn(store, config, parts)
  } catch (error) {
    await store.close()
    throw error
  }
}

async function startOn(
  store: Store,
  config: Config,
  { folder, version, log, signal, env = {} }: ServiceParts,
): Promise<Service> {
  const has = (role: Role) => config.roles.includes(role)
  const key = masterKey({ master_key: config.master_key, dataDir: dataDir(config, folder) }, log)
  const egress = openEgress(config, version, log)
  const { threads, deadline_ms: deadlineMs, memory_mb: memoryMb } = config.think
  const think = openThinkPool({ threads, deadlineMs, memoryMb })
  const traces = await openTraces(config, { version, log, env })
  const carrier = await openCarrier(carrierOf(config, store), log, signal, traces?.telemetry)
  const checkBell = await openBell(checkSite, carrier, log, signal, traces)
  const deliverBell = await openBell(deliver, carrier, log, signal, traces)
  const ring = (ids: string[]) => deliverBell.ring(ids.map((deliveryId) => ({ deliveryId })))
  let sites = readSiteRules(siteRulesFolder(config, folder))
  const rules = ruleBook(config, store, {
    extractor: extractorVersion(join(folder, 'src')),
    sites: (host) => sites(host),
  })
  if (has('plan')) await applyConfigured({ config, store, key, folder, env, log })
  const disk = watchDisk({
    folder: config.database_url === null ? dataDir(config, folder) : null,
    minFreeBytes: config.disk.min_free_mb * 1_000_000,
    store,
    rules: () => rules(''),
    log,
  })
  const survey = surveyOf(store.pool)
  const metrics = createMetrics({
    vitals: () => readVitals(store.pool),
    queues: async () => ({ [checkSite.name]: await checkBell.depth(), [deliver.name]: await deliverBell.depth() }),
    pools: () => ({
      ledger: { total: store.pool.totalCount, idle: store.pool.idleCount, waiting: store.pool.waitingCount },
      threads: think.depth(),
    }),
    delays: survey.delays,
    diskFree: async () => disk.free(),
  })

  const workers: RunningWorker[] = []
  if (has('check')) {
    const agent = userAgent(version, config.contact)
    const { observeCheck: observe, observeHint } = metrics
    const deps = checkDeps({ config, store, log, egress, think, userAgent: agent, rules, ring, observe, observeHint })
    const { concurrency } = config.check
    const { observeLook } = metrics
    const looking = { config, store, log, egress, userAgent: agent, rules, observeHint, observeLook }
    const followed = { ...(traces ? tracedChecks(deps, traces) : deps), sources: sourceDeps(looking) }
    workers.push(await runWorker({ job: checkSite, deps: followed, concurrency }, carrier, log, signal))
  }
  if (has('deliver')) {
    const deps = deliverDeps({ config, store, egress, key, log, rules, ring, observe: metrics.observeAttempt })
    const { concurrency } = config.deliver
    const followed = traces ? tracedDeliveries(deps, traces) : deps
    workers.push(await runWorker({ job: deliver, deps: followed, concurrency }, carrier, log, signal))
  }
  const plan = has('plan')
    ? startTimer('plan', () => planOnce({ config, store, checkBell, ring, disk }), config.plan.tick_ms, log)
    : null
  const own = { id: randomUUID(), host: hostname(), pid: process.pid, version, roles: config.roles }
  const report = startTimer(
    'report',
    async () => {
      await disk.look()
      await reportProcess(store.pool, { ...own, plannedAt: plan?.lastTickAt() ?? null })
      return null
    },
    REPORT_MS,
    log,
  )
  const maintain = has('maintain')
    ? startTimer(
        'maintain',
        async () => {
          if (config.heartbeat.url !== null && (await whyStanding(store, disk)).length === 0) {
            await beat({ url: config.heartbeat.url, egress, log })
          }
          await survey.look()
          await endTroubles({ store, log })
          return maintainOnce(config, store)
        },
        MAINTAIN_MS,
        log,
      )
    : null
  const web = has('web')
    ? await serveWeb(
        {
          notReady: () => notReady(store, disk),
          metrics: metrics.scrape,
          answers: answerDeps(store, [key], (articleId, madeAtMs) => keyFor(articleId, config, key, madeAtMs)),
          articles: pagesDeps(store, config, [key]),
          unsubscribing: unsubscribeDeps({ store, log, rules }, key),
          failed: (error) => log.error({ err: error }, 'page failed'),
        },
        config.http,
      )
    : null
  const http = web ? `http://${config.http.host}:${web.port}` : null
  log.info({ roles: config.roles, http, version }, 'stet is running')

  return {
    async reload(fresh) {
      log.info(takeOver(config, fresh), 'settings read again')
      try {
        sites = readSiteRules(siteRulesFolder(config, folder))
      } catch (error) {
        log.error({ err: error }, 'site rules are wrong: the old ones stay')
      }
      if (has('plan')) await applyConfigured({ config, store, key, folder, env, log })
    },
    async stop() {
      await Promise.all([plan, report, maintain].map((timer) => timer?.stop()))
      await Promise.all(workers.map((worker) => worker.stop(config.shutdown_ms)))
      await web?.close()
      await Promise.all([checkBell.close(), deliverBell.close()])
      await carrier.close()
      await traces?.close()
      await think.close()
      await egress.close()
      await removeProcess(store.pool, own.id).catch(() => {})
      await store.close()
    },
  }
}

/** One tick: what is due is claimed, and its bells are rung. With a full disk only deliveries go on. */
async function planOnce(parts: {
  config: Config
  store: Store
  checkBell: Bell<CheckSitePayload>
  ring(ids: string[]): Promise<void>
  disk: DiskGuard
}): Promise<object | null> {
  const { hosts, articles, claim_s: claimSeconds } = parts.config.plan
  const { pool } = parts.store
  const batches = parts.disk.isLow() ? [] : await claimDueChecks(pool, { hosts, articles, claimSeconds })
  await parts.checkBell.ring(shareVisits(batches))
  const deliveries = await claimDueDeliveries(pool, {
    limit: 500,
    claimSeconds,
    width: parts.config.deliver.per_endpoint,
  })
  await parts.ring(deliveries)
  if (batches.length === 0 && deliveries.length === 0) return null
  const [due, sources] = [
    batches.flatMap(({ articleIds }) => articleIds),
    batches.flatMap(({ sourceIds }) => sourceIds),
  ]
  return { hosts: batches.length, articles: due.length, sources: sources.length, deliveries: deliveries.length }
}

async function maintainOnce(config: Config, store: Store): Promise<object | null> {
  const { checks_days: checksDays, attempts_days: attemptsDays, deliveries_days: deliveriesDays } = config.maintain
  const sites = await reconcileSites(store.pool)
  const expired = await expireLogs(store.pool, { checksDays, attemptsDays, deliveriesDays })
  return sites + expired.checks + expired.attempts + expired.deliveries === 0
    ? null
    : { sites_mended: sites, ...expired }
}
