import { describe, expect, it } from 'vitest'
import type { Change } from '../../../../src/article.ts'
import {
  judgeRewrite,
  type RewriteInput,
  type RewriteJudge,
  type RewriteJudgement,
} from '../../../../src/compare/judge/judge.ts'
import { lineChanges } from '../../../../src/compare/judge/line-changes.ts'
import { softened } from '../../../../src/compare/judge/soft-rules.ts'
import { standingOf } from '../../../../src/compare/judge/standing.ts'
import { lexiconFor } from '../../../../src/text/language.ts'

const SILENT: RewriteJudgement = { points: -5, alert: false, severity: 'none', reasons: ['the same words'] }
const LOUD: RewriteJudgement = { points: 5, alert: true, severity: 'major', reasons: ['all is new'] }

function setup(old: string, next: string, judgement: RewriteJudgement) {
  const asked: RewriteInput[] = []
  const judge: RewriteJudge = (input) => {
    asked.push(input)
    return judgement
  }
  return { asked, ...lineChanges({ field: 'headline', old, next, lang: 'en' }, lexiconFor('en', old), {}, judge) }
}

function change(rule: string, points: number): Change {
  return {
    kind: 'attribution',
    field: 'headline',
    severity: points >= 2 ? 'major' : 'minor',
    block: null,
    old: null,
    new: 'police say',
    before: null,
    after: null,
    points,
    rule,
    reason: '',
  }
}

describe('a changed headline', () => {
  it('tells a changed figure although the judge is silent', () => {
    const { changes } = setup('Bridge at Tarn to cost 40 million', 'Bridge at Tarn to cost 70 million', SILENT)
    expect(changes.some(({ severity }) => severity === 'major' || severity === 'critical')).toBe(true)
  })

  it('keeps what the judge silenced, with its reason', () => {
    const { suppressed } = setup('Bakers praise new oven', 'New oven praised by bakers', SILENT)
    expect(suppressed).toMatchObject([{ field: 'headline', reason: 'the same words' }])
  })

  it('is told as rewritten when the judge says so', () => {
    const { changes } = setup('Bakers praise new oven', 'Council shuts down bakery', LOUD)
    expect(changes.at(-1)).toMatchObject({ kind: 'rewrite', rule: 'headline_rewritten', severity: 'major' })
  })

  it('does not reach the judge when only typography differs', () => {
    const { asked, changes } = setup('“Never again,” says baker', '"Never again," says baker', LOUD)
    expect(asked).toEqual([])
    expect(changes).toEqual([])
  })
})

describe('soft rules', () => {
  it('stand as minor until the judge alerts', () => {
    expect(softened(change('attribution_added', 2.5), {}).severity).toBe('minor')
  })

  it('leave the rules of values alone', () => {
    const figure = change('number_changed', 3)
    expect(softened(figure, {})).toBe(figure)
  })

  it('obey the operator who weighed the rule', () => {
    const weighed = change('attribution_added', 5)
    expect(softened(weighed, { attribution_added: 5 })).toBe(weighed)
  })
})

describe('the standing of a judgement', () => {
  it('rises with the points and keeps to the bounds of its severity', () => {
    const major = [0.1, 1, 5, 50].map((points) => standingOf({ points, severity: 'major' }))
    expect([...major].sort((a, b) => a - b)).toEqual(major)
    expect(major.every((points) => points >= 2 && points < 4)).toBe(true)
    expect(standingOf({ points: -1, severity: 'minor' })).toBeLessThan(2)
    expect(standingOf({ points: -9, severity: 'none' })).toBeLessThan(0.5)
    expect(standingOf({ points: 1, severity: 'critical' })).toBeGreaterThanOrEqual(4)
  })
})

describe('a small edit the judge tells', () => {
  it('is named by its kind with the words that differ', () => {
    const { named } = judgeRewrite({
      field: 'headline',
      old: 'Two men held over Brambleton warehouse blaze',
      next: 'Two men charged over Brambleton warehouse blaze',
      lang: 'en',
      facts: [],
    })
    expect(named).toEqual({ kind: 'event_outcome', old: 'held', new: 'charged' })
  })

  it('has no name when all is new', () => {
    const input = { field: 'headline', old: 'Bees thrive on city roofs', next: 'Premier quits after leak' } as const
    expect(judgeRewrite({ ...input, lang: 'en', facts: [] }).named).toBeNull()
  })
})
