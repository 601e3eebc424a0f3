import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CLOSE, closeName, FEATURES } from '../../../../src/compare/judge/features.ts'
import { judgeRewrite, type RewriteFact, type RewriteInput } from '../../../../src/compare/judge/judge.ts'
import weights from '../../../../src/compare/judge/weights.json' with { type: 'json' }

interface Recorded extends Pick<RewriteInput, 'field' | 'old' | 'next' | 'lang'> {
  facts?: RewriteFact[]
  why: string
  alert: boolean
  points: number
}

const FIXTURE = join(import.meta.dirname, '../../../fixtures/judge/pairs.json')
const recorded: Recorded[] = JSON.parse(readFileSync(FIXTURE, 'utf8'))

function headline(old: string, next: string, lang = 'en') {
  return judgeRewrite({ field: 'headline', old, next, lang, facts: [] })
}

describe('the rewrite judge', () => {
  it.each(recorded)('$why: alert is $alert', (pair) => {
    const judgement = judgeRewrite({ ...pair, facts: pair.facts ?? [] })
    expect(judgement.alert).toBe(pair.alert)
    expect(judgement.points).toBeCloseTo(pair.points, 2)
  })

  it('gives every weight the sign its feature allows, and knows every weight', () => {
    const signs = new Map(
      [...FEATURES, ...CLOSE.map((f) => ({ ...f, name: closeName(f.name) }))].map((f) => [f.name, f.sign]),
    )
    for (const [name, weight] of Object.entries(weights.weights)) {
      expect(Math.sign(weight), name).toBe(signs.get(name))
    }
  })

  it('names the largest points as its reasons', () => {
    const { reasons } = headline('Ferry fire off Skarn kills 40', 'Ferry fire off Skarn kills 70')
    expect(reasons).toHaveLength(3)
    expect(reasons.join('; ')).toContain('40 became 70')
  })

  it('gives reasons for its silence too', () => {
    const { alert, reasons } = headline('Watch: Otters return to the Lindle', 'Otters return to the Lindle')
    expect(alert).toBe(false)
    expect(reasons.length).toBeGreaterThan(0)
  })

  it('counts a fact of the rules, and only ever upwards', () => {
    const input = {
      field: 'headline',
      old: 'Kiosk owners meet mayor',
      next: 'Kiosk owners met mayor',
      lang: 'en',
    } as const
    const fact = { kind: 'event_outcome', severity: 'minor', old: 'meet', new: 'met', soft: true } as const
    const alone = judgeRewrite({ ...input, facts: [] }).points
    expect(judgeRewrite({ ...input, facts: [fact] }).points).toBeGreaterThan(alone)
  })

  it('falls back to size in a language without a lexicon', () => {
    expect(headline('Kaupunginvaltuusto päätti sillasta', 'Kolme loukkaantui bussionnettomuudessa', 'fi').alert).toBe(
      true,
    )
    expect(headline('Kaupunginvaltuusto päätti sillasta', 'Kaupunginvaltuusto päätti sillasta.', 'fi').alert).toBe(
      false,
    )
    expect(headline('市議会が橋の建設を承認', '市議会が橋の建設を承認。', 'ja').alert).toBe(false)
  })

  it('stays silent on the same text and never throws on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string({ maxLength: 200 }), (old, next) => {
        expect(headline(old, old).alert).toBe(false)
        expect(Number.isFinite(headline(old, next).points)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('judges a text of 100 KB within bounds', () => {
    const long = 'The ferry to Skarholm was late again on Tuesday. '.repeat(2000)
    const from = performance.now()
    headline(long, `${long} Nobody was hurt.`)
    expect(performance.now() - from).toBeLessThan(1000)
  })
})
