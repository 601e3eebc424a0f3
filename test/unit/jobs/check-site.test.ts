import { describe, expect, it } from 'vitest'
import type { Article, FetchOutcome, Review, Site, Standing, Taken, TakenSource } from '../../../src/article.ts'
import type { CheckDeps } from '../../../src/jobs/check-article.ts'
import { checkSite, type SourceDeps } from '../../../src/jobs/check-site.ts'
import { createPlaces } from '../../../src/jobs/places.ts'

const NOW = '2031-03-01T14:00:00.000Z'
const SITE: Site = {
  host: 'harbour.example',
  gapMs: null,
  openAt: null,
  politeness: null,
  habits: null,
  robots: null,
  urge: 0,
  settings: {},
}
const SAME: FetchOutcome = {
  kind: 'unchanged',
  by: 'not_modified',
  status: 304,
  url: 'https://harbour.example/1',
  validators: { etag: '"a"', lastModified: null },
  redirects: [],
  tookMs: 5,
}

function taken(id: string): Taken {
  const held = { validators: { etag: '"a"', lastModified: null }, wireHash: '5e'.repeat(32) }
  const article = {
    id,
    url: `https://harbour.example/${id}`,
    versionNo: 1,
    standing: null,
    lastCheckedAt: null,
    ...held,
  }
  return { article: article as Article, leaseNo: '1', dueAt: NOW, pulled: null, knownPage: null }
}

/** A world in which `ids` are due at one host and every check finds nothing new, but for what is given. */
function world(
  ids: string[],
  more: { [key in 'fetchPage' | 'think']?: CheckDeps[key] } & Partial<CheckDeps['ledger']>,
) {
  const { fetchPage, think, ...ledger } = more
  const recorded: Array<{ id: string; outcome: string; state: string | null; nextCheckAt: string | null }> = []
  const givenBack: string[] = []
  const observed: string[] = []
  const waits: number[] = []
  const unchanged = (nextCheckAt: string): Review => {
    const standing = { outcome: 'unchanged', state: null, since: NOW, seen: 1, told: false } as Standing
    const none = {
      version: null,
      technical: null,
      confirmedBy: null,
      memory: null,
      knownPage: undefined,
      movedTo: null,
      detail: null,
      state: null,
    }
    const nothing = { changes: [], suppressed: [], alerts: [], urge: 0, spent: { extractMs: 0, compareMs: 0 } }
    return { outcome: 'unchanged', standing, nextCheckAt, ...none, ...nothing }
  }
  const deps: CheckDeps = {
    now: () => new Date(NOW),
    async sleep(ms) {
      waits.push(ms)
      await new Promise((resolve) => setTimeout(resolve, 5))
      return true
    },
    places: createPlaces(4),
    ledger: {
      takeChecks: async () => [{ site: SITE, articles: ids.map(taken) }],
      endVisit: async (_site, untouched) => void givenBack.push(...untouched.map(({ article }) => article.id)),
      recordCheck: async ({ taken: { article }, review: { outcome, state, nextCheckAt } }) => {
        recorded.push({ id: article.id, outcome, state, nextCheckAt })
        return { released: [], versionNo: 1 }
      },
      recordUnchanged: async ({ taken: { article }, nextCheckAt }) => {
        recorded.push({ id: article.id, outcome: 'unchanged', state: null, nextCheckAt })
        return true
      },
      isAway: (error) => error instanceof Error && error.message === 'away',
      ...ledger,
    },
    fetchPage: async ({ site }) => ({
      fetched: SAME,
      site: { ...site, openAt: '2031-03-01T14:00:02.000Z' },
      slowed: false,
    }),
    think: async () => unchanged('2031-03-01T15:00:00.000Z'),
    ring: async () => {},
    pointAt: async () => {},
    observe: ({ taken: { article } }) => void observed.push(article.id),
    failed() {},
    ...(fetchPage && { fetchPage }),
    ...(think && { think }),
  }
  const looked: string[] = []
  const sources: SourceDeps = {
    take: async ({ sourceIds }) => ({ site: SITE, sources: sourceIds.map((id) => ({ id }) as TakenSource) }),
    async look({ source, site }) {
      looked.push(source.id)
      return { outcome: 'read', site: { ...site, openAt: '2031-03-01T14:00:02.000Z' } }
    },
  }
  const visit = (signal = new AbortController().signal, sourceIds: string[] = []) =>
    checkSite.run({ host: SITE.host, articleIds: ids, sourceIds }, { ...deps, sources }, { signal })
  return { visit, deps, sources, looked, recorded, givenBack, observed, waits }
}

