import { Command } from 'commander'
import { ofWork } from './doctor-work.ts'
import { type Finding, lost, ok, warning } from './finding.ts'
import { print, printJson, styled } from './print.ts'
import { type Status, size, span } from './status.ts'

/** What an examination found; an error where a part could not be examined, and null where what it needs is missing. */
export interface Examination {
  node: string
  settings: { error: string } | { roles: string[]; contact: string | null }
  ledger: { error: string } | (Omit<Status, 'queue'> & { ownNowMs: number }) | null
  queue:
    | { error: string }
    | { backend: string; faults: Array<{ code: string; message: string }>; detail: string; failed: number }
    | null
  /** The operator's mail relay and collector of traces, where they are set. */
  mail: Answer
  traces: Answer
  /** Endpoints in all, and those that the master key does not open. */
  key: { error: string } | { endpoints: number; unreadable: string[] } | null
}

/** What answered, in words, or why nothing did; null where nothing is to be asked. */
type Answer = { error: string } | { detail: string } | null

export interface DoctorDeps {
  examine(): Promise<Examination>
}

export function doctorCommand(deps: DoctorDeps): Command {
  return new Command('doctor')
    .description(
      'look at everything Stet needs, and say what is wrong and how to mend it; exits with 1 when something is',
    )
    .option('--json', 'print JSON lines')
    .addHelpText('after', '\nExample:\n  stet doctor')
    .action(async ({ json }: { json?: boolean }) => {
      const findings = diagnose(await deps.examine())
      for (const finding of findings) json ? printJson(finding) : print(line(finding))
      if (findings.some(({ level }) => level === 'fail')) process.exitCode = 1
    })
}

const STYLES = { ok: 'green', warn: 'yellow', fail: 'red' } as const

function line({ level, what, detail, fix }: Finding): string {
  const head = `${styled(STYLES[level], level.padEnd(5))}${what.padEnd(10)}${detail.replaceAll('\n', `\n${' '.repeat(15)}`)}`
  return fix === null ? head : `${head}\n${' '.repeat(15)}${styled('bold', 'fix:')} ${fix}`
}

/** What is well, what wants a look and what is broken, each with its mend. */
export function diagnose({ node, settings, ledger, queue, mail, traces, key }: Examination): Finding[] {
  return [
    ...ofSettings(node, settings),
    ...(ledger === null ? [] : 'error' in ledger ? [lost('ledger', ledger.error, LEDGER_FIX)] : ofLedger(ledger)),
    ...(queue === null ? [] : ofQueue(queue)),
    ...ofAnswer('mail', mail, 'start the relay that smtp.url names, or mend its user and password there'),
    ...ofAnswer('traces', traces, 'start the collector that traces.endpoint names; nothing else waits for it'),
    ...(key === null ? [] : ofKey(key)),
    ...(ledger === null || 'error' in ledger ? [] : [...ofDisk(ledger), ...ofWork(ledger)]),
  ]
}

const LEDGER_FIX = 'start the database that database_url (or DATABASE_URL) names, or mend the URL; see its own log'

/** Below it Node does not run the program's TypeScript as it is. */
const OLDEST_NODE = 26

function ofSettings(node: string, settings: Examination['settings']): Finding[] {
  const fresh = Number(node.split('.')[0]) >= OLDEST_NODE
  return [
    fresh ? ok('node', node) : lost('node', node, `run it by npm run stet, which brings Node ${OLDEST_NODE}`),
    'error' in settings
      ? lost('settings', settings.error, 'config/default.yaml tells every setting')
      : ok('settings', `roles ${settings.roles.join(' ')}`),
    ...('error' in settings || settings.contact !== null
      ? []
      : [
          warning(
            'contact',
            "nothing in the User-Agent tells a site's owner how to reach you",
            'set contact to an address or a URL: sites block the nameless first',
          ),
        ]),
  ]
}

/** Signatures are good for five minutes, leases for half a minute: a clock so far off is seen, then hurts. */
const SKEW_WARN_MS = 2_000
const SKEW_FAIL_MS = 60_000
const OLDEST_POSTGRES = 15
/** Beyond this share of its connections a server soon refuses somebody. */
const CROWDED = 0.9
/** No work of Stet's takes a minute: this is a session that somebody forgot. */
const OLD_TRANSACTION_S = 3_600

