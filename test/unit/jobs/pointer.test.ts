import { describe, expect, it } from 'vitest'
import type { FetchOutcome, PulledBy, Review, Taken } from '../../../src/article.ts'
import { pointerOf } from '../../../src/jobs/pointer.ts'

const THERE = 'https://harbour.example/new'
const NOT_MODIFIED = { kind: 'unchanged', headers: { age: '20' } } as unknown as FetchOutcome
type Moving = { to: string } | undefined

function look(before: Moving, after: Moving, more: { alerts?: string[]; movedTo?: string } = {}) {
  const taken = { article: { standing: { moving: before } }, pulled: null } as Taken
  const alerts = (more.alerts ?? []).map((type) => ({ type }))
  const review = { standing: { moving: after }, alerts, movedTo: more.movedTo ?? null } as Review
  return pointerOf(taken, review, NOT_MODIFIED)
}

it('says nothing for a check that found nothing', () => {
  expect(look(undefined, undefined)).toBeNull()
  expect(look(undefined, undefined, { alerts: ['article.removed'] })).toBeNull()
})

it('points at the story of an edit that was told', () => {
  expect(look(undefined, undefined, { alerts: ['article.changed'] })).toEqual({
    edited: true,
    leadsTo: null,
    early: null,
  })
})

it('points at an address when it is first seen and when it is settled, not in between', () => {
  expect(look(undefined, { to: THERE })).toEqual({ edited: false, leadsTo: THERE, early: null })
  expect(look({ to: THERE }, { to: THERE })).toBeNull()
  expect(look({ to: THERE }, undefined, { movedTo: THERE })).toEqual({ edited: false, leadsTo: THERE, early: null })
})

describe('a check that a hint brought forward', () => {
  const at = '2031-03-01T14:00:00.000Z'
  const hint: PulledBy = { hint: 'feed', by: 'source 1', at, to: at, after: 4, came: 'pulled', second: false }
  const seen = (
    pulled: PulledBy | null,
    { checkNo = 4, versionNo = 1, outcome = 'unchanged', fetched = NOT_MODIFIED } = {},
  ) =>
    pointerOf(
      { article: { standing: null, checkNo, versionNo }, pulled } as Taken,
      { standing: {}, alerts: [], movedTo: null, outcome } as unknown as Review,
      fetched,
    )

  it('and that found the page of before may have been too early', () => {
    expect(seen(hint)).toEqual({ edited: false, leadsTo: null, early: { hint, headers: { age: '20' } } })
  })

  it('was not, where it is not the first since the hint, or the second already', () => {
    expect(seen(hint, { checkNo: 5 })).toBeNull()
    expect(seen(hint, { checkNo: 3 })).toBeNull()
    expect(seen({ ...hint, second: true })).toBeNull()
    expect(seen(null)).toBeNull()
  })

  it('says no more where it found an edit, an obstacle or a doubt, or the article for the first time', () => {
    for (const outcome of ['new_version', 'suspect', 'retry']) expect(seen(hint, { outcome })).toBeNull()
    expect(seen(hint, { versionNo: 0 })).toBeNull()
    expect(seen(hint, { fetched: { kind: 'obstacle' } as FetchOutcome })).toBeNull()
  })
})
