import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Obstacle, Redirect, Standing } from '../../src/article.ts'
import type { Observation } from '../../src/outcome/observe.ts'
import { type Settled, type SettleInput, settle } from '../../src/outcome.ts'

const URL_ASKED = 'https://avis.example/sak/9'
const START = Date.parse('2027-03-09T12:00:00Z')
const MINUTE = 60_000

const same: Observation = { saw: 'article', changed: false, url: URL_ASKED, redirects: [] }
const changed: Observation = { ...same, changed: true }
const lost: Observation = { ...changed, saw: 'doubtful', state: 'text_lost' }

function obstacle(outcome: Obstacle, state: string = outcome, retryAfterMs: number | null = null): Observation {
  return { saw: 'obstacle', outcome, state, retryAfterMs }
}

/** The checks of one article, so many minutes apart; what each came to. */
function play(
  observations: Observation[],
  { apart = 11, known = true }: { apart?: number; known?: boolean } = {},
): Settled[] {
  let standing: Standing | null = null
  return observations.map((observation, i) => {
    const now = new Date(START + i * apart * MINUTE).toISOString()
    const input: SettleInput = { standing, known, url: URL_ASKED, observation, now }
    const settled = settle(input)
    standing = settled.standing
    return settled
  })
}

function outcomes(observations: Observation[], over = {}): string[] {
  return play(observations, over).map(({ outcome }) => outcome)
}

function told(observations: Observation[], over = {}): string[] {
  return play(observations, over).map(({ events }) => events.map(({ type }) => type).join('+'))
}

describe('settle: the article', () => {
  it('is a version when it changed, and kept when not', () => {
    expect(play([changed])[0]).toMatchObject({ outcome: 'new_version', keepLastVersion: false, events: [] })
    expect(play([same])[0]).toMatchObject({ outcome: 'unchanged', keepLastVersion: true, recheckInMs: null })
  })
})

describe('settle: gone', () => {
  const gone = obstacle('removed_pending', 'not_found')

  it('is told on the third sight, ten minutes apart, and once', () => {
    expect(outcomes([same, gone, gone, gone, gone])).toEqual([
      'unchanged',
      'removed_pending',
      'removed_pending',
      'removed',
      'removed',
    ])
    expect(told([same, gone, gone, gone, gone, gone])).toEqual(['', '', '', 'removed', '', ''])
    expect(play([gone])[0]).toMatchObject({ recheckInMs: 10 * MINUTE, keepLastVersion: true })
  })

  it('does not count checks in quick succession', () => {
    expect(outcomes([gone, gone, gone, gone, gone], { apart: 1 }).at(-1)).toBe('removed_pending')
  })

  it('is told at once when the server says 410', () => {
    expect(told([same, obstacle('removed_pending', 'gone')])).toEqual(['', 'removed'])
  })

  it('forgets the suspicion when the page is back before it was told', () => {
    expect(told([gone, gone, same, gone, gone])).toEqual(['', '', '', '', ''])
  })

  it('is not confirmed, nor forgotten, by an outage in between', () => {
    const down = obstacle('retry', 'server_error')
    expect(outcomes([gone, down, gone, down, gone])).toEqual([
      'removed_pending',
      'retry',
      'removed_pending',
      'retry',
      'removed',
    ])
    expect(told([gone, gone, gone, down, gone])).toEqual(['', '', 'removed', '', ''])
  })

  it('is told restored when it comes back, once', () => {
    expect(outcomes([gone, gone, gone, same, same])).toEqual([
      'removed_pending',
      'removed_pending',
      'removed',
      'restored',
      'unchanged',
    ])
    expect(told([gone, gone, gone, same, same])).toEqual(['', '', 'removed', 'restored', ''])
    expect(play([gone, gone, gone, changed]).at(-1)).toMatchObject({
      outcome: 'new_version',
      events: [{ type: 'restored' }],
    })
  })

  it('is no news of an article that was never seen, and is asked for less and less', () => {
    const [, , third, fourth] = play([gone, gone, gone, gone], { known: false })
    expect(third).toMatchObject({ outcome: 'removed_pending', events: [] })
    expect(fourth?.recheckInMs).toBeGreaterThan(third?.recheckInMs ?? Infinity)
  })

  it('does not take a wall for a return', () => {
    expect(told([gone, gone, gone, obstacle('blocked', 'bot_wall'), gone])).toEqual(['', '', 'removed', '', ''])
  })
})

