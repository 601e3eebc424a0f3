import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { changes } from './gate/changes.ts'
import { cpu } from './gate/cpu.ts'
import { extract } from './gate/extract.ts'
import { type GateFamily, isThere } from './gate/family.ts'
import { robots, ssrf, webhooks } from './gate/hostile.ts'
import { known } from './gate/known.ts'
import { responses } from './gate/responses.ts'
import { rotate } from './gate/rotate.ts'
import { schedule } from './gate/schedule.ts'

/** A bench joins the gate with one entry here and its floors in floors.json. */
const FAMILIES: readonly GateFamily[] = [
  changes,
  extract,
  rotate,
  known,
  responses,
  robots,
  schedule,
  ssrf,
  webhooks,
  cpu,
]

const FILE = join(import.meta.dirname, 'floors.json')
const floorsFile = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.number())))
type Floors = z.infer<typeof floorsFile>

/** Raised floors stay this far below what was reached: room for a tie that falls the other way. */
const HAIR = 0.002

/**
 * `bench -- gate [--update [--allow-regression]] [--without BENCH] [BENCH ...]`: every pinned floor measured anew, one line
 * each; the exit code is 1 when one is missed. `--update` raises floors to what was reached and lowers none unless told to. Sets that are not
 * there (no ../shared) are left out.
 */
export async function run(args: string[]): Promise<void> {
  const { values: options, positionals: only } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      update: { type: 'boolean', default: false },
      'allow-regression': { type: 'boolean', default: false },
      without: { type: 'string', multiple: true, default: [] },
    },
  })
  const mayLower = options['allow-regression']
  const floors = floorsFile.parse(JSON.parse(readFileSync(FILE, 'utf8')))
  let missed = 0
  for (const family of FAMILIES) {
    if ((only.length > 0 && !only.includes(family.bench)) || options.without.includes(family.bench)) continue
    for (const [set, path] of Object.entries(family.sets)) {
      const pinned = floors[family.bench]?.[set]
      if (!pinned || !isThere(path)) continue
      process.stderr.write(`gate: ${family.bench} ${set}\n`)
      const reached = await family.measure(set, path)
      for (const [metric, floor] of Object.entries(pinned)) {
        const value = reached[metric] ?? Number.NEGATIVE_INFINITY
        const ok = value >= floor
        if (!ok) missed++
        process.stdout.write(`${JSON.stringify({ bench: family.bench, set, metric, value, floor, ok })}\n`)
        if (options.update && !family.isPromise) pin(pinned, metric, value, mayLower)
      }
    }
  }
  if (options.update) save(floors)
  if (missed > 0) process.stderr.write(`gate: ${missed} floors missed\n`)
  if (missed > 0 && !mayLower) process.exitCode = 1
}

function pin(pinned: Record<string, number>, metric: string, value: number, mayLower: boolean): void {
  if (!Number.isFinite(value)) return
  const next = value === 1 ? 1 : Math.floor((value - HAIR) * 1000) / 1000
  if (next > (pinned[metric] ?? Number.NEGATIVE_INFINITY) || mayLower) pinned[metric] = next
}

function save(floors: Floors): void {
  writeFileSync(FILE, `${JSON.stringify(floors, null, 2)}\n`)
}
