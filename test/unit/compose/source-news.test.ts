import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { named, settingsOf } from '../../../src/compose/source-news.ts'
import { loadConfig } from '../../../src/config.ts'

const config = loadConfig({
  defaults: readFileSync(join(import.meta.dirname, '../../../config/default.yaml'), 'utf8'),
  file: null,
  env: {},
  readSecret: () => '',
})
const entry = (url: string, at: string | null = null, title: string | null = null) => ({ url, at, title })

test('entries are known by the addresses that the ledger writes, each once, by the latest that is said of it', async () => {
  const noon = '2031-03-01T12:00:00.000Z'
  const seen = await named(
    [
      entry('https://courier.example/1?utm_source=rss&at_medium=RSS&at_campaign=rss#top', null, 'Ferry'),
      entry('https://courier.example/1', noon, 'Ferry again'),
      entry('https://courier.example/1?ns_mchannel=rss', '2031-03-01T09:00:00.000Z'),
      entry('https://courier.example/2?page=1&at=noon', noon),
    ],
    { config },
  )
  expect(seen).toEqual([
    { url: 'https://courier.example/1', host: 'courier.example', title: 'Ferry', at: noon },
    { url: 'https://courier.example/2?page=1&at=noon', host: 'courier.example', title: null, at: noon },
  ])
})

test('what may not be asked for is nobody’s entry', async () => {
  const refused = [
    'http://10.0.0.1/x',
    'http://[::1]/',
    'http://169.254.169.254/latest/meta-data/',
    'https://me:sesame@courier.example/',
  ]
  expect(
    await named([...refused.map((url) => entry(url)), entry('https://courier.example/1')], { config }),
  ).toMatchObject([{ url: 'https://courier.example/1' }])
})

test('a look through a whole sitemap lets others have their turn', async () => {
  const many = Array.from({ length: 2_000 }, (_, n) => entry(`https://courier.example/${n}`))
  let turns = 0
  const count = setInterval(() => turns++, 0)
  expect(await named(many, { config })).toHaveLength(2_000)
  clearInterval(count)
  expect(turns).toBeGreaterThan(0)
})

test('settings that cannot be read only hint', () => {
  expect(settingsOf({ track: true, limit: 5 })).toMatchObject({ track: true, limit: 5, include: [] })
  expect(settingsOf({ track: 'always' })).toMatchObject({ track: false })
  expect(settingsOf(null)).toMatchObject({ track: false })
})