describe('settle: walls', () => {
  it.each(['blocked', 'paywalled'] as const)('%s is told when it lasts, and so is its end', (outcome) => {
    const wall = obstacle(outcome)
    expect(told([same, wall, wall, wall, wall, same, same])).toEqual(['', '', '', outcome, '', 'restored', ''])
    expect(told([wall, wall, same])).toEqual(['', '', ''])
  })

  it('asks less often the longer they stand', () => {
    const pauses = play(Array(8).fill(obstacle('blocked')), { apart: 600 }).map(({ recheckInMs }) => recheckInMs ?? 0)
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
    expect(pauses.at(-1)).toBe(24 * 60 * MINUTE)
  })

  it('a legal block is told at once', () => {
    expect(told([same, obstacle('unavailable_legal'), obstacle('unavailable_legal'), same])).toEqual([
      '',
      'unavailable_legal',
      '',
      'restored',
    ])
  })
})

describe('settle: doubt', () => {
  it('holds what lost most of its text, looks once more and then believes it', () => {
    const [first, second] = play([lost, lost])
    expect(first).toMatchObject({ outcome: 'suspect', keepLastVersion: true, recheckInMs: 10 * MINUTE })
    expect(second).toMatchObject({ outcome: 'new_version', keepLastVersion: false })
  })

  it('stays believed as long as it looks so', () => {
    const odd: Observation = { ...same, saw: 'doubtful', state: 'broken_markup' }
    expect(outcomes([odd, odd, odd, odd])).toEqual(['suspect', 'unchanged', 'unchanged', 'unchanged'])
    expect(outcomes([odd, odd, same, odd])).toEqual(['suspect', 'unchanged', 'unchanged', 'suspect'])
  })

  it('holds on when the second look came too soon', () => {
    expect(outcomes([lost, lost], { apart: 2 })).toEqual(['suspect', 'suspect'])
  })

  it('forgets it when the text is back', () => {
    expect(outcomes([lost, same, lost])).toEqual(['suspect', 'unchanged', 'suspect'])
  })
})

describe('settle: a site that is read wrongly as a whole', () => {
  const odd: Observation = { ...changed, sign: 'rewritten' }
  const settled = (observation: Observation, trouble: SettleInput['trouble'], standing: Standing | null = null) =>
    settle({
      standing,
      known: true,
      url: URL_ASKED,
      observation,
      now: new Date(START).toISOString(),
      trouble: trouble ?? null,
    })

  it('believes no doubt while alerts are held, however often it looks', () => {
    const doubts = fc.array(fc.constantFrom(lost, odd, { ...lost, state: 'halved' as const }), { minLength: 1 })
    fc.assert(
      fc.property(doubts, (observations) => {
        let standing: Standing | null = null
        for (const [i, observation] of observations.entries()) {
          const now = new Date(START + i * 60 * MINUTE).toISOString()
          const {
            standing: next,
            outcome,
            keepLastVersion,
          } = settle({
            ...{ standing, known: true, url: URL_ASKED, observation, now },
            trouble: 'hold',
          })
          expect({ outcome, keepLastVersion }).toEqual({ outcome: 'suspect', keepLastVersion: true })
          standing = next
        }
      }),
    )
  })

  it('takes a good look as ever, and notes a sign with its version', () => {
    expect(settled(changed, 'hold')).toMatchObject({ outcome: 'new_version', state: null })
    expect(settled({ ...changed, sign: 'fields_lost' }, 'hold')).toMatchObject({
      outcome: 'new_version',
      state: 'fields_lost',
    })
    expect(settled(odd, null)).toMatchObject({ outcome: 'new_version', state: 'rewritten' })
  })

  it('believes every doubt at once when the operator accepts', () => {
    expect(settled(lost, 'accept')).toMatchObject({ outcome: 'new_version', keepLastVersion: false })
  })
})

