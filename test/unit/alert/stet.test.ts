import { describe, expect, it } from 'vitest'
import { articleChanged } from '../../../src/alert/article-changed.ts'
import { type StetEvent, stetDigest, stetEvent } from '../../../src/alert/event.ts'
import { renderStet } from '../../../src/alert/formats/stet.ts'
import { change, comparison, article as sample, version } from './sample.ts'

const releasedAt = '2031-03-01T07:00:05.000Z'

function event(no: number, text = ''): StetEvent {
  return articleChanged({
    article: { ...sample, id: `art_${no}` as typeof sample.id },
    from: version(1, `Ferry ${text}`),
    to: version(2, `Ferry again ${text}`),
    comparison: comparison([
      change({ severity: no % 2 ? 'critical' : 'minor', before: `a ${text}`, after: `b ${text}` }),
    ]),
    now: releasedAt,
    publicUrl: null,
  })
}

describe('renderStet', () => {
  it('sends one event as it is', () => {
    const { body, contentType } = renderStet({ events: [event(1)], reason: 'single', releasedAt })
    expect(stetEvent.parse(JSON.parse(body))).toEqual(event(1))
    expect(contentType).toBe('application/json; charset=utf-8')
  })

  it('sends several as a digest, oldest first', () => {
    const events = [event(2), event(1), event(4)]
    const { body } = renderStet({ events, reason: 'merged', releasedAt })
    const { data } = stetDigest.parse(JSON.parse(body))
    expect(data).toMatchObject({ reason: 'merged', severity: 'critical', events_omitted: 0 })
    expect(data.events.map((one) => one.data.id)).toEqual(events.map((one) => one.data.id))
  })

  it.each([1, 20, 3000])(
    'stays under 20 kB with 300 events of %i-letter texts, and names what it left out',
    (length) => {
      const events = Array.from({ length: 300 }, (_, i) => event(i, '漢'.repeat(length)))
      const { body } = renderStet({ events, reason: 'storm', releasedAt })
      expect(Buffer.byteLength(body)).toBeLessThan(20_000)
      const { data } = stetDigest.parse(JSON.parse(body))
      expect(data.events.length).toBeGreaterThan(2)
      expect(data.events.every((one) => one.data.severity === 'critical')).toBe(true)
      expect(data.events.length + data.events_omitted).toBe(300)
      expect(data.omitted_ids).toHaveLength(200)
    },
  )
})
