import fc from 'fast-check'
import { Parser } from 'htmlparser2'
import { expect, test } from 'vitest'
import { decodeAttribute, decodeText } from '../../../src/extract/entities.ts'

test('reads character references in texts, with and without the semicolon', () => {
  expect(decodeText('Salt &amp; pepper &eacute;t&eacute; &#8211; &#x2019;')).toBe('Salt & pepper été – ’')
  expect(decodeText('5 &lt 6')).toBe('5 < 6')
  expect(decodeText('a <b>&hellip;')).toBe('a <b>…')
})

test('leaves parameters of addresses alone that look like references', () => {
  expect(decodeAttribute('/x?a=1&amp;copy=2&copy=3')).toBe('/x?a=1&copy=2&copy=3')
  expect(decodeAttribute(`say "hi" &amp; 'bye' &quot;`)).toBe(`say "hi" & 'bye' "`)
})

test('decodes as the parser does by itself', () => {
  const piece = fc.constantFrom(
    '&quot;',
    '&#39;',
    '&rsquo;',
    '&#x27;',
    '&',
    '&amp;',
    '&am',
    'p;',
    '&nbsp',
    '&#',
    '65;',
    '&#x41',
    ' a ',
    '=',
    'copy',
    "'",
    ';',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const raw = pieces.join('')
      let text = ''
      let value = ''
      const parser = new Parser({
        ontext: (data) => {
          text += data
        },
        onattribute: (_, data) => {
          value = data
        },
      })
      parser.end(`<i title="${raw}">${raw}</i>`)
      expect(decodeText(raw)).toBe(text)
      expect(decodeAttribute(raw)).toBe(value)
    }),
  )
})