function ofLedger({
  vitals,
  standings,
  ownNowMs,
}: Exclude<Examination['ledger'], null | { error: string }>): Finding[] {
  const detail = `PostgreSQL ${vitals.databaseVersion}, ${size(vitals.databaseBytes)}, ${standings.migration}`
  const skew = Math.abs(ownNowMs - vitals.nowMs)
  return [
    Number.parseInt(vitals.databaseVersion, 10) >= OLDEST_POSTGRES
      ? ok('ledger', detail)
      : lost('ledger', detail, `PostgreSQL ${OLDEST_POSTGRES} or newer is needed`),
    skew < SKEW_WARN_MS
      ? ok('clock', `within ${span(Math.ceil(skew / 1000))} of the ledger's`)
      : {
          level: skew < SKEW_FAIL_MS ? 'warn' : 'fail',
          what: 'clock',
          detail: `${span(skew / 1000)} off the ledger's`,
          fix: 'let both machines set their clocks by NTP: receivers refuse signatures of another time',
        },
    ...(vitals.connections > CROWDED * vitals.maxConnections
      ? [
          warning(
            'ledger',
            `${vitals.connections} of ${vitals.maxConnections} connections are taken`,
            'raise max_connections of the server, or run fewer processes',
          ),
        ]
      : []),
    ...(vitals.oldestTransactionS > OLD_TRANSACTION_S
      ? [
          warning(
            'ledger',
            `a transaction has been open for ${span(vitals.oldestTransactionS)}: ${vitals.deadRows} dead rows cannot be cleaned up`,
            'find it in pg_stat_activity by its xact_start, and end it with pg_terminate_backend(pid)',
          ),
        ]
      : []),
  ]
}

function ofQueue(queue: NonNullable<Examination['queue']>): Finding[] {
  if ('error' in queue) {
    return [
      lost('queue', queue.error, 'start the Redis that redis_url names, or leave it out: PostgreSQL then carries it'),
    ]
  }
  const faults: Finding[] = queue.faults.map(({ code, message }) => ({
    level: code === 'redis_evicts' ? 'fail' : 'warn',
    what: 'queue',
    detail: message,
    fix:
      code === 'redis_evicts'
        ? 'redis-cli config set maxmemory-policy noeviction'
        : 'redis-cli config set appendonly yes',
  }))
  return faults.length > 0 ? faults : [ok('queue', `${queue.backend}: ${queue.detail}`)]
}

function ofAnswer(what: string, answer: Answer, fix: string): Finding[] {
  if (answer === null) return []
  return ['error' in answer ? warning(what, answer.error, fix) : ok(what, answer.detail)]
}

function ofKey(key: NonNullable<Examination['key']>): Finding[] {
  if ('error' in key) return [lost('key', key.error, 'give the key in STET_MASTER_KEY or STET_MASTER_KEY_FILE')]
  const { endpoints, unreadable } = key
  if (unreadable.length > 0) {
    return [
      lost(
        'key',
        `the master key does not open ${unreadable.join(', ')}`,
        'bring back the key they were made with (data_dir/master.key or STET_MASTER_KEY), or add them anew',
      ),
    ]
  }
  if (endpoints > 0) return [ok('key', `opens all ${endpoints} endpoints`)]
  return [warning('key', 'there are no endpoints: nobody is told', 'stet endpoint add NAME URL')]
}

/** So many times the limit is free: no hurry. */
const DISK_EASY = 3

function ofDisk({ disk }: { disk: Status['disk'] }): Finding[] {
  if (disk === null) return []
  const detail = `${size(disk.freeBytes)} free beside the ledger`
  const fix = `make space: below ${size(disk.minFreeBytes)} (disk.min_free_mb) fetching stops`
  if (disk.freeBytes < disk.minFreeBytes) return [lost('disk', detail, fix)]
  return [
    disk.freeBytes < DISK_EASY * disk.minFreeBytes ? { level: 'warn', what: 'disk', detail, fix } : ok('disk', detail),
  ]
}
