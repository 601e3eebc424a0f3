import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createMetrics } from '../../../src/web/metrics.ts'

const DASHBOARD = join(import.meta.dirname, '../../../deploy/grafana-dashboard.json')

interface Panel {
  id: number
  title: string
  gridPos: { x: number; w: number }
  targets?: Array<{ expr: string }>
}

test('the dashboard asks for metrics that exist, and shows every one of them', async () => {
  const metrics = createMetrics({
    vitals: () => Promise.reject(new Error('away')),
    queues: async () => ({}),
    pools: () => ({ ledger: { total: 0, idle: 0, waiting: 0 }, threads: { busy: 0, waiting: 0 } }),
    diskFree: async () => null,
    delays: () => [],
  })
  const exposed = new Set([...(await metrics.scrape()).matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name))
  const { panels } = JSON.parse(readFileSync(DASHBOARD, 'utf8')) as { panels: Panel[] }
  const asked = panels.flatMap(({ targets }) => targets ?? []).flatMap(({ expr }) => expr.match(/stet_\w+/g) ?? [])
  const names = new Set(asked.map((name) => name.replace(/_(bucket|count|sum)$/, '')))
  expect([...names].sort()).toEqual([...exposed].sort())
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
  for (const { gridPos, title } of panels) expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24)
})
