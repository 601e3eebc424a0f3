import { describe, expect, it } from 'vitest'
import { STYLE } from '../../../src/web/style.ts'

/** The colours of a theme by name. */
function colours(block: string): Map<string, string> {
  return new Map([...block.matchAll(/--([a-z-]+):(#[0-9a-f]{3,6})/g)].map(([, name = '', hex = '']) => [name, hex]))
}

const [light = '', dark = ''] = [...STYLE.matchAll(/:root\{[^}]*--paper[^}]*\}/g)].map(([block]) => block)

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (lighter + 0.05) / (darker + 0.05)
}

const PAIRS = [
  ...['ink', 'muted', 'link'].flatMap((ink) => [
    [ink, 'paper'],
    [ink, 'card'],
  ]),
  ...['del', 'ins', 'critical', 'major', 'minor', 'none'].map((name) => [`${name}-ink`, `${name}-paper`]),
]

describe.each([
  ['light', light],
  ['dark', dark],
])('the colours in %s', (_, block) => {
  it.each(PAIRS)('let %s be read on %s (AA, 4.5:1)', (ink = '', paper = '') => {
    const theme = colours(block)
    expect(contrast(theme.get(ink) ?? '', theme.get(paper) ?? '')).toBeGreaterThanOrEqual(4.5)
  })
})
