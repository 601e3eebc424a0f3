import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** What a test stands on: the server of the ledger, and what carries the queue. */
export interface Backend {
  ledger: 'embedded' | 'external'
  queue: 'postgres' | 'redis'
}

/** What this machine has beside the embedded PostgreSQL. */
export interface Installed {
  /** Folder of initdb and postgres; null without a PostgreSQL of the machine's own. */
  postgres: string | null
  redis: boolean
}

/**
 * The backends to test on. Two of the four cover both ledgers and both queues by every test, and take half the time of
 * all; `every` asks for all.
 * @returns `leftOut` names, in one line, what this machine cannot test; null when nothing is missing
 */
export function chooseBackends(installed: Installed, every: boolean): { backends: Backend[]; leftOut: string | null } {
  const external = installed.postgres !== null
  const all: Backend[] = [
    { ledger: 'embedded', queue: 'postgres' },
    ...(external && installed.redis ? [{ ledger: 'external', queue: 'redis' } satisfies Backend] : []),
    ...(installed.redis && (every || !external) ? [{ ledger: 'embedded', queue: 'redis' } satisfies Backend] : []),
    ...(external && (every || !installed.redis) ? [{ ledger: 'external', queue: 'postgres' } satisfies Backend] : []),
  ]
  const missing = [
    ...(installed.redis ? [] : ['the queue on Redis (apt-get install redis-server)']),
    ...(external ? [] : ['the ledger on an external PostgreSQL (apt-get install postgresql)']),
  ]
  return { backends: all, leftOut: missing.length === 0 ? null : `left out of the tests: ${missing.join('; ')}` }
}

/** Those of this machine to test on now; all that it has with BACKENDS=all in the environment. */
export function backendsHere(): ReturnType<typeof chooseBackends> {
  return chooseBackends(lookForBackends(), process.env['BACKENDS'] === 'all')
}

/** Looks at this machine. Of several versions of PostgreSQL the oldest is taken: it is the one that SQL may be too new for. */
export function lookForBackends(): Installed {
  return { postgres: oldestPostgres(), redis: answers('redis-server') }
}

const DEBIAN = '/usr/lib/postgresql'

function oldestPostgres(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).map(Number).filter(Number.isFinite) : []
  const folders = versions
    .toSorted((a, b) => a - b)
    .map((version) => join(DEBIAN, String(version), 'bin'))
    .filter((folder) => existsSync(join(folder, 'initdb')))
  return folders[0] ?? onPath('initdb')
}

function onPath(command: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(':')
  return folders.find((folder) => existsSync(join(folder, command))) ?? null
}

function answers(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
