import { lookup } from 'node:dns/promises'
import { StetError } from '../errors.ts'
import type { EgressPurpose } from './egress.ts'
import { createGuard, type Permit } from './guard.ts'

/**
 * Why a URL could not be reached as things are now: what its host resolves to, judged by egress' own guard. For a clear
 * word when an endpoint is added; what counts is the judgement when it is dialled. Null when it could, or when DNS does
 * not answer within `timeoutMs`: that passes.
 */
export async function resolvedObjection(
  url: URL,
  purpose: EgressPurpose,
  settings: { allow: Permit[]; resolve: Record<string, string>; timeoutMs: number },
): Promise<string | null> {
  const guard = createGuard(settings.allow, settings.resolve, async (host) =>
    (await lookup(host, { all: true })).map(({ address }) => address),
  )
  const target = {
    protocol: url.protocol,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80),
    purpose,
  }
  const late = AbortSignal.timeout(settings.timeoutMs)
  const tooLate = new Promise<null>((resolve) => late.addEventListener('abort', () => resolve(null), { once: true }))
  try {
    await Promise.race([guard.candidates(target), tooLate])
    return null
  } catch (error) {
    return error instanceof StetError && error.code === 'refused_address' ? error.message : null
  }
}
