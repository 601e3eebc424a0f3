import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { deliver } from '../src/jobs/deliver.ts'
import { createLog } from '../src/log.ts'
import { oweAlert } from '../src/store/owe.ts'
import { transaction } from '../src/store/transaction.ts'
import { openBell } from '../src/workers/bell.ts'
import { type CarrierConnection, openCarrier } from '../src/workers/carrier.ts'
import { type Backend, type Ground, openGround, owedAlert, pause } from './delivery/ground.ts'
import { openReceiver, type Receiver } from './delivery/receiver.ts'

const LIVE = 9
/** A slow endpoint still answers in time. */
const SLOW_MS = 5_000

/**
 * `deliver [--alerts 200] [--rate 10] [--backend postgres|redis]`: alerts to nine live endpoints, alone and then beside a
 * dead one (never answers) and a slow one. A line per scene: `burst` (as fast as it goes) gives deliveries/s and CPU,
 * `steady` (`rate` alerts a second) gives commit-to-arrival p50 and p99 at the nine.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      alerts: { type: 'string', default: '200' },
      rate: { type: 'string', default: '10' },
      backend: { type: 'string', default: 'postgres' },
    },
  })
  const backend: Backend = values.backend === 'redis' ? 'redis' : 'postgres'
  const steady: Record<string, number> = {}
  for (const beside of ['none', 'dead+slow'] as const) {
    for (const pace of ['burst', 'steady'] as const) {
      const line = await scene({ backend, beside, pace, alerts: Number(values.alerts), rate: Number(values.rate) })
      if (pace === 'steady') steady[beside] = line.p99_ms
      process.stdout.write(`${JSON.stringify(line)}\n`)
    }
  }
  const ratio = (steady['dead+slow'] ?? 0) / (steady['none'] ?? 1)
  process.stdout.write(`${JSON.stringify({ p99_ratio: Math.round(ratio * 100) / 100, at_most: 1.5 })}\n`)
  if (ratio > 1.5) process.exitCode = 1
}

interface Scene {
  backend: Backend
  beside: 'none' | 'dead+slow'
  pace: 'burst' | 'steady'
  alerts: number
  rate: number
}

async function scene({ backend, beside, pace, alerts, rate }: Scene) {
  const receivers = new Map<string, Receiver>()
  for (let n = 0; n < LIVE; n++) receivers.set(`live${n}`, await openReceiver(() => 'take'))
  if (beside === 'dead+slow') {
    receivers.set('dead', await openReceiver(() => 'hang'))
    receivers.set('slow', await openReceiver(() => 'take', SLOW_MS))
  }
  const ports = new Map([...receivers].map(([name, receiver]) => [name, receiver.port]))
  const ground = await openGround({ backend, ports })
  for (const [name, receiver] of receivers) receiver.secret = ground.endpoints.get(name)?.secret ?? ''
  const bell = await openRing(ground)
  const worker = ground.startWorker()
  const committedAt = new Map<string, number>()
  try {
    await worker.running
    const cpuBefore = cpuMs(worker.process.pid)
    const from = Date.now()
    for (let n = 0; n < alerts; n++) {
      const { eventId, ids } = await commit(ground, n)
      committedAt.set(eventId, Date.now())
      void bell.ring(ids)
      if (pace === 'steady') await pause(Math.max(0, from + ((n + 1) * 1000) / rate - Date.now()))
    }
    const live = [...receivers].filter(([name]) => name.startsWith('live')).map(([, receiver]) => receiver)
    await allArrived(live, alerts)
    const arrivals = live.flatMap((receiver) => receiver.arrivals)
    const lags = arrivals.map((one) => one.atMs - (committedAt.get(one.eventId) ?? one.atMs)).sort((a, b) => a - b)
    const last = Math.max(...arrivals.map((one) => one.atMs))
    const cpu = cpuMs(worker.process.pid) - cpuBefore
    return {
      backend,
      beside,
      pace,
      deliveries: arrivals.length,
      per_s: Math.round((arrivals.length * 1000) / (last - from)),
      p50_ms: quantile(lags, 0.5),
      p99_ms: quantile(lags, 0.99),
      cpu_ms_per_delivery: Math.round((cpu / arrivals.length) * 100) / 100,
    }
  } finally {
    await bell.close()
    await ground.close()
    for (const receiver of receivers.values()) receiver.close()
  }
}

async function commit(ground: Ground, n: number): Promise<{ eventId: string; ids: string[] }> {
  const { eventId, ...owed } = owedAlert(
    n,
    [...ground.endpoints.values()].map(({ id }) => id),
  )
  const ids = await transaction(ground.store.pool, (client) =>
    oweAlert(client, { articleId: null, versionNo: null, owed, at: new Date().toISOString() }),
  )
  return { eventId, ids }
}

/** The bell as the program rings it after a check. */
async function openRing(ground: Ground): Promise<{ ring(ids: string[]): Promise<void>; close(): Promise<void> }> {
  const { host = '', port = 5432, user = '', database = '' } = ground.store.connection
  const connection: CarrierConnection =
    ground.config.redis_url !== null
      ? { kind: 'redis', url: ground.config.redis_url, unsafe: 'warn' }
      : { kind: 'postgres', options: { host, port, user, database } }
  const log = createLog('warn', 'stderr')
  const { signal } = new AbortController()
  const carrier = await openCarrier(connection, log, signal)
  const bell = await openBell(deliver, carrier, log, signal)
  return {
    ring: (ids) => bell.ring(ids.map((deliveryId) => ({ deliveryId }))),
    async close() {
      await bell.close()
      await carrier.close()
    },
  }
}

const ARRIVE_MS = 180_000

async function allArrived(receivers: readonly Receiver[], alerts: number): Promise<void> {
  const end = Date.now() + ARRIVE_MS
  const missing = () => receivers.filter((one) => new Set(one.arrivals.map((a) => a.eventId)).size < alerts).length
  while (missing() > 0) {
    if (Date.now() > end) throw new Error(`${missing()} live endpoints still wait after ${ARRIVE_MS / 1000} s`)
    await pause(200)
  }
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** CPU of a process so far (Linux: utime and stime of /proc/PID/stat, in hundredths of a second). */
function cpuMs(pid: number | undefined): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}
