import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { articleChanged } from '../../../src/alert/article-changed.ts'
import { flappingKey, hold, stormKey } from '../../../src/alert/hold.ts'
import { messageOf } from '../../../src/alert/message.ts'
import { nextDigest, quietUntil } from '../../../src/alert/office-hours.ts'
import { testPing } from '../../../src/alert/operator-event.ts'
import { preferences } from '../../../src/alert/preferences.ts'
import type { Severity } from '../../../src/article.ts'
import { article, change, comparison, version } from './sample.ts'

const at = (iso: string) => Date.parse(iso)
const noon = at('2031-03-03T12:00:00Z') // a Monday

function event(severity: Severity = 'major', patch: { id?: string; new?: string; flapping?: boolean } = {}) {
  return articleChanged({
    article: { ...article, id: (patch.id ?? 'art_1') as typeof article.id },
    from: version(1, 'Bridge closed'),
    to: version(2, 'Bridge open'),
    comparison: comparison([change({ severity, new: patch.new ?? '21' })], { flapping: patch.flapping ?? false }),
    now: '2031-03-03T12:00:00.000Z',
    publicUrl: null,
  })
}

describe('hold', () => {
  it('sends at once unless asked otherwise', () => {
    expect(hold({ event: event(), preferences: preferences.parse({}), nowMs: noon })).toEqual({
      key: null,
      releaseAtMs: noon,
      reason: 'immediate',
    })
  })

  it('merges the edits of one article, each article for itself', () => {
    const asked = { preferences: preferences.parse({ merge_minutes: 5 }), nowMs: noon }
    const first = hold({ ...asked, event: event('major', { id: 'a' }) })
    expect(first).toEqual({ key: 'merge:a', releaseAtMs: noon + 300_000, reason: 'merged' })
    expect(hold({ ...asked, event: event('major', { id: 'b' }) }).key).toBe('merge:b')
  })

  it('lets a severity break through, and a test', () => {
    const quietly = preferences.parse({
      break_through: 'critical',
      merge_minutes: 5,
      digest: { every: 'hour' },
      quiet: { from: '00:00', to: '00:00', zone: 'UTC' },
      per_minute: 1,
    })
    const told = [event('critical'), testPing({ endpoint: null, now: '2031-03-03T12:00:00.000Z' })]
    for (const one of told) {
      const held = hold({ event: one, preferences: quietly, nowMs: noon, releasedMs: [noon], storming: 1 })
      expect(held).toEqual({ key: null, releaseAtMs: noon, reason: 'immediate' })
    }
  })

  it('collects through quiet hours and sends at their end', () => {
    const quiet = { from: '22:00', to: '06:30', zone: 'Europe/Lisbon' }
    const nowMs = at('2031-03-03T23:15:00Z')
    expect(hold({ event: event(), preferences: preferences.parse({ quiet }), nowMs })).toEqual({
      key: 'quiet',
      releaseAtMs: at('2031-03-04T06:30:00Z'),
      reason: 'quiet',
    })
    const digest = { at: ['23:30'], zone: 'Europe/Lisbon' }
    expect(hold({ event: event(), preferences: preferences.parse({ quiet, digest }), nowMs })).toMatchObject({
      key: 'digest',
      releaseAtMs: at('2031-03-04T06:30:00Z'),
    })
  })

  it('collects what goes beyond the rate until a place is free', () => {
    const asked = { event: event(), preferences: preferences.parse({ per_minute: 2 }), nowMs: noon }
    expect(hold({ ...asked, releasedMs: [noon - 10_000] }).reason).toBe('immediate')
    expect(hold({ ...asked, releasedMs: [noon - 90_000, noon - 10_000] }).reason).toBe('immediate')
    expect(hold({ ...asked, releasedMs: [noon - 10_000, noon - 40_000] })).toEqual({
      key: 'rate',
      releaseAtMs: noon + 20_000,
      reason: 'rate',
    })
  })

  it('collapses the same edit over many articles from the third on', () => {
    const asked = { event: event(), preferences: preferences.parse({}), nowMs: noon }
    expect(hold({ ...asked, storming: 1 }).reason).toBe('immediate')
    expect(hold({ ...asked, storming: 2 })).toMatchObject({ key: stormKey(event()), reason: 'storm' })
  })

  it('collapses a storm of what breaks through too, for it was told, and quiet hours do not keep it', () => {
    const quiet = { from: '00:00', to: '00:00', zone: 'UTC' }
    const asked = { preferences: preferences.parse({ quiet }), nowMs: noon, storming: 2 }
    expect(hold({ ...asked, event: event('critical') })).toMatchObject({ reason: 'storm', releaseAtMs: noon + 600_000 })
    expect(hold({ ...asked, event: event('major') })).toMatchObject({ reason: 'storm', releaseAtMs: noon + 43_200_000 })
  })

  it('lets nothing break through where editors want it so', () => {
    const never = preferences.parse({ break_through: 'never', digest: { every: 'hour' } })
    expect(hold({ event: event('critical'), preferences: never, nowMs: noon }).reason).toBe('digest')
  })

  it('never releases before now', () => {
    const any = fc.record({
      merge_minutes: fc.integer({ min: 0, max: 120 }),
      per_minute: fc.integer({ min: 1, max: 5 }),
      quiet: fc.record({
        from: fc.constantFrom('00:00', '22:00', '13:30'),
        to: fc.constantFrom('06:00', '13:30', '23:59'),
        zone: fc.constantFrom('UTC', 'America/St_Johns', 'Pacific/Chatham', 'Africa/Cairo'),
      }),
      digest: fc.option(
        fc.record({
          at: fc.constant(['02:30', '08:00']),
          zone: fc.constantFrom('Europe/Lisbon', 'Australia/Lord_Howe'),
        }),
        { nil: undefined },
      ),
    })
    fc.assert(
      fc.property(any, fc.integer({ min: at('2031-01-01T00:00Z'), max: at('2032-01-01T00:00Z') }), (given, nowMs) => {
        const stored = preferences.parse(JSON.parse(JSON.stringify(given)))
        const held = hold({ event: event(), preferences: stored, nowMs, releasedMs: [nowMs - 1, nowMs - 2, nowMs - 3] })
        expect(held.releaseAtMs).toBeGreaterThanOrEqual(nowMs)
        expect(held.releaseAtMs).toBeLessThanOrEqual(nowMs + 3 * 86_400_000)
      }),
    )
  }, 30_000)
})

