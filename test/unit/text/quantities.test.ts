import { describe, expect, test } from 'vitest'
import { fold } from '../../../src/text/canonical.ts'
import { lexiconFor } from '../../../src/text/language.ts'
import { readQuantities } from '../../../src/text/quantities.ts'
import { tokenize } from '../../../src/text/tokens.ts'

const keys = (text: string, lang = 'en') => {
  const folded = fold(text)
  return readQuantities(tokenize(folded), folded.text, lexiconFor(lang, text)).map((quantity) => quantity.key)
}

describe('equal values written otherwise are equal', () => {
  test.each([
    ['en', 'nine boats', '9 boats'],
    ['en', '1,200 trees', '1 200 trees'],
    ['en', 'seven and a half years', '7.5 years'],
    ['en', 'seven-and-a-half-year term', '7½-year term'],
    ['en', 'a couple of dozen goats', '24 goats'],
    ['en', 'two-thirds', 'two thirds'],
    ['en', '£1m', '£1 million'],
    ['en', '67 per cent', '67%'],
    ['en', '05:00', '5am'],
    ['en', '7:20 p.m.', '19:20'],
    ['en', 'May 3, 2021', '3 May 2021'],
    ['en', 'aged 34', '34-year-old'],
    ['en', 'two hundred and six', '206'],
    ['en', 'three weeks', '21 days'],
    ['nl', 'vijfentwintig boten', '25 boten'],
    ['nl', '5.000 kilo', 'vijf ton'],
    ['nl', '1,2 miljoen euro', '€ 1.200.000'],
    ['de', 'fünfunddreißig Boote', '35 Boote'],
    ['de', '12,5 Prozent', '12,5 %'],
    ['fr', '10 000 euros', '10.000 €'],
    ['es', 'treinta y cinco barcos', '35 barcos'],
    ['es', '1.500 millones de euros', '1500 millones de euros'],
    ['he', 'שבע שנים וחצי', '7.5 שנות'],
    ['ar', 'خمسة قوارب', '٥ قوارب'],
  ])('in %s: %s is %s', (lang, one, other) => {
    expect(keys(one, lang)).not.toEqual([])
    expect(keys(one, lang)).toEqual(keys(other, lang))
  })
})

describe('different values stay different', () => {
  test.each([
    ['1.1%', '11%'],
    ['-3 degrees', '3 degrees'],
    ['$5', '£5'],
    ['aged 12-15', 'aged 12-25'],
    ['3 days', '30 days'],
    ['18:30', '21:30'],
    ['March 3', 'March 13'],
    ['9.6 grams', '10 grams'],
    ['12 dead', '21 dead'],
    ['the 1970s', 'the 1980s'],
  ])('%s is not %s', (one, other) => {
    expect(keys(one)).not.toEqual([])
    expect(keys(one)).not.toEqual(keys(other))
  })
})

test('pronouns and addresses are no numbers', () => {
  expect(keys('No one knows one another at https://example.test/2021/12/map_4.pdf')).toEqual([])
})
