import type { Egress } from '../fetch/egress.ts'
import type { Log } from '../log.ts'
import type { Vitals } from '../store/vitals.ts'

/** A host or a message waiting longer than this means that the line stands. */
const STANDING_S = 600

/** Why the line as a whole does not work; empty when it does. Failing endpoints are theirs, not ours. */
export function whyStanding(vitals: Vitals, { planning, diskLow }: { planning: boolean; diskLow: boolean }): string[] {
  return [
    planning ? null : 'nobody plans',
    diskLow ? 'the disk is nearly full' : null,
    vitals.oldestDueS > STANDING_S ? `a host has been due for ${Math.round(vitals.oldestDueS)} s` : null,
    vitals.oldestOwedS > STANDING_S ? `a message has been owed for ${Math.round(vitals.oldestOwedS)} s` : null,
  ].filter((reason) => reason !== null)
}

/** Asks the dead-man's switch; its silence, not our word, is what raises the alarm. */
export async function beat({ url, egress, log }: { url: string; egress: Egress; log: Log }): Promise<void> {
  const answer = await egress.request({
    method: 'GET',
    url,
    purpose: 'webhook',
    maxWireBytes: 1024,
    totalTimeoutMs: 10_000,
  })
  if (answer.kind === 'failure') log.warn({ code: answer.code }, 'heartbeat not taken')
  else if (answer.status >= 300) log.warn({ status: answer.status }, 'heartbeat not taken')
}
