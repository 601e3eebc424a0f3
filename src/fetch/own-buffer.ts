import { isMarkedAsUntransferable } from 'node:worker_threads'

/** The memory that these bytes lie in, so that it may be handed over or given back; null where others lie in it, too. */
export function ownBuffer({ buffer }: Uint8Array): ArrayBuffer | null {
  // Small ones lie with others in Node's pool, which it marks.
  if (isMarkedAsUntransferable(buffer) || !(buffer instanceof ArrayBuffer)) return null
  return buffer.detached ? null : buffer
}

/**
 * Gives back at once what nobody looks at again (a thousandth of a millisecond): V8 leaves buffers lying until its next
 * collection, and has that one come the sooner the more of them lie there.
 */
export function release(bytes: Uint8Array): void {
  ownBuffer(bytes)?.transfer(0)
}
