import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'

const ATTEMPTS = 5
/** serialization_failure and deadlock_detected: the same work may succeed when it is done again. */
const PASSING = new Set(['40001', '40P01'])

/**
 * Runs `work` in one transaction: committed when it returns, rolled back when it throws. Serialization failures and
 * deadlocks are tried again, so `work` must have no effect but on the database.
 */
export function transaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return insisting(() => once(pool, work))
}

/** The same for work that is one statement, which is a transaction by itself. */
export async function insisting<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (thrown) {
      if (!(thrown instanceof pg.DatabaseError && PASSING.has(thrown.code ?? '')) || attempt === ATTEMPTS) throw thrown
      await delay(2 ** attempt * 5 * (1 + Math.random()))
    }
  }
}

async function once<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken = false
  // Without a listener a connection lost between two statements ends the process.
  const lost = () => {
    broken = true
  }
  client.on('error', lost)
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (thrown) {
    if (!broken) await client.query('rollback').catch(lost)
    throw thrown
  } finally {
    client.off('error', lost)
    client.release(broken)
  }
}
