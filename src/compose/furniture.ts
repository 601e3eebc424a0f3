import type { Furniture } from '../cli/site.ts'
import { StetError } from '../errors.ts'
import type { Log } from '../log.ts'
import { furnitureOf, paragraphKey, placeKey, REPEATED } from '../review/memory.ts'
import type { Store } from '../store/open.ts'
import { loadMemory, releaseFurniture, repeatedOf } from '../store/site-memory.ts'

/** What is kept from alerting on a host's articles, what is suspected, and what its operator gave free. */
export async function furnitureAt(store: Store, host: string, now: string): Promise<Furniture[]> {
  const { memory, released } = await loadMemory(store.pool, host)
  const held = furnitureOf(memory, released, now)
  const isFree = (key: string) => released.includes(key)
  const places = Object.entries(memory?.places ?? {}).map(([place, { since, reason, sample, turns }]): Furniture => {
    const key = placeKey(place)
    const state = isFree(key) ? 'released' : held.has(place) ? 'quarantined' : 'suspected'
    return { key, state, since, place, text: sample, reason: reason ?? `had other text ${turns.length} times` }
  })
  const repeated = await repeatedOf(store.pool, { host, least: REPEATED.articles, chars: REPEATED.chars })
  const paragraphs = repeated.map(({ text, articles }): Furniture => {
    const key = paragraphKey(text)
    const reason = `stands on ${articles} articles: neither its coming nor its going is told`
    return { key, state: isFree(key) ? 'released' : 'quarantined', since: null, place: null, text, reason }
  })
  const shown = [...places, ...paragraphs]
  const gone = released.filter((key) => !shown.some((one) => one.key === key))
  const forgotten = { state: 'released', since: null, place: null, text: null, reason: 'not seen any more' } as const
  return [...shown, ...gone.map((key): Furniture => ({ key, ...forgotten }))]
}

/** Gives furniture free, or takes that back. @throws StetError `no_such_furniture` */
export async function setFurniture(
  { store, log }: { store: Store; log: Log },
  { host, key, again, now }: { host: string; key: string; again: boolean; now: string },
): Promise<void> {
  const known = await furnitureAt(store, host, now)
  if (!known.some((one) => one.key === key)) {
    throw new StetError('no_such_furniture', `${host} has no furniture "${key}" (stet site ${host} lists it)`)
  }
  if (await releaseFurniture(store.pool, { host, key, again })) {
    log.warn(
      { host, key },
      again ? 'furniture quarantined again by the operator' : 'furniture released by the operator',
    )
  }
}
