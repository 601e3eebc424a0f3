import { join } from 'node:path'
import type { Config, Role } from '../config.ts'
import { createEgress, type Egress } from '../fetch/egress.ts'
import { checkSite } from '../jobs/check-site.ts'
import { deliver } from '../jobs/deliver.ts'
import type { Log } from '../log.ts'
import { claimDueChecks } from '../store/claim-checks.ts'
import { claimDueDeliveries } from '../store/deliveries.ts'
import { expireLogs, reconcileSites, refreshUrges } from '../store/maintain.ts'
import type { Store } from '../store/open.ts'
import { openThinkPool } from '../think/pool.ts'
import { serveWeb } from '../web/serve.ts'
import { type Bell, openBell } from '../workers/bell.ts'
import { type CarrierConnection, openCarrier } from '../workers/carrier.ts'
import { type Planner, startPlanner } from '../workers/planner.ts'
import { type RunningWorker, runWorker } from '../workers/run-worker.ts'
import { checkDeps } from './check-deps.ts'
import { deliverDeps } from './deliver-deps.ts'
import { extractorVersion } from './extractor-version.ts'
import { dataDir, openLedger } from './ledger.ts'
import { masterKey } from './master-key.ts'
import { ruleBook } from './rules.ts'
import { readSiteRules } from './site-rules.ts'
import { userAgent } from './user-agent.ts'

export interface Service {
  /** Stops within the settings' deadline; what is cut short goes back uncounted. */
  stop(): Promise<void>
}

const MAINTAIN_MS = 60_000

/** Starts what the roles ask for; returns when everything is at work. */
export async function startService(
  config: Config,
  { folder, version, log, signal }: { folder: string; version: string; log: Log; signal: AbortSignal },
): Promise<Service> {
  const has = (role: Role) => config.roles.includes(role)
  const store = await openLedger(config, { folder, log, applicationName: 'stet', signal })
  const key = masterKey({ master_key: config.master_key, dataDir: dataDir(config, folder) }, log)
  const egress = openEgress(config, version, log)
  const think = openThinkPool({
    threads: config.think.threads,
    deadlineMs: config.think.deadline_ms,
    memoryMb: config.think.memory_mb,
  })
  const carrier = await openCarrier(carrierOf(config, store), log, signal)
  const checkBell = await openBell(checkSite, carrier, log, signal)
  const deliverBell = await openBell(deliver, carrier, log, signal)
  const ring = (ids: string[]) => deliverBell.ring(ids.map((deliveryId) => ({ deliveryId })))

  const workers: RunningWorker[] = []
  if (has('check')) {
    const rules = ruleBook(config, store, {
      extractor: extractorVersion(join(folder, 'src')),
      sites: readSiteRules(join(folder, 'config', 'sites')),
    })
    const agent = userAgent(version, config.contact)
    const deps = checkDeps({ config, store, log, egress, think, userAgent: agent, rules, ring, observe: () => {} })
    const concurrency = config.check.concurrency
    workers.push(await runWorker({ job: checkSite, deps, concurrency }, carrier, log, signal))
  }
  if (has('deliver')) {
    const deps = deliverDeps({ config, store, egress, key, log })
    const concurrency = config.deliver.concurrency
    workers.push(await runWorker({ job: deliver, deps, concurrency }, carrier, log, signal))
  }
  const timers: Planner[] = []
  const plan = has('plan')
    ? startPlanner(() => planOnce({ config, store, checkBell, ring }), config.plan.tick_ms, log)
    : null
  if (plan) timers.push(plan)
  if (has('maintain')) timers.push(startPlanner(() => maintainOnce(config, store), MAINTAIN_MS, log))
  const web = has('web')
    ? await serveWeb({ notReady: () => notReady(store, plan), metrics: async () => '' }, config.http)
    : null
  log.info(
    { roles: config.roles, http: web ? `http://${config.http.host}:${web.port}` : null, version },
    'stet is running',
  )

  return {
    async stop() {
      await Promise.all(timers.map((timer) => timer.stop()))
      await Promise.all(workers.map((worker) => worker.stop(config.shutdown_ms)))
      await web?.close()
      await Promise.all([checkBell.close(), deliverBell.close()])
      await carrier.close()
      await think.close()
      await egress.close()
      await store.close()
    },
  }
}

/** The egress of these settings; each use of an exception is logged. */
export function openEgress(config: Config, version: string, log: Log): Egress {
  return createEgress({
    userAgent: userAgent(version, config.contact),
    allow: config.egress.allow,
    resolve: config.egress.resolve,
    headTimeoutMs: config.fetch.head_ms,
    totalTimeoutMs: config.fetch.total_ms,
    maxWireBytes: config.fetch.wire_bytes,
    onOpened: (opened) => log.debug(opened, 'egress opened by settings'),
  })
}

function carrierOf(config: Config, store: Store): CarrierConnection {
  if (config.redis_url !== null) return { kind: 'redis', url: config.redis_url }
  if (config.database_url !== null) return { kind: 'postgres', options: { connectionString: config.database_url } }
  const { host = '', port = 5432, user = '', database = '' } = store.connection
  return { kind: 'postgres', options: { host, port, user, database } }
}

/** One tick: what is due is claimed, and its bells are rung. */
async function planOnce(parts: {
  config: Config
  store: Store
  checkBell: Bell<{ host: string; articleIds: string[] }>
  ring(ids: string[]): Promise<void>
}): Promise<object | null> {
  const { hosts, articles, claim_s } = parts.config.plan
  const batches = await claimDueChecks(parts.store.pool, { hosts, articles, claimSeconds: claim_s })
  await parts.checkBell.ring(batches)
  const deliveries = await claimDueDeliveries(parts.store.pool, { limit: 500, claimSeconds: claim_s })
  await parts.ring(deliveries)
  if (batches.length === 0 && deliveries.length === 0) return null
  const articlesDue = batches.reduce((sum, batch) => sum + batch.articleIds.length, 0)
  return { hosts: batches.length, articles: articlesDue, deliveries: deliveries.length }
}

async function maintainOnce(config: Config, store: Store): Promise<object | null> {
  const { checks_days, attempts_days } = config.maintain
  const sites = await reconcileSites(store.pool)
  await refreshUrges(store.pool)
  const expired = await expireLogs(store.pool, { checksDays: checks_days, attemptsDays: attempts_days })
  return sites + expired.checks + expired.attempts === 0 ? null : { sites_mended: sites, ...expired }
}

/** A planner that has not ticked for so long is stuck. */
const PLANNER_LATE_MS = 30_000

async function notReady(store: Store, plan: Planner | null): Promise<string[]> {
  const reasons: string[] = []
  try {
    await store.pool.query('select 1')
  } catch (error) {
    reasons.push(`ledger: ${error instanceof Error ? error.message : String(error)}`)
  }
  const lastTickAt = plan?.lastTickAt()
  if (plan && (!lastTickAt || Date.now() - lastTickAt.getTime() > PLANNER_LATE_MS)) {
    reasons.push(`planner: last tick ${lastTickAt?.toISOString() ?? 'never'}`)
  }
  return reasons
}
