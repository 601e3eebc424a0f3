import { describe, expect, it } from 'vitest'
import { sameStory } from '../../../src/review/story.ts'

const PAPER = [
  'Council approves flood wall for Port Quay',
  'Port Quay school wins national music prize',
  'Council of Port Quay to vote on parking fees',
  'Storm closes ferry route to Sandholm',
  'Ferry collision off Sandholm: what we know',
  'Mayor Ines Valdor says she will not run again',
  'Sandholm bakery named the best of the islands',
  'Rain expected over the weekend',
]
const told = PAPER.map((headline, n) => ({ id: String(n + 1), headline }))

describe('sameStory', () => {
  it('knows the other article of a story by the rare words that they share', () => {
    expect(sameStory('Ferry collision off Sandholm kills 12', told, 5)).toEqual(['5'])
    expect(sameStory('Flood wall for Port Quay approved after long debate', told, 5)).toEqual(['1'])
  })

  it('takes the words of a place for no story, nor a single name', () => {
    expect(sameStory('Port Quay library to open on Sundays', told, 5)).toEqual([])
    expect(sameStory('Sandholm harbour master retires', told, 5)).toEqual([])
  })

  it('reads short names and scripts without blanks', () => {
    const others = [
      { id: '1', headline: 'Iran talks collapse in Oslo, says Rhys' },
      { id: '2', headline: '港区渡轮相撞十二人死亡' },
      { id: '3', headline: '市议会批准新学校预算' },
    ]
    expect(sameStory('Oslo: Iran talks end early', others, 5)).toEqual(['1'])
    expect(sameStory('港区渡轮相撞二十一人死亡', others, 5)).toEqual(['2'])
  })

  it('names a handful at most, likeliest first, and nothing without a headline', () => {
    const many = Array.from({ length: 9 }, (_, n) => ({
      id: String(n + 1),
      headline: `Ferry collision off Sandholm, part ${n}`,
    }))
    expect(sameStory('Ferry collision off Sandholm', many, 5)).toEqual(['1', '2', '3', '4', '5'])
    expect(sameStory('', many, 5)).toEqual([])
    expect(sameStory('Ferry collision off Sandholm', [], 5)).toEqual([])
  })
})