describe('stormKey', () => {
  it('is the same for the same edit in another article, and another for another edit', () => {
    expect(stormKey(event('major', { id: 'a' }))).toBe(stormKey(event('major', { id: 'b' })))
    expect(stormKey(event('major', { new: '22' }))).not.toBe(stormKey(event()))
  })
})

describe('messageOf', () => {
  const releasedAt = '2031-03-03T12:10:00.000Z'

  it('knows why its events come together', () => {
    const reason = (...events: ReturnType<typeof event>[]) => messageOf(events, releasedAt).reason
    expect(reason(event())).toBe('single')
    expect(reason(event('major', { new: '1' }), event('major', { new: '2' }))).toBe('merged')
    expect(reason(event('major', { id: 'a' }), event('major', { id: 'b' }))).toBe('storm')
    expect(reason(event('major', { id: 'a', new: '1' }), event('major', { id: 'b', new: '2' }))).toBe('digest')
  })
})

describe('flappingKey', () => {
  it('names an article only while it flips', () => {
    expect(flappingKey(event())).toBeNull()
    expect(flappingKey(event('major', { flapping: true }))).toBe('flapping:art_1')
  })
})

describe('nextDigest', () => {
  it('keeps to the clock on the wall when summer time begins', () => {
    // Lisbon goes from UTC to UTC+1 on 30 March 2031
    const times = { at: ['08:00', '17:00'], zone: 'Europe/Lisbon' }
    expect(nextDigest(times, at('2031-03-29T07:00:00Z'))).toBe(at('2031-03-29T08:00:00Z'))
    expect(nextDigest(times, at('2031-03-29T08:00:00Z'))).toBe(at('2031-03-29T17:00:00Z'))
    expect(nextDigest(times, at('2031-03-29T18:00:00Z'))).toBe(at('2031-03-30T07:00:00Z'))
  })

  it('comes once a day by the clock on the wall, in any zone and on any day', () => {
    // Lord Howe moves by half an hour, Azores and Lisbon at another hour of the day than New York
    const zones = [
      'Europe/Lisbon',
      'America/New_York',
      'Australia/Lord_Howe',
      'Atlantic/Azores',
      'Asia/Kathmandu',
      'UTC',
    ]
    const wall = (ms: number, zone: string) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)
    const years = { min: at('2026-01-01T00:00:00Z'), max: at('2036-01-01T00:00:00Z') }
    fc.assert(
      fc.property(fc.integer(years), fc.constantFrom(...zones), fc.nat(95), (nowMs, zone, quarter) => {
        const time = Temporal.PlainTime.from({ hour: Math.floor(quarter / 4), minute: (quarter % 4) * 15 })
        const times = { at: [time.toString().slice(0, 5)], zone }
        const first = nextDigest(times, nowMs)
        const second = nextDigest(times, first)
        expect(first).toBeGreaterThan(nowMs)
        expect(first - nowMs).toBeLessThanOrEqual(25 * 3_600_000)
        const days = wall(first, zone).toPlainDate().until(wall(second, zone).toPlainDate()).days
        expect(days).toBe(1)
        // A time that the clock leaps over comes as much later as it leaps.
        const late = wall(first, zone).toPlainTime().since(time).total('minutes')
        expect([0, 30, 60]).toContain(late)
      }),
    )
  })

  it('comes once when the hour is struck twice', () => {
    // Lisbon strikes 01:30 twice on 26 October 2031, first as summer time
    const times = { at: ['01:30'], zone: 'Europe/Lisbon' }
    expect(nextDigest(times, at('2031-10-25T12:00:00Z'))).toBe(at('2031-10-26T00:30:00Z'))
    expect(nextDigest(times, at('2031-10-26T00:30:00Z'))).toBe(at('2031-10-27T01:30:00Z'))
  })

  it('leaves out days that are not named', () => {
    const times = { at: ['08:00'], zone: 'UTC', days: ['mon' as const] }
    expect(nextDigest(times, at('2031-03-03T08:00:00Z'))).toBe(at('2031-03-10T08:00:00Z'))
  })

  it('comes on the full hour', () => {
    expect(nextDigest({ every: 'hour' }, at('2031-03-03T12:00:00Z'))).toBe(at('2031-03-03T13:00:00Z'))
    expect(nextDigest({ every: 'hour' }, at('2031-03-03T12:59:59Z'))).toBe(at('2031-03-03T13:00:00Z'))
  })
})

