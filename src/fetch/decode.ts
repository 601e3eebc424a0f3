import { promisify } from 'node:util'
import zlib from 'node:zlib'

export type Decoded =
  | { ok: true; bytes: Buffer }
  | { ok: false; outcome: 'too_large' | 'retry'; state: string; detail: string }

/** The codings a body came in, outermost last, `identity` dropped and aliases resolved. */
export function codingsOf(headers: Record<string, string>): string[] {
  const named = headers['content-encoding']
  if (named === undefined) return []
  return named
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim().replace(/^x-/, ''))
    .filter((coding) => coding !== '' && coding !== 'identity')
}

/**
 * A body without its content codings (gzip, br, zstd, deflate with or without zlib's head), at most two of them
 * and at most `maxBytes` at every step: a limit on wire bytes alone lets a bomb through. A cut or damaged stream
 * is an error here, where `fetch()` would hand over its beginning as if it were the page.
 */
export async function decode(wire: Uint8Array, named: string[], maxBytes: number): Promise<Decoded> {
  const codings = named.filter((coding) => coding !== '' && coding !== 'identity')
  const fail = (state: string, detail: string): Decoded => ({ ok: false, outcome: 'retry', state, detail })
  if (codings.length > MOST_CODINGS) return fail('bad_encoding', `${codings.length} content codings`)
  let bytes = Buffer.from(wire.buffer, wire.byteOffset, wire.byteLength)
  for (const coding of codings.toReversed()) {
    const inflate = INFLATE[coding]
    if (!inflate) return fail('bad_encoding', `content coding "${coding.slice(0, 40)}" is unknown`)
    if (bytes.length === 0) return fail('empty', `empty ${coding} body`)
    try {
      bytes = await inflate(bytes, maxBytes)
    } catch (thrown) {
      const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
      if (code === 'ERR_BUFFER_TOO_LARGE') {
        return {
          ok: false,
          outcome: 'too_large',
          state: 'decoded_size',
          detail: `more than ${maxBytes} bytes in ${coding}`,
        }
      }
      return fail('bad_encoding', `${coding}: ${code || String(thrown)}`)
    }
  }
  return { ok: true, bytes }
}

const MOST_CODINGS = 2
/** Below this the synchronous calls are cheaper (0.35 ms against 0.57 ms for a page) and do not hold the loop. */
const SYNC_BYTES = 256 * 1024
/** RFC 9659: a zstd window for the web is at most 8 MB; a larger one is an attack on memory. */
const ZSTD_WINDOW_LOG = 23

type Inflate = (bytes: Buffer, maxOutputLength: number) => Promise<Buffer>

const INFLATE: Record<string, Inflate> = {
  gzip: either(zlib.gunzipSync, promisify(zlib.gunzip), {}, gzipLength),
  br: either(zlib.brotliDecompressSync, promisify(zlib.brotliDecompress), {}),
  zstd: either(zlib.zstdDecompressSync, promisify(zlib.zstdDecompress), {
    params: { [zlib.constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG },
  }),
  deflate: (bytes, max) => (hasZlibHead(bytes) ? inflateZlib(bytes, max) : inflateRaw(bytes, max)),
}
const inflateZlib = either(zlib.inflateSync, promisify(zlib.inflate), {})
const inflateRaw = either(zlib.inflateRawSync, promisify(zlib.inflateRaw), {})

interface Bounds {
  maxOutputLength: number
  chunkSize: number
}

function either<T extends object>(
  now: (bytes: Buffer, options: T & Bounds) => Buffer,
  later: (bytes: Buffer, options: T & Bounds) => Promise<Buffer>,
  options: T,
  lengthOf: (bytes: Buffer) => number = guessedLength,
): Inflate {
  return async (bytes, maxOutputLength) => {
    const chunkSize = Math.max(LEAST_CHUNK, Math.min(lengthOf(bytes) + 1, bytes.length * LIKELY_RATIO, maxOutputLength))
    const bounds = { ...options, maxOutputLength, chunkSize }
    return bytes.length <= SYNC_BYTES ? now(bytes, bounds) : later(bytes, bounds)
  }
}

/**
 * Into one buffer of the right size a page is unpacked for two thirds of what ten small ones and their joining cost. A
 * page shrinks by far less than the ratio: what claims more has its buffers added one by one, as bombs should.
 */
const LIKELY_RATIO = 20
const LEAST_CHUNK = 16_384

/** RFC 1952: gzip's last four bytes are the length; a hint only, for it may lie. */
function gzipLength(bytes: Buffer): number {
  return bytes.length < 8 ? 0 : bytes.readUInt32LE(bytes.length - 4)
}

function guessedLength(bytes: Buffer): number {
  return bytes.length * 8
}

/** RFC 1950: method 8 and a check that makes the first two bytes a multiple of 31. */
function hasZlibHead(bytes: Buffer): boolean {
  const [first = 0, second = 0] = bytes
  return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0
}
