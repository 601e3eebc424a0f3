import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Content, SiteMemory } from '../../../src/article.ts'
import { compare } from '../../../src/compare/compare.ts'
import { furnitureOf, learn, MEMORY_RULES, placeKey } from '../../../src/review/memory.ts'
import { setAside } from '../../../src/review/set-aside.ts'
import { turnsOf } from '../../../src/review/turns.ts'
import { BOX, inBox, page, TEASERS, WALL } from './pages.ts'

const at = (day: number) => new Date(Date.parse('2031-03-01T08:00:00.000Z') + day * 86_400_000).toISOString()
const teaser = (n: number) => TEASERS[n % TEASERS.length] ?? ''

describe('a turn', () => {
  it('is a box whose text is replaced while the article stands', () => {
    expect(turnsOf(page(teaser(0)), page(teaser(1)))).toEqual([{ place: BOX, sample: teaser(1).slice(0, 120) }])
  })

  it.each<[string, Content, Content]>([
    ['a figure of the box changes', page(teaser(0)), page(teaser(0).replace('Seven', 'Nine'))],
    ['the box comes', page(null), page(teaser(0))],
    ['the box goes', page(teaser(0)), page(null)],
    ['the box stands', page(teaser(0)), page(teaser(0))],
    [
      'the headline is edited, too',
      page(teaser(0)),
      page(teaser(1), WALL, { headline: { source: 'h1', text: 'Wall!' } }),
    ],
    [
      'the standfirst is corrected, too',
      page(teaser(0), WALL, { standfirst: 'A' }),
      page(teaser(1), WALL, { standfirst: 'B' }),
    ],
    ['a notice comes, too', page(teaser(0)), page(teaser(1), WALL, { notices: [{ kind: 'correction', text: 'C' }] })],
    [
      'the article is rewritten, too',
      page(teaser(0)),
      page(teaser(1), [...WALL.slice(0, 3), 'Nothing else is known of it yet.']),
    ],
    ['the article itself is replaced', page(null), page(null, TEASERS)],
    [
      'the box speaks of the article',
      page('Residents of the harbour blame the council for the costs of the wall.'),
      page('The mayor expects the panel to review the storm defences in March.'),
    ],
    [
      'the box is most of the page',
      page(TEASERS.slice(0, 3).join(' '), WALL.slice(0, 2)),
      page(TEASERS.slice(3).join(' '), WALL.slice(0, 2)),
    ],
    ['the texts are too short to tell', page('Listen now'), page('Watch live')],
  ])('is not when %s', (_, last, next) => {
    expect(turnsOf(last, next)).toEqual([])
  })

  it('is seen in scripts without blanks', () => {
    const wall = [
      '港口委员会星期二在造成十二人死亡的风暴之后批准修建防洪墙。',
      '市长表示工程将于三月开始，预计持续三年，居民一直要求更好的防御。',
    ]
    const box = (text: string) => page(text, wall, { headline: { source: 'h1', text: '港口批准防洪墙' } })
    expect(turnsOf(box('天文学家拍摄到彗星尾巴分裂'), box('国际象棋冠军练习杂耍'))).toHaveLength(1)
  })
})

/** The memory after turns, each as article:number of its check:day. */
function taught(turns: string, released: string[] = []): SiteMemory | null {
  let memory: SiteMemory | null = null
  for (const turn of turns.split(' ')) {
    const [articleId = '', checkNo, day] = turn.split(':')
    const look = { articleId, checkNo: Number(checkNo), now: at(Number(day)) }
    memory = learn(memory, [{ place: BOX, sample: 'x' }], look, released) ?? memory
  }
  return memory
}

describe('the memory of a site', () => {
  const THRICE = '1:1:0 1:2:0 1:3:0'
  const isFurniture = (memory: SiteMemory | null, day = 1, released: string[] = []) =>
    furnitureOf(memory, released, at(day)).has(BOX)

  it('holds a place for furniture after three turns in 24 looks at one article', () => {
    expect(isFurniture(taught('1:2:0 1:9:0'))).toBe(false)
    const memory = taught('1:2:0 1:9:0 1:25:0')
    expect(isFurniture(memory)).toBe(true)
    expect(memory?.places[BOX]?.reason).toBe('had other text 3 times in 24 looks at article 1, while the article stood')
    expect(isFurniture(taught('1:2:0 1:9:0 1:26:0'))).toBe(false)
  })

  it('or after a turn on three articles', () => {
    expect(isFurniture(taught('1:2:0 2:90:0'))).toBe(false)
    expect(isFurniture(taught('1:2:0 2:90:0 3:50:0'))).toBe(true)
    expect(isFurniture(taught('1:2:0 2:90:0 3:50:20'))).toBe(false)
  })

  it('forgets what did not turn for a month, and keeps what turns', () => {
    expect(isFurniture(taught(THRICE), 30)).toBe(true)
    expect(isFurniture(taught(THRICE), 31)).toBe(false)
    expect(isFurniture(taught(`${THRICE} 1:90:25`), 50)).toBe(true)
  })

  it('writes down a place that turns at every look once a day', () => {
    const look = { articleId: '1', checkNo: 4 }
    const turn = [{ place: BOX, sample: 'y' }]
    expect(learn(taught(THRICE), turn, { ...look, now: at(0.9) }, [])).toBeNull()
    expect(learn(taught(THRICE), turn, { ...look, now: at(1) }, [])?.places[BOX]?.sample).toBe('y')
  })

  it('is not taught by what the operator released, and lets it go', () => {
    const released = [placeKey(BOX)]
    expect(taught(THRICE, released)).toBeNull()
    expect(isFurniture(taught(THRICE), 1, released)).toBe(false)
  })

  it('stays bounded, and keeps furniture before suspicions', () => {
    const looks = fc.array(fc.record({ place: fc.nat(200), articleId: fc.nat(9), step: fc.nat(3) }), { maxLength: 400 })
    fc.assert(
      fc.property(looks, (all) => {
        let memory = taught(THRICE)
        let checkNo = 3
        for (const { place, articleId, step } of all) {
          checkNo += step
          const look = { articleId: String(articleId), checkNo, now: at(1) }
          memory = learn(memory, [{ place: `p${place}`, sample: '' }], look, []) ?? memory
        }
        const places = Object.values(memory?.places ?? {})
        const held = places.filter(({ since }) => since !== null)
        return (
          places.length <= MEMORY_RULES.places &&
          places.every(({ turns }) => turns.length <= MEMORY_RULES.turnsKept) &&
          (memory?.places[BOX] !== undefined || held.length === MEMORY_RULES.places)
        )
      }),
      { numRuns: 30 },
    )
  })
})