function failsFor(id: string, error: Error): Pick<CheckDeps, 'think'> {
  const { think } = world([], {}).deps
  return { think: (input) => (input.taken.article.id === id ? Promise.reject(error) : think(input)) }
}

describe('a visit to a site', () => {
  it('checks its articles one after the other, with the pause that the host is owed', async () => {
    const { visit, recorded, waits } = world(['1', '2', '3'], {})
    expect(await visit()).toMatchObject({ taken: 3, given_back: 0, unchanged: 3 })
    expect(recorded.map(({ id }) => id)).toEqual(['1', '2', '3'])
    expect(waits).toEqual([2_000, 2_000])
  })

  it('looks at sources first, one request each, and gives back what it could not come to', async () => {
    const { visit, looked, recorded, waits } = world(['1'], {})
    expect(await visit(undefined, ['7', '8'])).toMatchObject({ taken: 1, source_read: 2, unchanged: 1 })
    expect([looked, recorded.map(({ id }) => id), waits]).toEqual([['7', '8'], ['1'], [2_000, 2_000]])
  })

  it('is cut short between sources: what was not looked at goes back', async () => {
    const stop = new AbortController()
    const back: string[] = []
    const { visit, sources, looked, recorded } = world(['1'], {
      endVisit: async (_site, articles, given) => {
        back.push(...articles.map(({ article }) => article.id), ...given.map(({ id }) => id))
      },
    })
    const look = sources.look
    sources.look = (input) => {
      stop.abort()
      return look(input)
    }
    await visit(stop.signal, ['7', '8'])
    expect([looked, recorded, back]).toEqual([['7'], [], ['1', '8']])
  })

  it('goes on behind an article that cannot be judged, and looks at that one later, not at once', async () => {
    const { visit, recorded, givenBack, waits } = world(['1', '2'], failsFor('1', new Error('a bug of ours')))
    await visit()
    expect(recorded).toEqual([
      { id: '1', outcome: 'retry', state: 'our_fault', nextCheckAt: '2031-03-01T14:02:00.000Z' },
      { id: '2', outcome: 'unchanged', state: null, nextCheckAt: '2031-03-01T15:00:00.000Z' },
    ])
    expect(givenBack).toEqual([])
    // The failed article's request counts for the host's pause all the same.
    expect(waits).toEqual([2_000])
  })

  it('leaves an article leased whose failure cannot be recorded either, so that it starves no neighbour', async () => {
    const { visit, givenBack } = world(['1', '2'], {
      ...failsFor('1', new Error('a bug of ours')),
      recordCheck: () => Promise.reject(new Error('a row that cannot be')),
    })
    await expect(visit()).rejects.toThrow('a bug of ours')
    expect(givenBack).toEqual(['2'])
  })

  it('holds nothing against an article while the ledger is away: it is given back as it was', async () => {
    const { visit, recorded, givenBack } = world(['1', '2'], failsFor('1', new Error('away')))
    await expect(visit()).rejects.toThrow('away')
    expect(recorded).toEqual([])
    expect(givenBack).toEqual(['1', '2'])
  })

  it('survives a batch that is lost while it waits for the next turn, and gives that article back', async () => {
    const unhandled: unknown[] = []
    const note = (reason: unknown) => void unhandled.push(reason)
    process.on('unhandledRejection', note)
    const { visit, givenBack } = world(['1', '2'], {
      recordUnchanged: ({ taken: { article } }) =>
        article.id === '1' ? Promise.reject(new Error('away')) : Promise.resolve(true),
    })
    await expect(visit()).rejects.toThrow('away')
    process.off('unhandledRejection', note)
    expect(unhandled).toEqual([])
    expect(givenBack).toEqual(['1'])
  })

  it('counts no check that another one overtook', async () => {
    const { visit, observed } = world(['1', '2'], {
      recordUnchanged: async ({ taken: { article } }) => article.id === '2',
    })
    await visit()
    expect(observed).toEqual(['2'])
  })

  it('records as our fault what the ledger refuses to take, and checks on', async () => {
    const { visit, recorded } = world(['1', '2'], {
      recordUnchanged: ({ taken: { article } }) =>
        article.id === '1' ? Promise.reject(new Error('out of range')) : Promise.resolve(true),
    })
    await visit()
    expect(recorded).toMatchObject([{ id: '1', outcome: 'retry', state: 'our_fault' }])
  })

  it('takes the same bytes for a look at the whole page, and a 304 for one only at its validators', async () => {
    const same = SAME as Extract<FetchOutcome, { kind: 'unchanged' }>
    const renewed = { etag: '"a-gzip"', lastModified: null }
    const answers: Record<string, FetchOutcome> = {
      '1': same,
      '2': { ...same, validators: renewed },
      '3': { ...same, by: 'same_bytes', status: 200 },
    }
    const seen: unknown[] = []
    const { visit } = world(['1', '2', '3'], {
      fetchPage: async ({ taken: { article }, site }) => ({
        fetched: answers[article.id] ?? SAME,
        site,
        slowed: false,
      }),
      recordUnchanged: async (record) => seen.push(record.seen) > 0,
    })
    await visit()
    expect(seen).toMatchObject([null, { validators: renewed, whole: false }, { whole: true }])
  })

  it('gives back what shutdown cut short in the middle of thinking, as no fault of anybody', async () => {
    const cut = new AbortController()
    const { visit, recorded, givenBack } = world(['1', '2'], {
      think: () => {
        cut.abort()
        return Promise.reject(new Error('aborted'))
      },
    })
    expect(await visit(cut.signal)).toMatchObject({ given_back: 2 })
    expect(recorded).toEqual([])
    expect(givenBack).toEqual(['1', '2'])
  })
})

