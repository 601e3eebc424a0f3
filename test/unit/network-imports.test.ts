import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const SRC = path.resolve(import.meta.dirname, '../../src')
/**
 * Folders whose files may open or accept connections: outside URLs, the ledger, the queue, and what only listens. Two files
 * go where the operator's settings say and no page or user can: mail by the relay, traces to the collector.
 */
const ALLOWED = /^(?:(?:fetch|store|workers|web)\/|deliver\/send-mail\.ts$)/
const NETWORK =
  /^(?:undici|pg|ioredis|nodemailer|ws|@opentelemetry\/exporter-.*|(?:node:)?(?:net|tls|http|https|http2|dgram|dns(?:\/promises)?))$/
/** Pure ones within the allowed modules: they parse, they do not connect. */
const HARMLESS =
  /^import (?:type )?\{ (?:type )?(?:isIP|isIPv4|isIPv6|BlockList)(?:, (?:isIP|isIPv4|isIPv6|BlockList))* \} from 'node:net'$/

function offences(file: string, source: string): string[] {
  const found: string[] = []
  for (const line of source.split('\n')) {
    const specifier = /(?:from|import|import\(|require\()\s*['"]([^'"]+)['"]/.exec(line)?.[1]
    if (specifier && NETWORK.test(specifier) && !/^import type /.test(line) && !HARMLESS.test(line))
      found.push(`${file}: ${line.trim()}`)
  }
  const code = source.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '')
  for (const global of code.matchAll(/(?<![.\w])(?:fetch|WebSocket|EventSource|XMLHttpRequest)\s*\(/g)) {
    const line = code.slice(code.lastIndexOf('\n', global.index) + 1, code.indexOf('\n', global.index))
    if (!/function fetch|deps\.|\bfetch\(\w+:/.test(line)) found.push(`${file}: ${line.trim()}`)
  }
  return found
}

describe('the network', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts'))

  it('is reached from fetch, store, workers and web alone', () => {
    const outside = files.filter((file) => !ALLOWED.test(file))
    expect(outside.length).toBeGreaterThan(20)
    expect(outside.flatMap((file) => offences(file, readFileSync(path.join(SRC, file), 'utf8')))).toEqual([])
  })

  it('is reached by undici from the egress and its connector alone', () => {
    const users = files.filter((file) =>
      /^import (?!type ).*from 'undici'/m.test(readFileSync(path.join(SRC, file), 'utf8')),
    )
    expect(users.sort()).toEqual(['fetch/connect.ts', 'fetch/egress.ts'])
  })

  it('is reached by nodemailer from deliver/send-mail.ts alone', () => {
    const users = files.filter((file) =>
      /^import (?!type ).*from 'nodemailer'/m.test(readFileSync(path.join(SRC, file), 'utf8')),
    )
    expect(users).toEqual(['deliver/send-mail.ts'])
  })

  it('is reached by OpenTelemetry from workers/traces.ts alone, which is loaded only where a collector is set', () => {
    const users = (pattern: RegExp) => files.filter((file) => pattern.test(readFileSync(path.join(SRC, file), 'utf8')))
    expect(users(/from '(?:@opentelemetry\/|bullmq-otel)/)).toEqual(['workers/traces.ts'])
    expect(users(/^import (?!type ).*workers\/traces\.ts'/m)).toEqual([])
    expect(users(/import\('\.\.\/workers\/traces\.ts'\)/)).toEqual(['compose/open.ts'])
  })

  it('would be noticed', () => {
    expect(offences('x.ts', "import { request } from 'undici'")).toHaveLength(1)
    expect(offences('x.ts', "import net from 'node:net'")).toHaveLength(1)
    expect(offences('x.ts', "const { lookup } = await import('node:dns/promises')")).toHaveLength(1)
    expect(offences('x.ts', "await fetch('http://169.254.169.254/')\n")).toHaveLength(1)
    expect(offences('x.ts', "import type { Egress } from '../fetch/egress.ts'\n// fetch('x')\n")).toHaveLength(0)
  })
})
