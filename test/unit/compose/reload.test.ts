import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { takeOver } from '../../../src/compose/reload.ts'
import { loadConfig } from '../../../src/config.ts'

const settings = (own: string) =>
  loadConfig({
    defaults: readFileSync(join(import.meta.dirname, '../../../config/default.yaml'), 'utf8'),
    file: { path: 'own.yaml', text: own },
    env: {},
    readSecret: () => '',
  })

test('what can change while running does, and what cannot is named and stays', () => {
  const config = settings('')
  const fresh = settings(
    'politeness: { gap_ms: 9 }\nchanges: { by_tag: { sport: { number: -1 } } }\ndeliver: { allow_http: [a.example], concurrency: 99 }\nroles: [web]\nwatchlist: list.yaml',
  )
  expect(takeOver(config, fresh)).toEqual({
    changed: ['politeness', 'changes', 'watchlist', 'deliver.allow_http'],
    needs_restart: ['roles', 'deliver'],
  })
  expect(config).toMatchObject({
    politeness: { gap_ms: 9 },
    changes: { by_tag: { sport: { number: -1 } } },
    watchlist: 'list.yaml',
    deliver: { allow_http: ['a.example'], concurrency: settings('').deliver.concurrency },
  })
  expect(config.roles).toContain('plan')
  expect(takeOver(config, { ...fresh, roles: config.roles, deliver: config.deliver })).toEqual({
    changed: [],
    needs_restart: [],
  })
})
