import { describe, expect, it } from 'vitest'
import { textOf } from '../../../src/extract/text-of.ts'
import { charsetOf } from '../../../src/fetch/charset.ts'

/** "Čaj 5 €" in three encodings. */
const in1250 = Buffer.from([0xc8, 0x61, 0x6a, 0x20, 0x35, 0x20, 0x80])
const in1252 = Buffer.from([0xc8, 0x61, 0x6a, 0x20, 0x35, 0x20, 0x80])
const inUtf8 = Buffer.from('Čaj 5 €')

function page(meta: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`<!doctype html><html><head>${meta}</head><body>`, 'latin1'), body])
}

function named(bytes: Buffer, contentType?: string): string {
  const found = charsetOf(bytes, contentType)
  return found.ok ? found.charset : 'refused'
}

function read(bytes: Buffer, contentType: string | undefined) {
  const charset = named(bytes, contentType)
  return { charset, text: textOf(bytes, charset) }
}

describe('charsetOf', () => {
  it('believes the byte order mark before the header, the header before the document', () => {
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), inUtf8])
    expect(read(marked, 'text/html; charset=windows-1250')).toEqual({ charset: 'utf-8', text: 'Čaj 5 €' })
    const declared = page('<meta charset="windows-1250">', inUtf8)
    expect(named(declared, 'text/html;charset="UTF-8"')).toBe('utf-8')
    expect(named(declared, 'text/html')).toBe('windows-1250')
  })

  it('reads UTF-16 by its mark', () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Čaj', 'utf16le')])
    expect(read(bytes, undefined)).toMatchObject({ charset: 'utf-16le', text: 'Čaj' })
  })

  it.each([
    ['<meta charset=windows-1250>', 'windows-1250'],
    ["<META CHARSET='cp1250'>", 'windows-1250'],
    ['<meta http-equiv="Content-Type" content="text/html; charset=windows-1250">', 'windows-1250'],
    ['<meta content="text/html; charset=windows-1250" http-equiv=content-type>', 'windows-1250'],
    ['<!-- <meta charset="koi8-r"> --><meta charset="windows-1250">', 'windows-1250'],
    ['<meta name="x" content="charset=koi8-r"><meta charset="windows-1250">', 'windows-1250'],
    ['<meta charset="no-such"><meta charset="windows-1250">', 'windows-1250'],
    ['<meta charset="utf-16">', 'utf-8'],
    ['<meta charset="x-user-defined">', 'windows-1252'],
    ['<meta charset="iso-8859-1">', 'windows-1252'],
  ])('reads the declaration %s as %s', (meta, charset) => {
    expect(named(page(meta, in1250), 'text/html')).toBe(charset)
  })

  it('reads an XML declaration', () => {
    const xml = Buffer.concat([Buffer.from('<?xml version="1.0" encoding="windows-1250"?>'), in1250])
    expect(named(xml, 'application/xhtml+xml')).toBe('windows-1250')
  })

  it('looks no further than 1,024 bytes unless the bytes are not UTF-8', () => {
    const late = `${' '.repeat(1100)}<meta charset="windows-1250">`
    expect(named(page(late, inUtf8))).toBe('utf-8')
    expect(named(page(late, in1250))).toBe('windows-1250')
  })

  it('tells UTF-8 by its validity and takes windows-1252 in the end', () => {
    expect(read(inUtf8, 'text/html')).toMatchObject({ charset: 'utf-8', text: 'Čaj 5 €' })
    expect(read(in1252, 'text/html')).toMatchObject({ charset: 'windows-1252', text: 'Èaj 5 €' })
  })

  it('refuses labels of the replacement encoding and passes over unknown ones', () => {
    expect(named(inUtf8, 'text/html; charset=iso-2022-kr')).toBe('refused')
    expect(named(page('<meta charset="hz-gb-2312">', inUtf8))).toBe('refused')
    expect(named(inUtf8, 'text/html; charset=utf-7')).toBe('utf-8')
  })

  it('drops NUL and replaces what cannot be decoded, always the same way', () => {
    const bytes = Buffer.from([0x61, 0x00, 0x62, 0xff, 0x63])
    expect(read(bytes, 'text/html; charset=utf-8')).toMatchObject({ text: 'ab\ufffdc' })
  })
})
