import { readFileSync } from 'node:fs'
import path from 'node:path'
import { openThinkPool } from '../src/think/pool.ts'
import { type Case, caseRow } from './responses/case.ts'
import { checkOnce } from './responses/check-once.ts'
import { unmet } from './responses/expectations.ts'
import { type Player, startPlayer } from './responses/player.ts'

/**
 * `responses FILE`: {id, outcome, state, alert, keep_last_version, failed, ms} for each HTTP response of the corpus.
 * A player in a process of its own sends the bytes; here the product's own check line meets them with the case's
 * prior state, one case after the other. `failed` names what else the case asked for and did not get.
 */
export async function run([file]: string[]): Promise<void> {
  if (!file) throw new Error('usage: bench responses FILE')
  const cases = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => caseRow.parse(JSON.parse(line)))
  const player = await startPlayer(path.resolve(file))
  const think = openThinkPool({ threads: 1, deadlineMs: 10_000, memoryMb: 512 })
  try {
    await warm(player, cases)
    for (const [at, played] of cases.entries()) {
      process.stderr.write(`\r${at + 1}/${cases.length} ${played.id} `)
      const seen = await checkOnce(player, think, played)
      const { outcome, state, alert, keepLastVersion, ms } = seen
      const row = {
        id: played.id,
        outcome,
        state,
        alert,
        keep_last_version: keepLastVersion,
        failed: unmet(played, seen),
        ms,
      }
      process.stdout.write(`${JSON.stringify(row)}\n`)
    }
    process.stderr.write('\n')
  } finally {
    player.stop()
    await think.close()
  }
}

/** Bombs are built on first demand, which takes the player seconds: that is not the product's time. */
async function warm(player: Player, cases: Case[]): Promise<void> {
  for (const { id, generator } of cases) {
    if (generator?.['kind'] !== 'bomb') continue
    process.stderr.write(`\rwarm ${id} `)
    await player.ask(id)
  }
}
