import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { storyOf } from './newsroom.ts'
import { openStet, type Stet, until } from './stet.ts'

let stet: Stet | undefined
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stet-site-rules-'))
})
afterEach(async () => {
  await stet?.close()
  rmSync(folder, { recursive: true, force: true })
})

const rules = (text: string) => writeFileSync(join(folder, 'n0.quaylight.example.yaml'), text)

test('a changed rule makes a technical version and never an alert; check --explain names what decided', async () => {
  stet = await openStet({ site_rules: folder, log: { level: 'info' } })
  const { command, newsroom, database, desk } = stet
  newsroom.stories.set('/flood', storyOf('flood'))
  await stet.watch(['/flood'])
  const worker = await stet.start()
  await stet.checked(1)

  rules('version: 1\nremove: article p:last-of-type\nheadline: h1.gone')
  worker.process.kill('SIGHUP')
  await until('the reload', () => worker.lines.some((line) => line['msg'] === 'settings read again'))
  newsroom.stories.set('/flood', storyOf('flood', 21))
  await stet.makeDue()
  await stet.checked(2)
  await until('the alert', () => desk.received.length > 0)
  const { rows } = await database.pool.query('select technical, left(rules, 2) as rules from versions order by no')
  expect(rows).toEqual([
    { technical: false, rules: 'no' },
    { technical: true, rules: '1-' },
    { technical: false, rules: '1-' },
  ])
  expect(desk.received.map(({ event }) => event.data.line)).toEqual([expect.stringMatching(/from 12 to 21/)])
  expect(desk.received[0]?.body).not.toContain('independent panel')

  const shown = await command('check', 'http://n0.quaylight.example/flood', '--explain')
  expect(shown.stdout).toMatch(/n0\.quaylight\.example\.yaml, version 1-[0-9a-f]{8}/)
  expect(shown.stdout).toMatch(/headline\s+h1\.gone\s+matches nothing here/)
  expect(shown.stdout).toMatch(/\* h1 .*council approves flood wall/)
  expect(shown.stdout).toMatch(/dropped\s+An independent panel.*\n\s+site rule remove article p:last-of-type/)
  const told = JSON.parse((await command('check', '1', '--explain', '--json')).stdout)
  expect(told).toMatchObject({
    rules: { file: join(folder, 'n0.quaylight.example.yaml') },
    ruleHits: [
      { key: 'remove', matches: 1 },
      { key: 'headline', matches: 0 },
    ],
    verdicts: expect.arrayContaining([expect.objectContaining({ kept: false, path: 'article > p' })]),
  })
})

test('check explains a file on disk without a ledger, and wrong rules are told all at once', async () => {
  stet = await openStet({ site_rules: folder })
  const { commandWith } = stet
  const away = { DATABASE_URL: 'postgresql://x@127.0.0.1:1/x' }
  const { headline, paragraphs } = storyOf('flood')
  const page = join(folder, 'page.html')
  writeFileSync(
    page,
    `<html><body><article><h1>${headline}</h1><p>${paragraphs.join('</p><p>')}</p></article></body></html>`,
  )
  rules('version: 1\nremove: article p:last-of-type')
  const file = await commandWith(away, 'check', page, '--url', 'http://n0.quaylight.example/flood', '--json')
  expect(JSON.parse(file.stdout)).toMatchObject({
    content: { headline: { text: headline }, blocks: paragraphs.slice(0, 3).map((text) => ({ text })) },
    rules: { version: expect.stringMatching(/^1-/) },
  })
  expect((await commandWith(away, 'check', page)).stdout).toMatch(
    /site rules\n\s+none[\s\S]*kept\s+An independent panel/,
  )
  rules('version: 0\nremove: "p["')
  const wrong = await commandWith(away, 'check', page, '--url', 'http://n0.quaylight.example/flood')
  expect(wrong).toMatchObject({ code: 78, stderr: expect.stringMatching(/version: .*remove: is no CSS selector/) })
})
