/**
 * Waits for work whose end does not matter any more, at most so long: closing asks a server that may be away.
 * A failure after or before that is nobody's concern either.
 */
export async function inTime(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work.catch(() => {}), enough])
  clearTimeout(timer)
}
