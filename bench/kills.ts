import { parseArgs } from 'node:util'
import { oweAlert } from '../src/store/owe.ts'
import { transaction } from '../src/store/transaction.ts'
import { type Backend, type Ground, openGround, owedAlert, pause, type Worker } from './delivery/ground.ts'
import { type Manner, openReceiver, type Receiver } from './delivery/receiver.ts'

/**
 * `kills [--times 50] [--deliveries 2000] [--backend postgres|redis|both]`: two workers are killed (-9) in turn while
 * alerts are committed, a tenth of the transactions rolled back, 5 % of the answers 500 and 3 % broken off. Prints a line
 * per backend. Nothing committed may be lost, nothing rolled back may arrive, and a repeat has the same id and bytes.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      times: { type: 'string', default: '50' },
      deliveries: { type: 'string', default: '2000' },
      backend: { type: 'string', default: 'both' },
    },
  })
  const backends: Backend[] = values.backend === 'both' ? ['postgres', 'redis'] : [values.backend as Backend]
  for (const backend of backends) {
    const result = await killLoop(backend, Number(values.times), Number(values.deliveries))
    process.stdout.write(`${JSON.stringify(result)}\n`)
    if (result.lost + result.ghosts + result.changed_repeats + result.second_ids + result.refused > 0)
      process.exitCode = 1
  }
}

/** A fault plan that is the same in every run: 5 % failures, 3 % broken answers. */
function manner(nth: number): Manner {
  const share = ((nth * 2654435761) >>> 0) / 2 ** 32
  return share < 0.05 ? 'fail' : share < 0.08 ? 'cut' : 'take'
}

async function killLoop(backend: Backend, times: number, deliveries: number) {
  const started = Date.now()
  const receiver = await openReceiver(manner)
  const ground = await openGround({
    backend,
    ports: new Map([['desk', receiver.port]]),
    // Long enough for a try on a busy machine; retries soon, so that the loop and not the schedule sets the pace.
    deliver: { timeout_ms: 2_000, retry_s: [0, ...Array.from({ length: 40 }, () => 1)] },
  })
  receiver.secret = ground.endpoints.get('desk')?.secret ?? ''
  const committed = new Set<string>()
  const rolledBack = new Set<string>()
  try {
    const workers = [ground.startWorker(), ground.startWorker()]
    for (let kill = 0; kill < times; kill++) {
      const upTo = Math.ceil((deliveries * (kill + 1)) / times)
      await (workers[kill % 2] as Worker).running
      while (committed.size < upTo) await commitOne(ground, committed, rolledBack)
      await pause((kill * 137) % 400)
      await workers[kill % 2]?.end('SIGKILL')
      workers[kill % 2] = ground.startWorker()
      process.stderr.write(
        `${backend}: ${kill + 1} kills, ${committed.size} committed, ${receiver.arrivals.length} arrived\n`,
      )
    }
    await settled(ground)
  } finally {
    await ground.close()
    receiver.close()
  }
  return {
    backend,
    kills: times,
    ...counted(receiver, committed, rolledBack),
    seconds: Math.round((Date.now() - started) / 1000),
  }
}

async function commitOne(ground: Ground, committed: Set<string>, rolledBack: Set<string>): Promise<void> {
  const n = committed.size + rolledBack.size
  const { eventId, ...owed } = owedAlert(
    n,
    [...ground.endpoints.values()].map(({ id }) => id),
  )
  const undone = new Error('rolled back on purpose')
  const rollBack = n % 10 === 9
  try {
    await transaction(ground.store.pool, async (client) => {
      await oweAlert(client, { articleId: null, versionNo: null, owed, at: new Date().toISOString() })
      if (rollBack) throw undone
    })
    committed.add(eventId)
  } catch (error) {
    if (error !== undone) throw error
    rolledBack.add(eventId)
  }
}

/** Leases of what was killed stand for the attempt's time and half a minute more. */
const SETTLE_MS = 240_000

async function settled(ground: Ground): Promise<void> {
  const end = Date.now() + SETTLE_MS
  for (;;) {
    const { rows } = await ground.store.pool.query<{ owed: string }>(
      `select count(*) as owed from deliveries where state in ('open', 'pending')`,
    )
    if (rows[0]?.owed === '0') return
    if (Date.now() > end) throw new Error(`${rows[0]?.owed} deliveries are still owed after ${SETTLE_MS / 1000} s`)
    await pause(500)
  }
}

function counted(receiver: Receiver, committed: ReadonlySet<string>, rolledBack: ReadonlySet<string>) {
  const byEvent = Map.groupBy(receiver.arrivals, (arrival) => arrival.eventId)
  const taken = new Set(receiver.arrivals.filter((arrival) => arrival.taken).map((arrival) => arrival.eventId))
  const repeats = [...byEvent.values()].filter((arrivals) => arrivals.length > 1)
  return {
    committed: committed.size,
    rolled_back: rolledBack.size,
    arrived: receiver.arrivals.length,
    lost: [...committed].filter((id) => !taken.has(id)).length,
    ghosts: [...byEvent.keys()].filter((id) => !committed.has(id)).length,
    repeated: repeats.length,
    second_ids: repeats.filter((arrivals) => new Set(arrivals.map((one) => one.webhookId)).size > 1).length,
    changed_repeats: repeats.filter((arrivals) => new Set(arrivals.map((one) => one.body)).size > 1).length,
    refused: receiver.refused,
  }
}