describe('what is set aside', () => {
  const places = new Map([[BOX, 'turns']])
  const none = { places: new Map<string, string>(), shared: {} }

  it('is what turned at a place that is known to, on both sides', () => {
    const found = setAside(page(teaser(0)), page(teaser(1)), { places, shared: {} })
    expect(found.aside.map(({ old, new: next }) => [old, next])).toEqual([
      [teaser(0), null],
      [null, teaser(1)],
    ])
    expect(found.last.blocks).toEqual(found.next.blocks)
  })

  it('is a paragraph that other articles have, when it goes or comes', () => {
    const [first = ''] = WALL
    const gone = setAside(page(null), page(null, WALL.slice(1)), { ...none, shared: { [first]: 2 } })
    expect(gone.aside).toMatchObject([{ old: first, new: null, reason: expect.stringContaining('2 other articles') }])
    const come = setAside(page(null, WALL.slice(1)), page(null), { ...none, shared: { [first]: 2 } })
    expect(come.aside).toMatchObject([{ old: null, new: first }])
  })

  it.each<[string, Content, Content]>([
    ['a figure that changes in a known box', page(teaser(0)), page(teaser(0).replace('Seven', '9'))],
    [
      'news of the article in a known box',
      page(null),
      page('Residents of the old harbour may sue the council over the wall.'),
    ],
    [
      'a correction in a known box',
      page(null),
      page('Correction: an earlier version of this article gave a wrong figure for juggling bakeries.'),
    ],
  ])('is never %s', (_, last, next) => {
    expect(setAside(last, next, { places, shared: {} }).aside).toEqual([])
  })

  it('is never a paragraph that others have, once it is edited', () => {
    const [first = ''] = WALL
    const next = page(null, [first.replace('12', '21'), ...WALL.slice(1)])
    const shared = { [first]: 5, [first.replace('12', '21')]: 5 }
    expect(setAside(page(null), next, { ...none, shared }).aside).toEqual([])
  })

  /** An edit of one of the article's own paragraphs. */
  const edit = fc.record({
    at: fc.nat(WALL.length - 1),
    how: fc.constantFrom<(text: string) => string>(
      (text) => text.replace(/\d+|three|nine/, '77'),
      (text) => text.replace(/Port Quay|Ines Valdor|council/, 'Ostrey'),
      (text) => `${text} Police arrested 2 people, the mayor said.`,
      (text) => text.replace(/ (?:will|have|was) /, ' may '),
    ),
  })

  it('leaves the edits of an article as they are, whatever its box shows', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), fc.nat(5), fc.nat(5), (edits, before, later) => {
        const edited = [...WALL]
        for (const { at: i, how } of edits) edited[i] = how(edited[i] ?? '')
        const still = setAside(page(teaser(before)), page(teaser(later), edited), { places, shared: {} })
        const told = compare(still.last, still.next)
        const plain = compare(page(null), page(null, edited))
        expect(told.changes).toEqual(plain.changes)
      }),
    )
  })

  it('never touches headline, standfirst, notices and entries', () => {
    const more: Partial<Content> = {
      standfirst: teaser(2),
      notices: [{ kind: 'editors_note', text: teaser(3) }],
      entries: [{ id: '1', at: null, text: teaser(4) }],
    }
    const shared = Object.fromEntries(TEASERS.map((text) => [text, 9]))
    const { next } = setAside(page(teaser(0)), page(teaser(1), WALL, more), { places, shared })
    expect(next).toEqual({ ...page(null, WALL, more) })
  })

  it('is nothing when another article stands there', () => {
    const other = { ...page(null), blocks: Array.from({ length: 80 }, (_, i) => inBox(`${teaser(i)} ${i}`)) }
    expect(setAside(page(null), other, { places, shared: {} }).aside).toEqual([])
  })
})
