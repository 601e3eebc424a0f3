import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isCandidate } from '../../../src/extract/candidate.ts'
import { fold } from '../../../src/extract/fold.ts'
import { readLeaves } from '../../../src/extract/leaves.ts'
import { MIN_COPY, sumsOf } from '../../../src/extract/page-sums.ts'
import { parse } from '../../../src/extract/parse.ts'

const NO_FACTS = {
  headline: null,
  headlineText: '',
  descriptions: [],
  articleBody: '',
  isNews: false,
  isNewsArticle: false,
  standfirst: null,
  bylines: [],
  dates: [],
  names: [],
}

describe('sumsOf', () => {
  it('counts the copies of every candidate, links and plain texts alike', () => {
    const word = fc.constantFrom('Ferry', 'ferry', 'ΟΔΟΣ', 'Οδός', '12', '𝒜b', '«', '...', "'''''''''''''''''''''''''")
    const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '))
    const rare = fc.constantFrom('Ferry ...................... runs again', 'Ferry ...................... stands still')
    const line = fc.tuple(fc.boolean(), fc.oneof(text, rare))
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const items = lines.map(([isLink, each]) => `<li>${isLink ? `<a href="/x">${each}</a>` : each}</li>`)
        const doc = parse(`<body><ul>${items.join('')}</ul>`)
        const { leaves } = readLeaves(doc, null)
        const { folds, copies } = sumsOf(doc, leaves, NO_FACTS)
        leaves.forEach((leaf, i) => {
          const folded = fold(leaf.text)
          if (!isCandidate(leaf) || folded.length <= MIN_COPY) return
          expect(folds[i]).toBe(folded)
          expect(copies.get(folded)).toBe(leaves.filter((other) => fold(other.text) === folded).length)
        })
      }),
    )
  })
})
