import { join } from 'node:path'
import { readLines } from '../pairs.ts'
import { benchLines, type GateFamily, SHARED } from './family.ts'

/** Hostile and ordinary answers of servers: the share whose outcome is as expected (or also fine) and nothing unmet. */
export const responses: GateFamily = {
  bench: 'responses',
  sets: { responses: join(SHARED, 'data/hostile/responses.jsonl') },
  async measure(_, gold) {
    const rows = new Map(
      readLines(await benchLines('responses', gold)).map((line) => {
        const row = JSON.parse(line)
        return [row.id, row]
      }),
    )
    const truth = readLines(gold).map((line) => JSON.parse(line))
    const right = truth.filter(({ id, expected }) => {
      const row = rows.get(id)
      const fine = [expected.outcome, ...[expected.also_ok ?? []].flat()]
      return row?.failed?.length === 0 && fine.includes(row.outcome)
    })
    return { right: right.length / truth.length }
  },
}
