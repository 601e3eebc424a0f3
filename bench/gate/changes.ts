import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { trigramDice } from '../../src/compare/judge/similarity.ts'
import { readLines } from '../pairs.ts'
import { benchLines, type GateFamily, SHARED, scored } from './family.ts'

const revisions = (name: string) => join(SHARED, 'data/revisions', `${name}.jsonl`)
const rate = z.object({ n: z.number(), fired: z.number(), rate: z.number() })
const score = z.object({
  alert: z.object({ f1: z.number() }),
  falseAlarmOnNone: z.number(),
  recallBySeverity: z.object({ none: rate.optional(), minor: rate.optional(), critical: rate.optional() }),
  kindsMicro: z.object({ f1: z.number() }),
  values: z.object({ f1: z.number() }),
})

/** Alerts on labelled edits; what is learned is out of fold. The middle zone is where size says little. */
export const changes: GateFamily = {
  bench: 'changes',
  sets: {
    bbc_uniform_1400: revisions('bbc_uniform_1400'),
    nu_nl_dutch: revisions('nu_nl_dutch'),
    sentence_pairs: revisions('sentence_pairs'),
    pairs: revisions('pairs'),
    seed_pairs: revisions('seed_pairs'),
    travel_pages: revisions('travel_pages'),
    battery: revisions('battery'),
  },
  async measure(set, gold) {
    const predictions = await benchLines('changes', gold, '--folds', '5')
    const metrics = metricsOf(score.parse(await scored('score-changes.mjs', gold, predictions)))
    if (set === 'bbc_uniform_1400') {
      const middle = score.parse(await scored('score-changes.mjs', middleZone(gold, predictions), predictions))
      metrics['middle_alert_f1'] = middle.alert.f1
    }
    return metrics
  },
}

function metricsOf({ alert, falseAlarmOnNone, recallBySeverity, kindsMicro, values }: z.infer<typeof score>) {
  const metrics: Record<string, number> = {
    alert_f1: alert.f1,
    silent_on_none: 1 - falseAlarmOnNone,
    kinds_f1: kindsMicro.f1,
    values_f1: values.f1,
  }
  const { minor, critical } = recallBySeverity
  if (minor) metrics['silent_on_minor'] = 1 - minor.rate
  if (critical) metrics['critical_recall'] = critical.rate
  return metrics
}

/** The same cut as tools/middle-zone.mjs: trigram Dice between .65 and .90. */
function middleZone(gold: string, beside: string): string {
  const file = `${beside}.middle`
  const kept = readLines(gold).filter((line) => {
    const { old, new: next } = JSON.parse(line)
    const dice = trigramDice(old, next)
    return dice >= 0.65 && dice <= 0.9
  })
  writeFileSync(file, `${kept.join('\n')}\n`)
  return file
}
