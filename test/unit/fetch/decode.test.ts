import zlib from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codingsOf, decode } from '../../../src/fetch/decode.ts'

const text = Buffer.from('<p>Ferja til Leirvik er innstilt i dag.</p>'.repeat(40))
const MAX = 1024 * 1024
const encode: Record<string, (bytes: Buffer) => Buffer> = {
  gzip: zlib.gzipSync,
  br: zlib.brotliCompressSync,
  zstd: zlib.zstdCompressSync,
  deflate: zlib.deflateSync,
  'raw deflate': zlib.deflateRawSync,
}

describe('decode', () => {
  it.each(Object.keys(encode))('undoes %s', async (name) => {
    const coding = name.replace('raw ', '')
    expect(await decode(encode[name]?.(text) ?? text, [coding], MAX)).toEqual({ ok: true, bytes: text })
  })

  it('undoes two codings in the order they were named, and refuses a third', async () => {
    const twice = zlib.brotliCompressSync(zlib.gzipSync(text))
    expect(await decode(twice, ['gzip', 'br'], MAX)).toEqual({ ok: true, bytes: text })
    expect(await decode(twice, ['gzip', 'br', 'gzip'], MAX)).toMatchObject({ ok: false, outcome: 'retry' })
  })

  it('joins the members of a gzip file', async () => {
    const members = Buffer.concat([zlib.gzipSync(text.subarray(0, 100)), zlib.gzipSync(text.subarray(100))])
    expect(await decode(members, ['gzip'], MAX)).toEqual({ ok: true, bytes: text })
  })

  it.each(['gzip', 'br', 'zstd', 'deflate'])('never hands over the beginning of a cut %s stream', async (coding) => {
    const whole = encode[coding]?.(text) ?? text
    for (const cut of [1, whole.length >> 1, whole.length - 1]) {
      expect(await decode(whole.subarray(0, cut), [coding], MAX)).toMatchObject({ ok: false, outcome: 'retry' })
    }
  })

  it('refuses a wrong checksum, an unknown coding and an empty body', async () => {
    const wrong = Buffer.from(zlib.gzipSync(text))
    wrong[wrong.length - 5] = (wrong[wrong.length - 5] ?? 0) ^ 1
    expect(await decode(wrong, ['gzip'], MAX)).toMatchObject({ ok: false, state: 'bad_encoding' })
    expect(await decode(text, ['lzma'], MAX)).toMatchObject({ ok: false, state: 'bad_encoding' })
    expect(await decode(Buffer.alloc(0), ['gzip'], MAX)).toMatchObject({ ok: false, state: 'empty' })
  })

  it.each(['gzip', 'br', 'zstd', 'deflate'])(
    'takes %s that holds as much as the bound, and no byte more',
    async (coding) => {
      const page = Buffer.alloc(300_000, text)
      const wire = encode[coding]?.(page) ?? text
      expect(await decode(wire, [coding], page.length)).toMatchObject({ ok: true, bytes: { length: page.length } })
      expect(await decode(wire, [coding], page.length - 1)).toMatchObject({ ok: false, outcome: 'too_large' })
    },
  )

  it.each(['gzip', 'br', 'zstd', 'deflate'])('stops a %s bomb at the bound', async (coding) => {
    const bomb = encode[coding]?.(Buffer.alloc(20 * MAX)) ?? text
    expect(await decode(bomb, [coding], MAX)).toMatchObject({ ok: false, outcome: 'too_large' })
  })

  it('never throws on noise', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), fc.constantFrom('gzip', 'br', 'zstd', 'deflate'), async (bytes, coding) => {
        expect(typeof (await decode(bytes, [coding], MAX)).ok).toBe('boolean')
      }),
    )
  })
})

describe('codingsOf', () => {
  it('resolves aliases, drops identity and keeps the order', () => {
    expect(codingsOf({ 'content-encoding': ' X-GZip, identity ,br' })).toEqual(['gzip', 'br'])
    expect(codingsOf({})).toEqual([])
  })
})
