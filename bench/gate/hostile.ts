import { join } from 'node:path'
import { readLines } from '../pairs.ts'
import { benchLines, type GateFamily, SHARED, shareRight } from './family.ts'

const hostile = (name: string) => join(SHARED, 'data/hostile', `${name}.jsonl`)

export const robots: GateFamily = {
  bench: 'robots',
  sets: { robots: hostile('robots'), robots_oracle: hostile('robots_oracle') },
  async measure(_, gold) {
    return { right: shareRight(gold, await benchLines('robots', gold), 'allowed', 'allowed') }
  },
}

export const ssrf: GateFamily = {
  bench: 'ssrf',
  sets: { ssrf: hostile('ssrf') },
  async measure(_, gold) {
    return { right: shareRight(gold, await benchLines('ssrf', gold), 'expected', 'verdict') }
  },
}

export const webhooks: GateFamily = {
  bench: 'webhooks',
  sets: { vectors: hostile('webhook_vectors') },
  async measure(_, gold) {
    const rows = readLines(await benchLines('webhooks', gold)).map((line) => JSON.parse(line))
    const vectors = rows.filter((row) => row.id !== undefined)
    return { right: vectors.filter((row) => row.signed && row.verified).length / vectors.length }
  },
}
