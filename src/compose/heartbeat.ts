import type { Egress } from '../fetch/egress.ts'
import type { Log } from '../log.ts'

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
