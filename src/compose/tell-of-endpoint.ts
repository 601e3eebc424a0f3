import { endpointHealth } from '../alert/operator-event.ts'
import type { Log } from '../log.ts'
import { owe } from '../review/owe.ts'
import type { Rules } from '../review/rules.ts'
import { countOwed, oweEvent } from '../store/delivery-log.ts'
import type { Store } from '../store/open.ts'

type Told = Omit<Parameters<typeof endpointHealth>[0], 'deliveries' | 'now'>

/** Tells operators by the routes, and the log, that an endpoint is in trouble. */
export async function tellOfEndpoint(
  { store, log, rules }: { store: Store; log: Log; rules(host: string): Promise<Rules> },
  told: Told,
): Promise<void> {
  const now = new Date().toISOString()
  const { id, name } = told.endpoint
  const event = endpointHealth({ ...told, deliveries: await countOwed(store.pool, id), now })
  log.warn({ endpoint: name, reason: told.lastError, failures: told.failures }, event.data.line)
  // The failing endpoint itself may not be told of its own failure: it would be owed one more message that fails.
  const owed = owe(event, [], await rules(''), now)
  await oweEvent(store.pool, { ...owed, endpoints: owed.endpoints.filter((other) => other.id !== id) })
}
