import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { createRequire, syncBuiltinESMExports } from 'node:module'

/**
 * Loaded into the worker before its own code (`--import`): getaddrinfo's place is taken by one that knows the soak's
 * hosts, and fails for those that a file names. The product is not touched and asks as it always does.
 */
const file = process.env['SOAK_RESOLVER']
if (file) {
  const dns = createRequire(import.meta.url)('node:dns/promises') as { lookup: (host: string) => Promise<unknown> }
  dns.lookup = async (host) => {
    const failing: Record<string, string> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
    const fault = failing[host]
    if (fault) appendFileSync(`${file}.served`, `${JSON.stringify({ of: host, at: Date.now(), fault })}\n`)
    if (fault === 'dns_silent') return new Promise(() => {})
    if (fault === undefined && host.endsWith('.soak.example')) return [{ address: '127.0.0.1', family: 4 }]
    const code = fault === 'dns_again' ? 'EAI_AGAIN' : 'ENOTFOUND'
    throw Object.assign(new Error(`getaddrinfo ${code} ${host}`), { code, syscall: 'getaddrinfo', hostname: host })
  }
  syncBuiltinESMExports()
}
