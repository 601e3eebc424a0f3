import { isIP } from 'node:net'
import type { Config } from '../config.ts'
import type { EgressPurpose } from '../fetch/egress.ts'
import { createGuard } from '../fetch/guard.ts'

/**
 * Why a URL whose host is a bare address could never be reached, by egress' own guard; null when it could, or when the
 * host is a name: names are judged when they are dialled, for their answers change.
 */
export function literalObjection(url: URL, purpose: EgressPurpose, { egress }: Config): string | null {
  const address = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(address) === 0) return null
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
  const guard = createGuard(egress.allow, egress.resolve, () => Promise.resolve([]))
  return guard.objection({ address, port }, url.protocol, purpose)
}
