import { describe, expect, it } from 'vitest'
import { createPlaces } from '../../../src/jobs/places.ts'

const { signal } = new AbortController()

/** Notes who was let in, in order. */
function door(most: number) {
  const places = createPlaces(most)
  const inside: string[] = []
  const enter = async (name: string, count: number, stop = signal) => {
    const held = await places(count, stop)
    inside.push(held ? name : `${name} gave up`)
    return held
  }
  return { enter, inside }
}

describe('places', () => {
  it('lets nobody pass who came first', async () => {
    const { enter, inside } = door(3)
    const first = await enter('two', 2)
    const big = enter('three', 3)
    const small = enter('one', 1)
    first?.leave(1)
    first?.leave(1)
    const held = await big
    expect(inside).toEqual(['two', 'three'])
    held?.leave(3)
    await small
    expect(inside).toEqual(['two', 'three', 'one'])
  })

  it('takes who asks for more than there are when all of them are free, and counts that one as all', async () => {
    const { enter, inside } = door(2)
    const all = await enter('five', 5)
    const next = enter('one', 1)
    all?.leave(3)
    await Promise.resolve()
    expect(inside).toEqual(['five'])
    all?.leave(1)
    await next
    expect(inside).toEqual(['five', 'one'])
  })

  it('lets who waits give up, and those behind go on', async () => {
    const { enter, inside } = door(2)
    await enter('one', 1)
    const stop = new AbortController()
    const big = enter('two', 2, stop.signal)
    const small = enter('small', 1)
    stop.abort()
    await Promise.all([big, small])
    expect(inside.toSorted()).toEqual(['one', 'small', 'two gave up'])
  })
})
