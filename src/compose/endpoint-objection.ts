import type { Config } from '../config.ts'
import { resolvedObjection } from '../fetch/resolved-objection.ts'
import { literalObjection } from './literal.ts'

/** A person waits for this word; DNS that is slower than that is asked again when the endpoint is dialled. */
const DNS_MS = 3_000

/** Why an endpoint's URL could not be reached by egress' guard, as its name resolves now; null when it could. */
export async function endpointObjection(url: string, config: Config): Promise<string | null> {
  const target = new URL(url)
  const { allow, resolve } = config.egress
  return (
    literalObjection(target, 'webhook', config) ??
    resolvedObjection(target, 'webhook', { allow, resolve, timeoutMs: DNS_MS })
  )
}
