import { describe, expect, it } from 'vitest'
import { fetchRobots, isStale, permitted, type RobotsCopy } from '../../../src/fetch/robots-access.ts'
import { siteOf } from './loopback.ts'

const now = new Date('2027-03-09T12:00:00Z')
const ORIGIN = 'http://avis.test'
const RULES = 'User-agent: stet\nDisallow: /arkiv/\nCrawl-delay: 7\n\nUser-agent: *\nDisallow: /\n'

async function copyOf(status: number, body = '', before: RobotsCopy | null = null) {
  const { egress } = await siteOf((_, response) => response.writeHead(status).end(body))
  return fetchRobots(egress, ORIGIN, before, now)
}

describe('fetchRobots', () => {
  it('reads the rules and keeps them for a day', async () => {
    const copy = await copyOf(200, RULES)
    expect(copy).toMatchObject({ access: 'rules', expiresAt: '2027-03-10T12:00:00.000Z', readAt: now.toISOString() })
    expect(isStale(copy, now)).toBe(false)
    expect(isStale(copy, new Date('2027-03-10T12:00:00Z'))).toBe(true)
    expect(isStale(null, now)).toBe(true)
    expect(JSON.parse(JSON.stringify(copy))).toEqual(copy)
  })

  it.each([401, 403, 404, 410])('takes %d for an open site', async (status) => {
    expect(await copyOf(status)).toMatchObject({ access: 'all' })
  })

  it.each([429, 500, 503])('takes %d for a closed one, and asks again within the hour', async (status) => {
    expect(await copyOf(status)).toMatchObject({ access: 'none', expiresAt: '2027-03-09T13:00:00.000Z' })
  })

  it('takes silence for a closed one', async () => {
    const { egress } = await siteOf((_, response) => response.end())
    const copy = await fetchRobots(egress, 'http://borte.example', null, now)
    expect(copy).toMatchObject({ access: 'none', failure: 'dns_error', expiresAt: '2027-03-09T12:05:00.000Z' })
    expect(copy.detail).toMatch(/^dns_error: borte\.example: ENOTFOUND/)
  })

  it('remembers until when an overloaded site asked to be left alone', async () => {
    const { egress } = await siteOf((_, response) => response.writeHead(503, { 'retry-after': '90' }).end())
    const copy = await fetchRobots(egress, ORIGIN, null, now)
    expect(permitted(copy, 'stet', `${ORIGIN}/nyhet`).obstacle).toMatchObject({
      state: 'robots_unavailable',
      status: 503,
      retryAfterMs: 90_000,
    })
  })

  it('goes on with the rules it had during an outage, for a month', async () => {
    const before = await copyOf(200, RULES)
    const later = { ...before, readAt: '2027-02-20T00:00:00.000Z' }
    expect(await copyOf(503, '', later)).toMatchObject({ access: 'rules', robots: before.robots, readAt: later.readAt })
    const old = { ...before, readAt: '2027-02-01T00:00:00.000Z' }
    expect(await copyOf(503, '', old)).toMatchObject({ access: 'none' })
  })

  it('follows five redirects, through the guard', async () => {
    const asked: string[] = []
    const { egress } = await siteOf((request, response) => {
      asked.push(request.url ?? '')
      const step = asked.length
      if (step <= 5) response.writeHead(301, { location: `/r${step}` }).end()
      else response.end(RULES)
    })
    expect(await fetchRobots(egress, ORIGIN, null, now)).toMatchObject({ access: 'rules' })
    const inside = await siteOf((_, response) =>
      response.writeHead(302, { location: 'http://10.0.0.1/robots.txt' }).end(),
    )
    expect(await fetchRobots(inside.egress, ORIGIN, null, now)).toMatchObject({
      access: 'none',
      failure: 'refused_address',
    })
    const endless = await siteOf((_, response) => response.writeHead(302, { location: '/again' }).end())
    expect(await fetchRobots(endless.egress, ORIGIN, null, now)).toMatchObject({ access: 'all' })
  })
})

describe('permitted', () => {
  it("tells the site's word from a file that could not be had, and names why it could not", async () => {
    const obstacle = (copy: RobotsCopy, path: string) => permitted(copy, 'stet', ORIGIN + path).obstacle
    const read = await copyOf(200, RULES)
    expect(obstacle(read, '/nyhet')).toBeNull()
    expect(obstacle(read, '/arkiv/1')).toMatchObject({ state: 'robots', detail: expect.stringContaining('line 2') })
    expect(obstacle(await copyOf(500), '/nyhet')).toMatchObject({ state: 'robots_unavailable', status: 500 })
    const { egress } = await siteOf((_, response) => response.end())
    const silent = await fetchRobots(egress, 'http://borte.example', null, now)
    expect(obstacle(silent, '/nyhet')).toMatchObject({
      state: 'dns_error',
      detail: expect.stringMatching(/ENOTFOUND.*\(asking http:\/\/borte\.example for robots\.txt\)/),
    })
    // What the file said before its host fell silent holds on, and is named as its word.
    expect(obstacle(await copyOf(503, '', read), '/arkiv/1')).toMatchObject({ state: 'robots' })
  })

  it('says whether, by which rule, and how long to wait', async () => {
    const copy = await copyOf(200, RULES)
    expect(permitted(copy, 'Stet/0.1 (news change monitor)', `${ORIGIN}/arkiv/1`)).toMatchObject({
      allowed: false,
      rule: { line: 2 },
      crawlDelayMs: 7000,
    })
    expect(permitted(copy, 'stet', `${ORIGIN}/nyhet`)).toMatchObject({ allowed: true, rule: null, crawlDelayMs: 7000 })
    expect(permitted(copy, 'other', `${ORIGIN}/nyhet`)).toMatchObject({ allowed: false, crawlDelayMs: null })
    expect(permitted(copy, 'stet', `${ORIGIN}/arkiv/1`).reason).toContain('line 2: Disallow: /arkiv/')
  })

  it('closes all when the file could not be had, opens all when there is none', async () => {
    expect(permitted(await copyOf(500), 'stet', `${ORIGIN}/`).allowed).toBe(false)
    expect(permitted(await copyOf(404), 'stet', `${ORIGIN}/`).allowed).toBe(true)
  })
})
