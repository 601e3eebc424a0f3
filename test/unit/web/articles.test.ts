import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { type ArticlesDeps, articlePages } from '../../../src/web/articles.ts'
import { version } from '../alert/sample.ts'

/** Pages over a ledger that holds two versions of article 31, and counts what it is asked. */
function setup(text = 'Short.') {
  const asked: string[] = []
  const note = <T>(what: string, value: T): Promise<T> => {
    asked.push(what)
    return Promise.resolve(value)
  }
  const blocks = [{ kind: 'paragraph' as const, text }]
  const [from, to] = [version(1, 'a', { blocks }), version(2, 'b', { blocks })]
  const shown = { url: 'https://news.example/', host: 'news.example', latestNo: 2 }
  const deps: ArticlesDeps = {
    judge: (id, key) => (id === '31' && key === 'good' ? 'good' : key === 'old' ? 'over' : 'wrong'),
    article: () => note('article', null),
    version: (_, no) => note('version', no === 1 ? { ...shown, version: from } : null),
    diff: () => note('diff', { ...shown, from, to, changes: [], count: 0 }),
  }
  const serve = articlePages(deps, () => 1_000_000)
  const get = (path: string, request: { method?: string; headers?: Record<string, string> } = {}) =>
    serve({ method: 'GET', headers: {}, ...request } as IncomingMessage, new URL(`http://stet${path}`))
  return { asked, get }
}

describe('the pages of articles', () => {
  it.each([
    '/articles/31',
    '/articles/31?key=bad',
    '/articles/32/diff/1/2?key=good',
    '/articles/31/versions/1?key=old',
    '/articles/999999999999999999?key=',
  ])('ask the ledger nothing for %s', async (path) => {
    const { asked, get } = setup()
    expect((await get(path)).status).toBe(403)
    expect(asked).toEqual([])
  })

  it.each([
    '/articles/',
    '/articles/x',
    '/articles/-1?key=good',
    '/articles/031?key=good',
    '/articles/1e3?key=good',
    '/articles/1234567890123456789?key=good',
    '/articles/31/diff/0/1?key=good',
    '/articles/31/diff/1?key=good',
    '/articles/31/versions/2147483648?key=good',
    '/articles/31/versions/1/more?key=good',
    '/articles/%00?key=good',
    '/articles/31%27%20or%201=1?key=good',
  ])('know no such page as %s', async (path) => {
    const { asked, get } = setup()
    expect(await get(path)).toMatchObject({ status: 404, type: 'text/html' })
    expect(asked).toEqual([])
  })

  it('are sent again only when they differ', async () => {
    const { get } = setup()
    const first = await get('/articles/31/versions/1?key=good')
    const etag = first.headers?.['etag'] ?? ''
    expect([first.status, etag]).toEqual([200, expect.stringMatching(/^W\/".{20,}"$/)])
    const headers = { 'if-none-match': `"x", ${etag}` }
    expect(await get('/articles/31/versions/1?key=good', { headers })).toMatchObject({ status: 304, body: '' })
    expect((await get('/articles/31/diff/1/2?key=good', { headers })).status).toBe(200)
  })

  it('are made at most so often, long ones less often than short ones', async () => {
    const statuses = async (text: string) => {
      const { get } = setup(text)
      const all = []
      for (let n = 0; n < 50; n++) all.push(await get('/articles/31/diff/1/2?key=good'))
      expect(all.every(({ status }) => status === 200 || status === 429)).toBe(true)
      expect(all.at(-1)).toMatchObject({ status: 429, headers: { 'retry-after': '5' } })
      return all.filter(({ status }) => status === 200).length
    }
    const [short, long] = [await statuses('Short.'), await statuses('long text '.repeat(50_000))]
    expect([short, long]).toEqual([40, 2])
  })
})
