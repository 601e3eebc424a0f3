import type { Card } from '../../src/compare/judge/card.ts'
import { CLOSE, closeName, closeness, FEATURES } from '../../src/compare/judge/features.ts'
import type { View } from '../../src/compare/judge/view.ts'

/** What has a weight: the features, then those that weigh anew in close texts. */
const TERMS = [
  ...FEATURES.map(({ name, sign }) => ({ name, sign })),
  ...CLOSE.map(({ name, sign }) => ({ name: closeName(name), sign })),
]

/** The measures of an edit in the order of the terms. */
export function measuresOf(view: View): number[] {
  const close = closeness(view)
  return [
    ...FEATURES.map((feature) => feature.measure(view)),
    ...CLOSE.map((feature) => (close === 0 ? 0 : close * feature.measure(view))),
  ]
}

/** One edit as the card sees it. */
export interface Row {
  measures: readonly number[]
  /** Deserves an alert. */
  alert: boolean
  /** How much this row counts. */
  weight: number
}

export interface FitOptions {
  ridge: number
  steps: number
  /** Weights are rounded to this; 0 keeps them whole. */
  round: number
}

/**
 * Taken off the constant after fitting: the alert budget. Minor edits are left out of the fit, since either answer is
 * fine for them; the margin is where fewer than 45 % of them alert, out of fold, on the uniform sample.
 */
export const MARGIN = 1.1

export const FIT: FitOptions = { ridge: 0.003, steps: 400, round: 0.05 }

/**
 * Logistic regression with fixed signs and a ridge, by accelerated projected gradient (Nesterov); deterministic.
 * Measures are scaled by their spread, but never by less than LEAST_SPREAD: a property seen a few times must not earn
 * a large weight.
 */
export function fitCard(rows: readonly Row[], options: FitOptions = FIT): Card {
  const size = TERMS.length
  const spread = TERMS.map((_, at) => spreadOf(rows, at))
  const scaled = rows.map(({ measures }) => Float64Array.from(measures, (value, at) => value / (spread[at] ?? 1)))
  const total = rows.reduce((sum, row) => sum + row.weight, 0)
  const rate = 1 / ((0.25 * largestCurve(scaled, rows, size)) / total + options.ridge)
  let current = new Float64Array(size)
  let ahead = new Float64Array(size)
  let constant = 0
  let constantAhead = 0
  let pace = 1
  for (let step = 0; step < options.steps; step++) {
    const slope = new Float64Array(size)
    let constantSlope = 0
    scaled.forEach((measures, at) => {
      const row = rows[at]
      if (!row) return
      const error = (row.weight * (sigmoid(dot(measures, ahead) + constantAhead) - Number(row.alert))) / total
      constantSlope += error
      for (let i = 0; i < size; i++) slope[i] = (slope[i] ?? 0) + error * (measures[i] ?? 0)
    })
    const next = ahead.map((value, i) => {
      const moved = value - rate * ((slope[i] ?? 0) + options.ridge * value)
      return moved * (TERMS[i]?.sign ?? 1) > 0 ? moved : 0
    })
    const constantNext = constantAhead - rate * constantSlope
    const nextPace = (1 + Math.sqrt(1 + 4 * pace * pace)) / 2
    const push = (pace - 1) / nextPace
    ahead = next.map((value, i) => value + push * (value - (current[i] ?? 0)))
    constantAhead = constantNext + push * (constantNext - constant)
    current = next
    constant = constantNext
    pace = nextPace
  }
  const weights: Record<string, number> = {}
  TERMS.forEach(({ name }, i) => {
    const weight = rounded((current[i] ?? 0) / (spread[i] ?? 1), options.round)
    if (weight !== 0) weights[name] = weight
  })
  return { constant: rounded(constant - MARGIN, options.round), weights }
}

const LEAST_SPREAD = 0.1

function spreadOf(rows: readonly Row[], at: number): number {
  const values = rows.map((row) => row.measures[at] ?? 0)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return Math.max(Math.sqrt(variance), LEAST_SPREAD)
}

/** Largest eigenvalue of the weighted Gram matrix by power iteration: it bounds the step. */
function largestCurve(scaled: readonly Float64Array[], rows: readonly Row[], size: number): number {
  let vector = new Float64Array(size + 1).fill(1)
  let length = 1
  for (let turn = 0; turn < 20; turn++) {
    const out = new Float64Array(size + 1)
    scaled.forEach((measures, at) => {
      const value = (dot(measures, vector) + (vector[size] ?? 0)) * (rows[at]?.weight ?? 0)
      for (let i = 0; i < size; i++) out[i] = (out[i] ?? 0) + value * (measures[i] ?? 0)
      out[size] = (out[size] ?? 0) + value
    })
    length = Math.sqrt(out.reduce((sum, value) => sum + value * value, 0)) || 1
    vector = out.map((value) => value / length)
  }
  return length
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value))
}

function rounded(value: number, to: number): number {
  return to === 0 ? value : Number((Math.round(value / to) * to).toFixed(4))
}
