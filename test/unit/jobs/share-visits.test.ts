import { describe, expect, it } from 'vitest'
import { shareVisits } from '../../../src/jobs/share-visits.ts'

const due = (host: string, articles: number, lapsed = false, sourceIds: string[] = []) => ({
  host,
  articleIds: Array.from({ length: articles }, (_, n) => `${host}${n}`),
  sourceIds,
  lapsed,
})

const hostsOf = (payloads: ReturnType<typeof shareVisits>) =>
  payloads.map(({ host, beside = [] }) => [host, ...beside.map((one) => one.host)].join(' '))

describe('what is rung for', () => {
  it('is one job for several hosts with few articles, and one of its own for each other', () => {
    expect(hostsOf(shareVisits([due('a', 1), due('big', 20), due('b', 10), due('c', 2)]))).toEqual(['a b c', 'big'])
  })

  it('is shared by eight at most', () => {
    const payloads = shareVisits(Array.from({ length: 18 }, (_, n) => due(`h${n}`, 1)))
    expect(payloads.map(({ beside }) => beside?.length)).toEqual([7, 7, 1])
  })

  it('is a lapsed claim by its host alone, so that the same job is never rung for twice', () => {
    expect(hostsOf(shareVisits([due('a', 1), due('b', 1, true), due('c', 1)]))).toEqual(['a c', 'b'])
  })

  it('is a host with a source that is due alone: reading a feed is no small visit', () => {
    expect(hostsOf(shareVisits([due('a', 1), due('b', 0, false, ['7']), due('c', 1)]))).toEqual(['a c', 'b'])
  })

  it('holds every claimed article once', () => {
    const claimed = [due('a', 3), due('b', 9), due('c', 1, true), due('d', 1)]
    const rung = shareVisits(claimed).flatMap((one) => [one, ...(one.beside ?? [])])
    expect(rung.flatMap(({ articleIds }) => articleIds).toSorted()).toEqual(
      claimed.flatMap(({ articleIds }) => articleIds).toSorted(),
    )
  })
})