describe('visits to several small sites in one job', () => {
  const HOSTS = ['a.example', 'b.example', 'c.example']
  const payload = {
    host: 'a.example',
    articleIds: ['a'],
    sourceIds: [],
    beside: [visitOf('b.example'), visitOf('c.example')],
  }

  function visitOf(host: string) {
    return { host, articleIds: [host.slice(0, 1)] }
  }

  /** Three sites with an article each; `slow` answers when `release` is called. */
  function side(slow: string, places = createPlaces(4)) {
    const ended: string[] = []
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    const { deps: base, sources } = world([], {})
    const deps: CheckDeps = {
      ...base,
      places,
      ledger: {
        ...base.ledger,
        takeChecks: async (visits) =>
          visits.map(({ host, articleIds }) => ({ site: { ...SITE, host }, articles: articleIds.map(taken) })),
        endVisit: async ({ host }) => void ended.push(host),
      },
      fetchPage: async (input) => {
        if (input.site.host === slow) await released
        return base.fetchPage(input)
      },
    }
    const run = () => checkSite.run(payload, { ...deps, sources }, { signal: new AbortController().signal })
    return { deps, ended, release, run }
  }

  it('ends each of them for itself: a slow one delays no other', async () => {
    const { ended, release, run } = side('a.example')
    const job = run()
    await expect.poll(() => ended).toEqual(['b.example', 'c.example'])
    release()
    expect(await job).toMatchObject({ hosts: 3, asked: 3, taken: 3, given_back: 0, unchanged: 3 })
    expect(ended).toEqual([...HOSTS.slice(1), 'a.example'])
  })

  it('goes on at the others when one of them fails, and fails as a whole at the end', async () => {
    const { deps, ended, release, run } = side('c.example')
    const { think } = deps
    deps.think = (input) => (input.site.host === 'a.example' ? Promise.reject(new Error('away')) : think(input))
    const job = run()
    job.catch(() => {})
    await expect.poll(() => ended.toSorted()).toEqual(['a.example', 'b.example'])
    release()
    await expect(job).rejects.toThrow('away')
    expect(ended).toHaveLength(3)
  })

  it('takes nothing before there is a place for each, and leaves the places of those that ended', async () => {
    const places = createPlaces(4)
    const signal = new AbortController().signal
    const others = await places(2, signal)
    const { deps, ended, release, run } = side('a.example', places)
    const { takeChecks } = deps.ledger
    let taken = 0
    deps.ledger.takeChecks = (visits) => {
      taken++
      return takeChecks(visits)
    }
    const job = run()
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(taken).toBe(0)
    others?.leave(2)
    await expect.poll(() => ended).toHaveLength(2)
    // One site of the job is still visited: three places are free.
    const free = await places(3, signal)
    free?.leave(3)
    release()
    await job
  })
})
