import { join } from 'node:path'
import { readLines } from '../pairs.ts'
import { benchLines, type GateFamily, SHARED } from './family.ts'

const traces = join(SHARED, 'data/traces/dev.jsonl.gz')

/** Mean delay in minutes and share missed, both below zero since the gate takes higher for better. */
export const schedule: GateFamily = {
  bench: 'schedule',
  sets: { bbc: traces, nu20: traces },
  async measure(source, file) {
    const rows = readLines(await benchLines('schedule', file, '--source', source)).map((line) => JSON.parse(line))
    const row = (policy: string, budget: number) => rows.find((row) => row.policy === policy && row.budget === budget)
    const theirs = rows.find((row) => row.policy === 'newsdiffs')
    const within = row('stet-within', theirs.budget)
    return {
      cold_8: -row('stet-cold', 8).mean,
      cold_16: -row('stet-cold', 16).mean,
      learned_8: -row('stet', 8).mean,
      learned_16: -row('stet', 16).mean,
      missed_8: -row('stet', 8).missed,
      online_by_learned_8: row('stet', 8).mean / row('stet-online', 8).mean,
      online_by_learned_16: row('stet', 16).mean / row('stet-online', 16).mean,
      p90_by_newsdiffs: theirs.p90 / Math.min(within.p90, row('stet', theirs.budget).p90),
    }
  },
}
