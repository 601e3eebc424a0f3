import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createProgram } from './cli/program.ts'
import { ledgerCommands } from './compose/cli-deps.ts'
import { type Service, startService } from './compose/service.ts'
import { type Config, loadConfig } from './config.ts'
import { asError, StetError } from './errors.ts'
import { createLog, type Log } from './log.ts'

const FOLDER = join(import.meta.dirname, '..')

const SAME_SIGNAL_MS = 1_000

/** sysexits.h: EX_CONFIG. */
const EXIT_SETTINGS = 78
const SETTINGS = new Set(['bad_settings', 'site_rules_invalid'])

async function main(): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(FOLDER, 'package.json'), 'utf8')) as { version: string }
  const program = createProgram({
    version,
    run: () => run(settings(), version),
    ...ledgerCommands({ folder: FOLDER, version, settings, env: process.env }),
  })
  // A reader that has seen enough (`| head`) stops no work: the command goes on to its end and says nothing more.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', unlessClosed)
  try {
    await program.parseAsync()
  } catch (thrown) {
    process.exitCode = tell(asError(thrown))
  }
}

/** Says what went wrong; returns the exit code for it. */
function tell(error: Error): number {
  const told = error instanceof StetError ? `${error.message} (${error.code})` : (error.stack ?? error.message)
  process.stderr.write(`stet: ${told}\n`)
  return error instanceof StetError && SETTINGS.has(error.code) ? EXIT_SETTINGS : 1
}

function unlessClosed(error: Error): void {
  if (!('code' in error) || error.code !== 'EPIPE') throw error
}

function settings(): Config {
  const path = process.env['STET_CONFIG']
  return loadConfig({
    defaults: readFileSync(join(FOLDER, 'config', 'default.yaml'), 'utf8'),
    file: path ? { path, text: readSettingsFile(path) } : null,
    env: process.env,
    readSecret: (file) => readFileSync(file, 'utf8'),
  })
}

function readSettingsFile(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new StetError('bad_settings', `STET_CONFIG=${path}: ${asError(cause).message}`, { cause })
  }
}

/** Runs until a signal: the first one stops gracefully, the second one at once. */
async function run(config: Config, version: string): Promise<void> {
  const log = createLog(config.log.level, 'stdout')
  process.on('unhandledRejection', (reason) => quit(log, asError(reason), 'unhandled rejection'))
  process.on('uncaughtException', (error) => quit(log, error, 'uncaught exception'))
  const starting = new AbortController()
  let firstAt = Number.POSITIVE_INFINITY
  const stopped = new Promise<string>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        // Ctrl-C under npm arrives twice, from the terminal and from npm: only a later one is a person's second.
        if (Date.now() - firstAt > SAME_SIGNAL_MS) process.exit(128 + (signal === 'SIGINT' ? 2 : 15))
        firstAt = Math.min(firstAt, Date.now())
        starting.abort()
        resolve(signal)
      })
    }
  })
  const service = startService(config, { folder: FOLDER, version, log, signal: starting.signal, env: process.env })
  process.on('SIGHUP', () => void reload(service, log))
  // A start that fails is told at once; a start that hangs ends with the signal.
  // What a failed start has opened besides the ledger is nothing to wait for.
  await Promise.race([service, stopped]).catch((error) => process.exit(tell(asError(error))))
  if (!starting.signal.aborted) await stopped
  log.info({ signal: await stopped }, 'stopping')
  const overdue = setTimeout(() => {
    log.error({}, 'stopping took too long: quitting')
    process.exit(1)
  }, config.shutdown_ms + 10_000)
  overdue.unref()
  await (await service.catch(() => null))?.stop()
  log.info({}, 'stopped')
  process.exit(0)
}

/** SIGHUP: what can change while running is read again; wrong settings keep the old ones. */
async function reload(service: Promise<Service>, log: Log & { level: string }): Promise<void> {
  let fresh: Config
  try {
    fresh = settings()
  } catch (error) {
    log.error({ err: error }, 'settings are wrong: the old ones stay')
    return
  }
  log.level = fresh.log.level
  // A start that failed has been told already.
  await (await service.catch(() => null))?.reload(fresh)
}

function quit(log: Log, error: Error, message: string): void {
  log.error({ err: error }, message)
  process.exit(1)
}

await main()
