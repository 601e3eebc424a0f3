import { createHash } from 'node:crypto'

/** A stable id of a happening: the same parts give the same id. */
export function eventId(...parts: string[]): string {
  return `evt_${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)}`
}
