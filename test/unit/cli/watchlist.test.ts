import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { validateEndpoint } from '../../../src/alert/endpoint.ts'
import { parseSecret } from '../../../src/alert/signing-secret.ts'
import { readWatchlist } from '../../../src/cli/watchlist.ts'

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

const read = (text: string, env: Record<string, string> = {}) =>
  readWatchlist('lists/north.yaml', text, {
    env,
    readFile: (path) => {
      if (path === 'secret.txt') return `${SECRET}\n`
      throw new Error(`ENOENT: ${path}`)
    },
    articleUrl: (url) => ({ url: new URL(url).href, host: new URL(url).host }),
    endpointUrl: (url, format) => validateEndpoint(url, format, { allowHttp: [] }),
    checkSecret: parseSecret,
  })

test('the example is a watchlist, and is understood whole', () => {
  const list = read(readFileSync(join(import.meta.dirname, '../../../config/watchlist.example.yaml'), 'utf8'))
  expect(list.name).toBe('newsdesk')
  expect(list.articles.map(({ priority }) => priority)).toEqual([1, 3, 1])
  expect(list.routes).toEqual([
    { name: 'weather', rule: { tags: ['weather'], min_severity: 'major' }, endpoints: ['weather-room'] },
    { name: 'desk', rule: {}, endpoints: ['desk'] },
  ])
  expect(list.sites).toContainEqual({
    host: 'northern-ledger.example',
    gapMs: 10_000,
    settings: { headers: { 'x-partner': 'newsdesk' } },
  })
  expect(list.sources).toMatchObject([
    { url: 'https://www.harbour-times.example/sitemap.xml', settings: { track: false, limit: 50 } },
    { host: 'northern-ledger.example', settings: { track: true, tags: ['politics'], include: ['/politics/*'] } },
  ])
})

test('an empty file is a watchlist of nothing, named by its file', () => {
  expect(read('# nothing yet\n')).toEqual({
    name: 'north',
    articles: [],
    endpoints: [],
    routes: [],
    sites: [],
    sources: [],
  })
})

test('secrets come from variables and files', () => {
  const list = read(
    'endpoints: { a: { url_env: CHAT_URL, format: slack }, b: { url: "https://b.example/", secret_file: secret.txt } }',
    { CHAT_URL: 'https://chat.example/T/B' },
  )
  expect(list.endpoints.map(({ url, secret }) => [url, secret])).toEqual([
    ['https://chat.example/T/B', null],
    ['https://b.example/', SECRET],
  ])
})

test('all faults are told at once with their line, and no secret stands in them', () => {
  const text = `articles:
  - https://a.example/1
  - nonsense
  - { url: "https://a.example/2", tag: [x] }
endpoints:
  desk: { url: "http://plain.example/" }
  chat: { url_env: NOT_SET }
  both: { url: "https://b.example/", url_env: X }
  weak: { url: "https://b.example/", secret_env: WEAK }
routes:
  all: { endpoints: [nobody] }
  odd: { endpoints: [desk], min_severity: huge }
sites:
  UPPER.example: {}
  b.example: { gap: 5 }
`
  const faults = (given: string) => {
    try {
      read(given, { WEAK: 'whsec_c2hvcnQ=' })
      return []
    } catch (error) {
      expect(error).toMatchObject({ code: 'bad_watchlist' })
      return String(error).split('\n').slice(1)
    }
  }
  const shape = faults(text)
  for (const place of [
    /north\.yaml:4 .*tag/,
    /:8 .*both: must have one of/,
    /:12 .*odd\.min_severity/,
    /UPPER/,
    /:15 .*gap/,
  ])
    expect(shape.join('\n')).toMatch(place)
  const sound = text
    .replace('tag:', 'tags:')
    .replace(/.*both.*\n|.*odd.*\n|.*UPPER.*\n|.*gap: 5.*\n/g, '')
    .replace(/sites:\n$/, '')
  const sense = faults(sound)
  expect(sense).toHaveLength(5)
  for (const place of [/:3 .*articles\.1/, /:6 .*plain\.example/, /:7 .*NOT_SET/, /:8 .*secret/, /"nobody"/])
    expect(sense.join('\n')).toMatch(place)
  expect([...shape, ...sense].join()).not.toContain('c2hvcnQ')
  expect(faults('articles: [\n')[0]).toMatch(/north\.yaml:\d/)
  expect(faults('articles: [https://a.example/1, "https://a.example/1"]')[0]).toContain('twice')
  expect(faults('- a\n- b\n')[0]).toContain('map')
})
