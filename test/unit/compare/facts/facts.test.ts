import { describe, expect, test } from 'vitest'
import { editOf } from '../../../../src/compare/edit.ts'
import { facts } from '../../../../src/compare/facts/facts.ts'
import { read } from '../../../../src/compare/reading.ts'
import { lexiconFor } from '../../../../src/text/language.ts'

const found = (old: string, next: string, lang = 'en') => {
  const lexicon = lexiconFor(lang, old)
  return facts(editOf(read(old, 1, lexicon), read(next, 1, lexicon)))
}
const first = (old: string, next: string, lang = 'en') => found(old, next, lang)[0]

describe('a fact that changed is named with both values', () => {
  test.each([
    ['number', 'At least 12 people died in Varrick.', 'At least 21 people died in Varrick.', '12', '21'],
    ['age', 'Ines Vaskor, 34, was hurt.', 'Ines Vaskor, 43, was hurt.', '34', '43'],
    ['money', 'The ticket cost $5 at the door.', 'The ticket cost £5 at the door.', '$5', '£5'],
    ['date', 'He was held on March 3 in Tarn.', 'He was held on March 13 in Tarn.', 'March 3', 'March 13'],
    [
      'person',
      'The call was made by Deren Holt.',
      'The call was made by Runa Lindqvar.',
      'Deren Holt',
      'Runa Lindqvar',
    ],
    ['person', 'The call was made by Deren Holt.', 'The call was made by Tomas Holt.', 'Deren Holt', 'Tomas Holt'],
    ['place', 'The ship was built in Lisbon.', 'The ship was built in Oslo.', 'Lisbon', 'Oslo'],
    ['quote', 'He was “very hopeful” of a deal.', 'He was “not hopeful” of a deal.', 'very hopeful', 'not hopeful'],
    ['certainty', 'The alleged thief fled.', 'The thief fled.', 'alleged', null],
    ['polarity', 'The firm posted a record loss.', 'The firm posted a record profit.', 'loss', 'profit'],
    ['event_outcome', 'A man was arrested over the fire.', 'A man was charged over the fire.', 'arrested', 'charged'],
    ['event_outcome', 'Estermouth to enter lockdown', 'Estermouth enters lockdown', 'to enter', 'enters'],
    ['event_outcome', 'The striker will re-sign on Monday.', 'The striker will resign on Monday.', 're-sign', 'resign'],
  ])('%s: %s -> %s', (kind, old, next, before, after) => {
    expect(found(old, next)).toContainEqual(expect.objectContaining({ kind, old: before, new: after }))
  })

  test('a source that left a headline’s tail is an attribution', () => {
    expect(first('Sea levels to double - study', 'Sea levels to double')).toMatchObject({
      kind: 'attribution',
      old: 'study',
    })
  })

  test('the clause that names the source may go too', () => {
    const [finding] = found('The men fled, witnesses say.', 'The men fled.')
    expect(finding).toMatchObject({ kind: 'attribution', rule: 'attribution_removed' })
  })

  test('two names in each other’s place are swapped roles', () => {
    expect(first('Port Hallow beat Estermouth.', 'Estermouth beat Port Hallow.')).toMatchObject({
      rule: 'roles_swapped',
    })
  })

  test('two figures in each other’s place are two changes', () => {
    const findings = found('There were 12 dead and 15 hurt.', 'There were 15 dead and 12 hurt.')
    expect(findings.map(({ old, new: next }) => [old, next])).toEqual([
      ['12', '15'],
      ['15', '12'],
    ])
  })

  test('a bound that turns is a change though the figure stays', () => {
    expect(first('More than half voted no.', 'Less than half voted no.')).toMatchObject({ rule: 'number_bound' })
  })
})

describe('the same fact in other words is none', () => {
  test.each([
    ['en', 'The U.N. sent aid.', 'The United Nations sent aid.'],
    ['en', 'Aleksey Starrow was released.', 'Alexei Starrow was released.'],
    ['en', 'Bob Quillan was there.', 'Robert Quillan was there.'],
    ['en', 'Australia PM visits', 'Australian PM visits'],
    ['en', 'They don’t know.', 'They do not know.'],
    ['en', 'He died at 70.', 'He died aged 70.'],
    ['en', 'Heatwave set to peak on Friday', 'Heatwave to peak on Friday'],
    ['en', 'The long-awaited report came.', 'The long awaited report came.'],
    ['en', 'The fire was extuinguished.', 'The fire was extinguished.'],
    ['de', '„Wir gehen“, sagte Holm.', '"Wir gehen", sagte Holm.'],
    ['fr', '« Nous partons », a déclaré Luc Brémond.', '« Nous partons », a affirmé Luc Brémond.'],
    ['nl', 'Elfduizend boten', '11.000 boten'],
  ])('%s: %s = %s', (lang, old, next) => {
    expect(found(old, next, lang).filter(({ rule }) => rule !== 'name_spelling')).toEqual([])
  })
})

describe('other languages', () => {
  test.each([
    ['fr', 'polarity', 'Le maire va démissionner.', 'Le maire ne va pas démissionner.'],
    ['es', 'money', 'Pagará 2 millones de euros.', 'Pagará 2 millones de dólares.'],
    ['de', 'certainty', 'Der mutmaßliche Täter floh.', 'Der Täter floh.'],
    ['nl', 'polarity', 'Het bedrijf boekte winst.', 'Het bedrijf boekte verlies.'],
    ['he', 'age', 'האיש, בן 45, נעצר.', 'האיש, בן 54, נעצר.'],
    ['he', 'date', 'הפגישה ביום שני.', 'הפגישה ביום שלישי.'],
    ['ar', 'number', 'قتل خمسة أشخاص.', 'قتل سبعة أشخاص.'],
    ['ar', 'event_outcome', 'اعتقلت الشرطة الرجل.', 'أفرجت الشرطة عن الرجل.'],
    ['pt', 'number', 'O acidente deixou 12 mortos.', 'O acidente deixou 21 mortos.'],
  ])('%s: %s in %s', (lang, kind, old, next) => {
    expect(found(old, next, lang).map((finding) => finding.kind)).toContain(kind)
  })
})
