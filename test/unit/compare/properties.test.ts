import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare } from '../../../src/compare/compare.ts'
import { content } from './content.ts'

const PEOPLE = [
  'Marta Quillan',
  'Deren Holt',
  'Ines Vaskor',
  'Tobias Ferreld',
  'Okello Brant',
  'Runa Lindqvar',
  'Pavel Starrow',
]
const TOWNS = ['Port Hallow', 'Estermouth', 'Varrick', 'Low Dunmore', 'Castelmere', 'Tarn Vale']
const NOUNS = ['lorries', 'houses', 'ballots', 'trees', 'pupils', 'permits', 'tickets', 'boats']
const VERBS = ['inspected', 'counted', 'repainted', 'photographed', 'catalogued', 'fenced']

const sentence = fc
  .record({
    person: fc.constantFrom(...PEOPLE),
    town: fc.constantFrom(...TOWNS),
    noun: fc.constantFrom(...NOUNS),
    verb: fc.constantFrom(...VERBS),
    count: fc.integer({ min: 2, max: 999 }),
    shape: fc.integer({ min: 0, max: 5 }),
  })
  .map(({ person, town, noun, verb, count, shape }) => {
    switch (shape) {
      case 0:
        return `${person} was paid for the ${count} ${noun} that were ${verb} near ${town}.`
      case 1:
        return `In ${town}, ${count} ${noun} were ${verb} before ${person} could arrive.`
      case 2:
        return `The council of ${town} has ${verb} ${count} ${noun}, said ${person}.`
      case 3:
        return `Residents of ${town} say ${person} will have ${verb} ${count} ${noun} by then.`
      case 4:
        return `“There are ${count} ${noun} here,” ${person} is reported to have told the ${town} court.`
      default:
        return `${count} ${noun} were ${verb} by ${person} in ${town}.`
    }
  })

const article = fc
  .uniqueArray(
    fc.array(sentence, { minLength: 1, maxLength: 4 }).map((list) => list.join(' ')),
    { minLength: 1, maxLength: 6 },
  )
  .map((paragraphs) => content('A quiet week in the valley', paragraphs))

/** An article and one of its sentences replaced by a mutation of it. */
const planted = (mutate: (text: string, pick: number) => { text: string; old: string; next: string } | null) =>
  fc.tuple(article, fc.nat(), fc.nat()).map(([old, at, pick]) => {
    const block = at % old.blocks.length
    const texts = old.blocks.map(({ text }) => text)
    const parts = (texts[block] ?? '').split(/(?<=\.) (?=[A-Z“\d])/)
    const target = pick % parts.length
    const mutated = mutate(parts[target] ?? '', pick)
    if (!mutated) return null
    parts[target] = mutated.text
    texts[block] = parts.join(' ')
    const next = content('A quiet week in the valley', texts)
    return { old, next, values: mutated }
  })

test('an article compared with itself has no changes', () => {
  fc.assert(
    fc.property(article, (one) => {
      expect(compare(one, one)).toMatchObject({ changes: [], alert: false, line: null })
    }),
    { numRuns: 60 },
  )
})

test('any text compared with itself has no changes, whatever it holds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 5 }),
      fc.string({ unit: 'grapheme' }),
      (texts, line) => {
        const one = content(line, texts, { lang: null, standfirst: line })
        expect(compare(one, one).changes).toEqual([])
      },
    ),
    { numRuns: 100 },
  )
})

test('any text against any other is compared without an error', () => {
  const text = fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 4 })
  fc.assert(
    fc.property(text, text, fc.string({ unit: 'grapheme' }), (one, other, line) => {
      const result = compare(content(line, one, { lang: null }), content(`${line} 3`, other, { lang: null }))
      expect(result.changes.every((change) => Number.isFinite(change.points))).toBe(true)
    }),
    { numRuns: 150 },
  )
})

test('typography alone is silent', () => {
  const typographic = (text: string) =>
    text
      .replaceAll('“', '"')
      .replaceAll('”', '"')
      .replaceAll(' were ', '\u00a0were ')
      .replaceAll('council', 'coun\u00adcil')
      .replaceAll('Lindqvar', 'Lind\u200bqvar')
      .normalize('NFD')
  fc.assert(
    fc.property(article, (old) => {
      const next = content(
        'A\u00a0quiet week in the valley',
        old.blocks.map(({ text }) => typographic(text)),
      )
      expect(compare(old, next)).toMatchObject({ changes: [], alert: false })
    }),
    { numRuns: 60 },
  )
})

test('a number planted in any sentence is found with both values', () => {
  const number = planted((text, pick) => {
    const old = /\d+/.exec(text)?.[0] ?? ''
    const next = String(Number(old) + 1 + (pick % 500))
    return { text: text.replace(old, next), old, next }
  })
  fc.assert(
    fc.property(number, (one) => {
      if (!one) return
      const { changes, alert } = compare(one.old, one.next)
      expect(alert).toBe(true)
      expect(changes).toContainEqual(expect.objectContaining({ old: one.values.old, new: one.values.next }))
    }),
    { numRuns: 150 },
  )
})

test('a name planted in any sentence is found with both values', () => {
  const name = planted((text, pick) => {
    const old = PEOPLE.find((person) => text.includes(person))
    const next = PEOPLE.filter((person) => person !== old)[pick % (PEOPLE.length - 1)]
    return old && next ? { text: text.replace(old, next), old, next } : null
  })
  fc.assert(
    fc.property(name, (one) => {
      if (!one) return
      const { changes, alert } = compare(one.old, one.next)
      expect(alert).toBe(true)
      expect(changes).toContainEqual(
        expect.objectContaining({
          old: expect.stringContaining(one.values.old),
          new: expect.stringContaining(one.values.next),
        }),
      )
    }),
    { numRuns: 150 },
  )
})

test('a negation planted in any sentence is found and named', () => {
  const negation = planted((text) => {
    const verb = / (?:was|were|has|will|is|are|could) /.exec(text)?.[0]
    return verb ? { text: text.replace(verb, `${verb}not `), old: '', next: 'not' } : null
  })
  fc.assert(
    fc.property(negation, (one) => {
      if (!one) return
      const { changes, alert } = compare(one.old, one.next)
      expect(alert).toBe(true)
      expect(changes).toContainEqual(expect.objectContaining({ kind: 'polarity', new: expect.stringContaining('not') }))
      const back = compare(one.next, one.old)
      expect(back.changes).toContainEqual(
        expect.objectContaining({ kind: 'polarity', old: expect.stringContaining('not') }),
      )
    }),
    { numRuns: 150 },
  )
})

test('blocks in another order are moves and nothing else', () => {
  fc.assert(
    fc.property(article, fc.infiniteStream(fc.nat()), (old, order) => {
      const texts = old.blocks.map(({ text }) => text)
      const keys = new Map(texts.map((text) => [text, order.next().value]))
      const next = content(
        'A quiet week in the valley',
        [...texts].sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0)),
      )
      expect(compare(old, next)).toMatchObject({ changes: [], alert: false })
    }),
    { numRuns: 60 },
  )
})
