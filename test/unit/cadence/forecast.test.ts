import { describe, expect, it } from 'vitest'
import { forecast } from '../../../src/cadence/forecast.ts'

const NOW = '2026-03-10T12:30:00.000Z'
const HOUR = 3_600_000

describe('forecast', () => {
  it('counts planned checks by host and hour, and after them the present interval', () => {
    const loads = forecast(
      [
        { host: 'b.example', at: '2026-03-10T13:00:00.000Z', intervalMs: HOUR / 2 },
        { host: 'a.example', at: '2026-03-10T13:30:00.000Z', intervalMs: 1e12 },
        { host: 'a.example', at: null, intervalMs: HOUR },
      ],
      NOW,
      3,
    )
    expect(loads).toEqual([
      { host: 'a.example', hour: '2026-03-10T12:00:00.000Z', checks: 0 },
      { host: 'a.example', hour: '2026-03-10T13:00:00.000Z', checks: 1 },
      { host: 'a.example', hour: '2026-03-10T14:00:00.000Z', checks: 0 },
      { host: 'b.example', hour: '2026-03-10T12:00:00.000Z', checks: 0 },
      { host: 'b.example', hour: '2026-03-10T13:00:00.000Z', checks: 3 },
      { host: 'b.example', hour: '2026-03-10T14:00:00.000Z', checks: 2 },
    ])
  })

  it('puts what is late into the present hour', () => {
    const late = { host: 'a.example', at: '2026-03-10T09:00:00.000Z', intervalMs: 1e12 }
    expect(forecast([late], NOW, 2).map(({ checks }) => checks)).toEqual([1, 0])
  })
})
