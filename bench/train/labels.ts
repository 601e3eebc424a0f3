import { fold } from '../../src/extract/fold.ts'
import type { Leaf } from '../../src/extract/leaves.ts'

export interface Truth {
  id: string
  url?: string
  body?: string
  summary?: string[]
  headline?: string
  with?: string[]
  without?: string[]
}

/** 1 the article's, 0 not, -1 unknown. */
export type Label = 1 | 0 | -1

const GRAM = 8
const COVERED = 0.7

/** Aligns leaves with the truth by character 8-grams, as the scorer does; of copies the one in the thickest company. */
export function labelsOf(leaves: readonly Leaf[], truth: Truth): Label[] {
  if (!truth.body) return bySegments(leaves, truth)
  const hay = fold(truth.body)
  const grams = gramsOf(hay)
  const lines = new Set(truth.body.split(/\n+/).map(fold).filter(Boolean))
  const summary = (truth.summary ?? []).map(fold)
  const labels = leaves.map((leaf): Label => {
    const text = fold(leaf.text)
    if (lines.has(text)) return 1
    if (text.length < 20) return 0
    return hay.includes(text) || coverage(text, grams) >= COVERED ? 1 : 0
  })
  // Short lines inside the text: part of it when both neighbours are.
  leaves.forEach((leaf, i) => {
    const text = fold(leaf.text)
    if (text.length < 20 && text && labels[i] === 0 && labels[i - 1] === 1 && labels[i + 1] === 1 && hay.includes(text))
      labels[i] = 1
  })
  dropCopies(leaves, labels, hay)
  if (summary.length) {
    const text = summary.join(' ')
    leaves.forEach((leaf, i) => {
      const folded = fold(leaf.text)
      if (labels[i] === 1 && folded.length > 8 && text.includes(folded)) labels[i] = -1
    })
  }
  return labels
}

function dropCopies(leaves: readonly Leaf[], labels: Label[], hay: string): void {
  const copies = new Map<string, number[]>()
  leaves.forEach((leaf, i) => {
    if (labels[i] !== 1) return
    const text = fold(leaf.text)
    copies.set(text, [...(copies.get(text) ?? []), i])
  })
  const company = (i: number): number => {
    let sum = 0
    for (let j = Math.max(0, i - 8); j <= Math.min(leaves.length - 1, i + 8); j += 1) if (labels[j] === 1) sum += 1
    return sum
  }
  for (const [text, places] of copies) {
    if (places.length < 2 || (text.length < 12 ? false : hay.indexOf(text) !== hay.lastIndexOf(text))) continue
    const best = places.reduce((a, b) => (company(b) > company(a) ? b : a))
    for (const place of places) if (place !== best) labels[place] = 0
  }
}

function bySegments(leaves: readonly Leaf[], truth: Truth): Label[] {
  const yes = (truth.with ?? []).map(fold).filter((text) => text.length > 8)
  const no = (truth.without ?? []).map(fold).filter((text) => text.length > 3)
  return leaves.map((leaf): Label => {
    const text = fold(leaf.text)
    // A forbidden phrase inside a long text says nothing of the text.
    if (no.some((part) => text.includes(part) && part.length * 2 > text.length)) return 0
    if (no.some((part) => text.includes(part))) return -1
    if (yes.some((part) => text.includes(part))) return 1
    return -1
  })
}

function gramsOf(text: string): Set<string> {
  const grams = new Set<string>()
  for (let i = 0; i + GRAM <= text.length; i += 1) grams.add(text.slice(i, i + GRAM))
  return grams
}

function coverage(text: string, grams: Set<string>): number {
  let hit = 0
  let all = 0
  for (let i = 0; i + GRAM <= text.length; i += 1) {
    all += 1
    if (grams.has(text.slice(i, i + GRAM))) hit += 1
  }
  return all ? hit / all : 0
}
