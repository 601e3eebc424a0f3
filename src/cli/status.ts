import { Command } from 'commander'
import type { ProcessRow } from '../store/processes.ts'
import type { Standings } from '../store/status.ts'
import type { Vitals } from '../store/vitals.ts'
import { print, printJson, safe, styled } from './print.ts'
import { troubleLine } from './site.ts'

/** How the whole stands now. */
export interface Status {
  version: string
  at: string
  processes: ProcessRow[]
  vitals: Vitals
  standings: Standings
  queue: {
    backend: 'postgres' | 'redis'
    /** By job; null where the queue does not answer. */
    jobs: Record<string, { waiting: number; active: number; failed: number }> | null
  }
  /** Of the disk under the embedded database; null where the ledger is elsewhere. */
  disk: { freeBytes: number; minFreeBytes: number } | null
}

export interface StatusDeps {
  /** Hands the status to `show`, once or every `everyMs` until it is stopped. */
  status(options: { everyMs: number | null; show: (status: Status) => void }): Promise<void>
}

const EVERY_MS = 2_000

export function statusCommand(deps: StatusDeps): Command {
  return new Command('status')
    .description('who is at work, what is due, what was found, what is owed, who is in trouble')
    .option('-w, --watch', 'again every 2 s until Ctrl-C', false)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  stet status --watch')
    .action(({ watch, json }: { watch: boolean; json?: boolean }) =>
      deps.status({
        everyMs: watch ? EVERY_MS : null,
        show: (status) => {
          if (json) return printJson(status)
          // Home and clear: the picture is drawn anew in its place.
          if (watch && process.stdout.isTTY) process.stdout.write('\u001b[H\u001b[2J')
          print(statusScreen(status))
        },
      }),
    )
}

/** The status as lines of a terminal, one screen. */
export function statusScreen({ version, at, processes, vitals, standings, queue, disk }: Status): string {
  const { checks, lateness } = standings
  const rows: Array<[string, string]> = [
    ['articles', `${standings.tracked} tracked on ${vitals.hosts} hosts, ${standings.resting} at rest`],
    ['due', `${vitals.due} waiting, ${vitals.leases} hosts being visited, ${overdue(vitals.oldestDueS)}`],
    ...(vitals.sources > 0
      ? [['sources', `${vitals.sources}, ${vitals.sourcesFailing} failing`] satisfies [string, string]]
      : []),
    ['last hour', checks.map(({ outcome, count }) => `${count} ${outcome}`).join(', ') || 'no checks'],
    ['lateness', `half within ${span(lateness.p50)}, 95 % within ${span(lateness.p95)}`],
    ['found', `${standings.alerts} alerts and ${standings.delivered} messages delivered in the last hour`],
    [
      'owed',
      `${vitals.open} open, ${vitals.pending} pending, ${vitals.dead} dead in 30 days${owed(vitals.oldestOwedS)}`,
    ],
    ['queue', `${queue.backend}: ${depth(queue.jobs)}`],
    ['ledger', `PostgreSQL ${vitals.databaseVersion}, ${size(vitals.databaseBytes)}, ${standings.migration}`],
    ...(disk ? [['disk', free(disk)] satisfies [string, string]] : []),
    ...listed('endpoint', standings.endpoints, (one) =>
      one.disabledReason === null
        ? styled('yellow', `${one.name}: ${one.failures} failures in a row since ${one.since ?? '?'}`)
        : styled('red', `${one.name}: disabled, ${one.disabledReason}`),
    ),
    ...listed('broken', standings.broken, ({ host, trouble }) => troubleLine(host, trouble)),
    ...listed('source', standings.failingSources, (one) =>
      styled('yellow', safe(`${one.url}: failed ${one.failures} times in a row, ${one.state}: ${one.detail ?? ''}`)),
    ),
    ...listed('site', standings.sites, (one) => styled('yellow', `${one.host}: ${one.count} ${one.outcome}`)),
  ]
  return [
    `${styled('bold', `stet ${version}`)}  ${at.replace('T', ' ').slice(0, 19)} UTC`,
    ...workers(processes, at),
    ...rows.map(([label, text]) => `${styled('dim', label.padEnd(10))}${text}`),
  ].join('\n')
}

function workers(processes: ProcessRow[], at: string): string[] {
  if (processes.length === 0) return [styled('red', 'nobody is at work: start with stet run')]
  return processes.map((one) => {
    const planned = one.plannedAt === null ? '' : `, planned ${span(secondsSince(one.plannedAt, at))} ago`
    return `${styled('dim', 'process'.padEnd(10))}${one.host} ${one.pid}: ${one.roles.join(' ')}, up ${span(secondsSince(one.startedAt, at))}${planned}`
  })
}

function listed<T>(label: string, all: T[], text: (one: T) => string): Array<[string, string]> {
  return all.map((one) => [label, text(one)])
}

function overdue(seconds: number): string {
  const text = `the longest for ${span(seconds)}`
  return seconds > 600 ? styled('yellow', text) : text
}

function owed(seconds: number): string {
  if (seconds < 1) return ''
  const text = `, the oldest waits for ${span(seconds)}`
  return seconds > 600 ? styled('yellow', text) : text
}

function depth(jobs: Status['queue']['jobs']): string {
  if (jobs === null) return styled('red', 'does not answer')
  return Object.entries(jobs)
    .map(([job, { waiting, active, failed }]) => `${job} ${waiting} waiting ${active} active ${failed} failed`)
    .join(', ')
}

function free({ freeBytes, minFreeBytes }: NonNullable<Status['disk']>): string {
  const text = `${size(freeBytes)} free; fetching stops below ${size(minFreeBytes)}`
  return freeBytes < minFreeBytes ? styled('red', text) : text
}

function secondsSince(then: string, now: string): number {
  return Math.max(0, (Date.parse(now) - Date.parse(then)) / 1000)
}

/** Seconds as people read them. */
export function span(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} days`
}

/** Bytes as people read them. */
export function size(bytes: number): string {
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
}