describe('settle: misses', () => {
  const down = obstacle('retry', 'timeout')

  it('pause twice as long each time, and no shorter than the server asks', () => {
    const pauses = play([down, down, down]).map(({ recheckInMs }) => recheckInMs)
    expect(pauses).toEqual([2 * MINUTE, 4 * MINUTE, 8 * MINUTE])
    expect(play([obstacle('retry', 'too_many_requests', 90 * MINUTE)])[0]?.recheckInMs).toBe(90 * MINUTE)
  })

  it('count as unreachable after a day, told once, and so is the end of it', () => {
    const day = Array(6).fill(down)
    const settled = play([...day, same], { apart: 360 })
    expect(settled.map(({ state }) => state)).toEqual([
      'timeout',
      'timeout',
      'timeout',
      'timeout',
      'unreachable',
      'unreachable',
      null,
    ])
    expect(settled.map(({ events }) => events.map(({ type }) => type).join())).toEqual([
      '',
      '',
      '',
      '',
      'unreachable',
      '',
      'restored',
    ])
  })

  it('are forgotten by one good check', () => {
    expect(play([down, down, same]).at(-1)?.standing.misses).toBeUndefined()
  })
})

describe('settle: another page in its place', () => {
  const stranger: Observation = {
    ...obstacle('retry', 'wrong_page'),
    ...{ otherwise: { changed: true, url: URL_ASKED, redirects: [] } },
  } as Observation

  it('is what the article became when it stays for an hour', () => {
    expect(outcomes(Array(4).fill(stranger), { apart: 20 })).toEqual(['retry', 'retry', 'retry', 'new_version'])
    expect(outcomes(Array(4).fill(stranger), { apart: 5 }).at(-1)).toBe('retry')
  })

  it('is forgotten when the article is back', () => {
    expect(outcomes([stranger, stranger, same, stranger], { apart: 40 })).toEqual([
      'retry',
      'retry',
      'unchanged',
      'retry',
    ])
  })
})

describe('settle: an outbreak', () => {
  it('holds back what would be told, and lets it be told when it lasts', () => {
    const gone = obstacle('removed_pending', 'not_found')
    let standing: Standing | null = null
    const types = [null, 'site', 'site', 'site', null].map((outbreak, i) => {
      const now = new Date(START + i * 20 * MINUTE).toISOString()
      const settled = settle({
        standing,
        known: true,
        url: URL_ASKED,
        observation: gone,
        now,
        outbreak: outbreak as 'site' | null,
      })
      standing = settled.standing
      return `${settled.outcome} ${settled.events.map(({ type }) => type).join()}`.trim()
    })
    expect(types).toEqual([...Array(4).fill('removed_pending'), 'removed removed'])
  })
})

describe('settle: neighbours that are being asked', () => {
  /** Looks at a gone article: each so many minutes after the first, with what is known of its neighbours. */
  function looks(state: string, seen: Array<[minutes: number, outbreak: 'asking' | 'site' | 'past' | null]>) {
    let standing: Standing | null = null
    return seen.map(([minutes, outbreak]) => {
      const now = new Date(START + minutes * MINUTE).toISOString()
      const observation = obstacle('removed_pending', state)
      const settled = settle({ standing, known: true, url: URL_ASKED, observation, now, outbreak })
      standing = settled.standing
      const askedMinutes = standing.askedAt ? (Date.parse(standing.askedAt) - START) / MINUTE : null
      const pause = (settled.recheckInMs ?? 0) / MINUTE
      return { told: settled.events.map(({ type }) => type).join(), asked: askedMinutes, pause }
    })
  }

  it('hold back what is told at the third look, and it is soon looked at again', () => {
    const pending = looks('not_found', [
      [0, null],
      [10, null],
      [20, 'asking'],
      [22.5, 'asking'],
      [32.5, null],
    ])
    expect(pending).toEqual([
      { told: '', asked: null, pause: 10 },
      { told: '', asked: null, pause: 10 },
      { told: '', asked: 20, pause: 2.5 },
      { told: '', asked: 20, pause: 10 },
      { told: 'removed', asked: null, pause: 480 },
    ])
  })

  it('hold back what is told at the first look, too', () => {
    expect(looks('gone', [[0, 'asking']])).toEqual([{ told: '', asked: 0, pause: 2.5 }])
  })

  it('are asked anew after an outage of the whole site, in which it is looked at once an hour', () => {
    const after = looks('not_found', [
      [0, null],
      [10, null],
      [20, 'asking'],
      [22.5, 'site'],
      [82.5, 'asking'],
    ])
    expect(after.slice(3)).toEqual([
      { told: '', asked: null, pause: 60 },
      { told: '', asked: 82.5, pause: 2.5 },
    ])
  })
})

