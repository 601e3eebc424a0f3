import { expect, it } from 'vitest'
import type { Review, Taken } from '../../../src/article.ts'
import { pointerOf } from '../../../src/jobs/pointer.ts'

const THERE = 'https://harbour.example/new'
type Moving = { to: string } | undefined

function look(before: Moving, after: Moving, more: { alerts?: string[]; movedTo?: string } = {}) {
  const taken = { article: { standing: { moving: before } } } as Taken
  const alerts = (more.alerts ?? []).map((type) => ({ type }))
  return pointerOf(taken, { standing: { moving: after }, alerts, movedTo: more.movedTo ?? null } as Review)
}

it('says nothing for a check that found nothing', () => {
  expect(look(undefined, undefined)).toBeNull()
  expect(look(undefined, undefined, { alerts: ['article.removed'] })).toBeNull()
})

it('points at the story of an edit that was told', () => {
  expect(look(undefined, undefined, { alerts: ['article.changed'] })).toEqual({ edited: true, leadsTo: null })
})

it('points at an address when it is first seen and when it is settled, not in between', () => {
  expect(look(undefined, { to: THERE })).toEqual({ edited: false, leadsTo: THERE })
  expect(look({ to: THERE }, { to: THERE })).toBeNull()
  expect(look({ to: THERE }, undefined, { movedTo: THERE })).toEqual({ edited: false, leadsTo: THERE })
})
