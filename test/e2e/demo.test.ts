import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { until } from './stet.ts'

test('the demo shows articles, edits, changes and verified alerts within 30 s, and Ctrl-C leaves nothing behind', async () => {
  const main = join(import.meta.dirname, '../../demo/main.ts')
  const startedAt = Date.now()
  const demo = spawn(process.execPath, [main], { env: { PATH: process.env['PATH'], NO_COLOR: '1' } })
  let shown = ''
  demo.stdout.on('data', (chunk) => {
    shown += String(chunk)
  })
  const ended = new Promise((resolve) => demo.once('exit', resolve))
  try {
    await until('a verified alert', () => shown.includes('signature verified'))
    expect(Date.now() - startedAt).toBeLessThan(30_000)
    await until('how to go on', () => shown.includes('status --watch'))
    for (const label of ['tracked', 'edit', 'found', 'alert'])
      expect(shown).toMatch(new RegExp(`^[0-9:]+  ${label} `, 'm'))
    expect(shown).not.toMatch(/^[0-9:]+ {2}(warn|error|ledger)/m)
  } finally {
    demo.kill('SIGINT')
    // Under npm Ctrl-C arrives twice: from the terminal and from npm, which passes it on.
    await until('the end to begin', () => shown.includes('ending ...'))
    demo.kill('SIGINT')
  }
  expect(await ended).toBe(0)
  const settings = /STET_CONFIG=(\S+)/.exec(shown)?.[1] ?? ''
  expect(existsSync(dirname(settings))).toBe(false)
  expect(shown).toContain('npm start')
})