describe('settle: an outage that is over', () => {
  it('makes what was seen meanwhile count for nothing: three more looks are needed', () => {
    let standing: Standing | null = null
    const outbreaks = [null, null, 'site', 'past', null, null] as const
    const told = outbreaks.map((outbreak, n) => {
      const now = new Date(START + n * 20 * MINUTE).toISOString()
      const observation = obstacle('removed_pending', 'not_found')
      const settled = settle({ standing, known: true, url: URL_ASKED, observation, now, outbreak })
      standing = settled.standing
      return `${standing.seen} ${settled.events.map(({ type }) => type).join()}`.trim()
    })
    expect(told).toEqual(['1', '2', '3', '1', '2', '3 removed'])
    expect(standing).toMatchObject({ since: new Date(START).toISOString() })
  })
})

describe('settle: moved', () => {
  const to = 'https://avis.example/arkiv/sak-9'
  const moved = (status: number): Observation => {
    const redirects: Redirect[] = [{ status, from: URL_ASKED, to }]
    return { ...same, url: to, redirects }
  }

  it('is told when a permanent redirect was found three times, once', () => {
    expect(told([moved(301), moved(308), moved(301), moved(301)])).toEqual(['', '', 'moved', ''])
    expect(play(Array(3).fill(moved(301))).at(-1)?.events).toEqual([{ type: 'moved', to }])
  })

  it('is not told of a temporary redirect, nor of one that went away', () => {
    expect(told(Array(4).fill(moved(302)))).toEqual(['', '', '', ''])
    expect(told([moved(301), moved(301), same, moved(301), moved(301)])).toEqual(['', '', '', '', ''])
  })

  it('outlives an outage in between', () => {
    expect(told([moved(301), moved(301), obstacle('retry', 'timeout'), moved(301)]).at(-1)).toBe('moved')
  })
})

describe('settle', () => {
  const anything = fc.array(
    fc.constantFrom<Observation>(
      same,
      changed,
      lost,
      obstacle('removed_pending', 'not_found'),
      obstacle('removed_pending', 'gone'),
      obstacle('blocked'),
      obstacle('paywalled'),
      obstacle('unavailable_legal'),
      obstacle('retry', 'timeout'),
      obstacle('too_large'),
    ),
    { maxLength: 40 },
  )

  it('never tells the same thing twice without its end between, and never an end of what was not told', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 600 }), (observations, apart) => {
        let open: string | null = null
        for (const type of told(observations, { apart })
          .flatMap((types) => types.split('+'))
          .filter(Boolean)) {
          if (type === 'restored') expect(open).not.toBeNull()
          else expect(type).not.toBe(open)
          open = type === 'restored' ? null : type
        }
      }),
    )
  })

  it('makes a version only of what was seen to change, and survives storage', () => {
    fc.assert(
      fc.property(anything, (observations) => {
        play(observations).forEach(({ keepLastVersion, outcome, standing }, i) => {
          const observation = observations[i]
          expect(keepLastVersion).toBe(outcome !== 'new_version')
          if (!keepLastVersion) expect(observation?.saw !== 'obstacle' && observation?.changed).toBe(true)
          expect(JSON.parse(JSON.stringify(standing))).toEqual(standing)
        })
      }),
    )
  })
})