describe('quietUntil', () => {
  const night = { from: '22:00', to: '06:00', zone: 'UTC' }

  it.each([
    ['2031-03-03T21:59:59Z', null],
    ['2031-03-03T22:00:00Z', '2031-03-04T06:00:00Z'],
    ['2031-03-04T05:59:59Z', '2031-03-04T06:00:00Z'],
    ['2031-03-04T06:00:00Z', null],
  ])('%s: %s', (now, end) => {
    expect(quietUntil(night, at(now))).toBe(end === null ? null : at(end))
  })

  it('ends by the clock on the wall the night that summer time begins, and the night that it ends', () => {
    const lisbon = { ...night, zone: 'Europe/Lisbon' }
    expect(quietUntil(lisbon, at('2031-03-29T23:00:00Z'))).toBe(at('2031-03-30T05:00:00Z'))
    expect(quietUntil(lisbon, at('2031-10-25T23:00:00Z'))).toBe(at('2031-10-26T06:00:00Z'))
  })

  it('begins only on the days named', () => {
    const weekend = { ...night, days: ['fri' as const] }
    expect(quietUntil(weekend, at('2031-03-08T03:00:00Z'))).toBe(at('2031-03-08T06:00:00Z'))
    expect(quietUntil(weekend, at('2031-03-09T03:00:00Z'))).toBeNull()
  })
})

describe('preferences', () => {
  it.each([
    { digest: { at: ['25:00'], zone: 'UTC' } },
    { digest: { at: ['08:00'], zone: 'Mars/Olympus' } },
    { quiet: { from: '22:00', to: '6:00', zone: 'UTC' } },
    { merge: 5 },
  ])('refuses %j', (bad) => {
    expect(preferences.safeParse(bad).success).toBe(false)
  })
})
