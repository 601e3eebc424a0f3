import type { ProcessRow } from '../store/processes.ts'
import { type Finding, lost, ok, warning } from './finding.ts'
import { troubleLine } from './site.ts'
import { type Status, span } from './status.ts'

/** A planner ticks every second: one that was silent for so long is stuck. */
const PLANNER_LATE_S = 30
const LATE_S = 600

/** Who does the work, how late it is, and what it meets. */
export function ofWork({ processes, vitals, standings, at }: Omit<Status, 'queue'>): Finding[] {
  const late = `${vitals.due} articles due, the longest for ${span(vitals.oldestDueS)}`
  const versions = new Set(processes.map(({ version, host }) => `${version} on ${host}`))
  return [
    ...(['plan', 'check', 'deliver', 'maintain'] as const).map((role) => ofRole(role, processes, at)),
    ...(new Set(processes.map(({ version }) => version)).size > 1
      ? [warning('versions', [...versions].join(', '), 'let all processes run the same release')]
      : []),
    vitals.oldestDueS > LATE_S
      ? warning('lateness', late, 'run more processes with the role check, or raise check.concurrency')
      : ok('lateness', late),
    ...standings.endpoints.map(({ name, failures, disabledReason }) =>
      disabledReason === null
        ? warning('endpoint', `${name}: ${failures} failures in a row`, `stet endpoint test ${name}`)
        : warning(
            'endpoint',
            `${name}: disabled, ${disabledReason}`,
            `stet endpoint test ${name}, then stet endpoint enable ${name}`,
          ),
    ),
    ...standings.broken.map(({ host, trouble }) =>
      warning(
        'site',
        troubleLine(host, trouble),
        `stet check an article of it with --explain; rules in config/sites/${host}.yaml may mend it`,
      ),
    ),
    ...standings.failingSources.map(({ url, state, failures }) =>
      warning('source', `${url}: ${state}, ${failures} times in a row`, `stet source check ${url} shows what is there`),
    ),
    ...standings.sites.map(({ host, outcome, count }) =>
      warning(
        'site',
        `${host}: ${count === 1 ? '1 article is' : `${count} articles are`} ${outcome}`,
        `stet list --host ${host} names them; stet check ID shows why`,
      ),
    ),
  ]
}

function ofRole(role: string, processes: ProcessRow[], at: string): Finding {
  const doing = processes.filter(({ roles }) => roles.includes(role))
  if (doing.length === 0) {
    const detail = `nobody does the work of ${role}`
    const fix = processes.length === 0 ? 'start the worker: stet run' : `add ${role} to the roles of a process`
    return role === 'maintain' ? { level: 'warn', what: role, detail, fix } : lost(role, detail, fix)
  }
  const quietS = (one: ProcessRow) => (Date.parse(at) - Date.parse(one.plannedAt ?? one.startedAt)) / 1000
  if (role === 'plan' && doing.every((one) => quietS(one) > PLANNER_LATE_S)) {
    return lost(
      role,
      `the last plan was ${span(Math.min(...doing.map(quietS)))} ago`,
      'see the log of that process; restart it',
    )
  }
  return ok(role, doing.map(({ host, pid }) => `${host} ${pid}`).join(', '))
}
