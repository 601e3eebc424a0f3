/** Room for so many at once; who asks for several waits until all of them are free, and nobody passes who came first. */
export function createPlaces(most: number): (count: number, signal: AbortSignal) => Promise<Places | null> {
  let free = most
  const waiting: Array<{ count: number; enter: () => void }> = []

  function admit(): void {
    for (let first = waiting[0]; first && first.count <= free; first = waiting[0]) {
      waiting.shift()
      free -= first.count
      first.enter()
    }
  }

  return (asked, signal) => {
    // More than there are at all would wait for ever.
    const count = Math.min(asked, most)
    return new Promise((resolve) => {
      if (signal.aborted) return resolve(null)
      const giveUp = () => {
        waiting.splice(waiting.indexOf(place), 1)
        resolve(null)
        admit()
      }
      const place = {
        count,
        enter() {
          signal.removeEventListener('abort', giveUp)
          let held = asked
          resolve({
            leave(places) {
              const before = Math.min(held, count)
              held -= places
              free += before - Math.min(held, count)
              admit()
            },
          })
        },
      }
      signal.addEventListener('abort', giveUp)
      waiting.push(place)
      admit()
    })
  }
}

export interface Places {
  /** Gives so many of them free; all must be given free once. */
  leave(count: number): void
}
