import type { Side, View } from '../view.ts'
import { type Feature, named } from './feature.ts'

/** How much differs. */
export const SIZE: readonly Feature[] = [
  named(
    'stems_replaced',
    1,
    (view) => 1 - view.stemJaccard,
    (view) => `${percent(1 - view.stemJaccard)} of the words differ`,
  ),
  named(
    'letters_differ',
    1,
    (view) => 1 - view.dice,
    (view) => `${percent(1 - view.dice)} of the letters differ`,
  ),
  named(
    'letters_differ_past_15',
    1,
    (view) => hinge(1 - view.dice, 0.15),
    (view) => `${percent(1 - view.dice)} of the letters differ`,
  ),
  named(
    'letters_differ_past_30',
    1,
    (view) => hinge(1 - view.dice, 0.3),
    (view) => `${percent(1 - view.dice)} of the letters differ`,
  ),
  named(
    'letters_differ_past_50',
    1,
    (view) => hinge(1 - view.dice, 0.5),
    (view) => `${percent(1 - view.dice)} of the letters differ`,
  ),
  named('new_words', 1, newShare, (view) => `${percent(newShare(view))} of the words are new`),
  named('gone_words', 1, goneShare, (view) => `${percent(goneShare(view))} of the words are gone`),
  named(
    'both_ways',
    1,
    (view) => Math.min(newShare(view), goneShare(view)),
    (view) => `${percent(Math.min(newShare(view), goneShare(view)))} of the words were replaced`,
  ),
  named(
    'both_ways_past_40',
    1,
    (view) => hinge(Math.min(newShare(view), goneShare(view)), 0.4),
    'most of the words were replaced',
  ),
  named(
    'new_word_count',
    1,
    (view) => Math.min(view.came.length, 8) / 4,
    (view) => `new words: ${list(view.came.map((word) => word.text))}`,
  ),
  named(
    'gone_word_count',
    1,
    (view) => Math.min(view.gone.length, 8) / 4,
    (view) => `words gone: ${list(view.gone.map((word) => word.text))}`,
  ),
  named('headline', 1, (view) => (view.field === 'headline' ? 1 : 0), 'it is the headline'),
  named('one_place', -1, (view) => (view.hunks.length === 1 ? 1 : 0), 'only one place differs'),
  named('nothing_new', -1, (view) => (view.came.length === 0 ? 1 : 0), 'nothing was added'),
  named('nothing_gone', -1, (view) => (view.gone.length === 0 ? 1 : 0), 'nothing was taken away'),
  named('nothing_either_way', -1, (view) => (view.gone.length + view.came.length === 0 ? 1 : 0), 'the same words'),
  named('truncated', -1, (view) => (truncated(view) ? 1 : 0), 'the text was merely cut off or completed'),
  named(
    'truncated_prefix',
    -1,
    (view) => (truncated(view) && samePrefix(view) ? 1 : 0),
    'one text is the beginning of the other',
  ),
  named(
    'contained',
    -1,
    (view) => (view.next.keys.includes(view.old.keys) || view.old.keys.includes(view.next.keys) ? 1 : 0),
    'one text holds the other whole',
  ),
]

export function newShare(view: View): number {
  return share(view.came.length, view.next)
}

export function goneShare(view: View): number {
  return share(view.gone.length, view.old)
}

/** A short list for a sentence: three words at most. */
export function list(words: readonly string[]): string {
  return words.slice(0, 3).join(', ') + (words.length > 3 ? ' ...' : '')
}

export function truncated(view: View): boolean {
  return /(?:\.\.\.|…)\s*$/.test(view.old.text) || /(?:\.\.\.|…)\s*$/.test(view.next.text)
}

function samePrefix({ old, next }: View): boolean {
  const n = Math.min(old.words.length, next.words.length)
  let same = 0
  while (same < n && old.words[same]?.stem === next.words[same]?.stem) same++
  return same >= n - 1 && n >= 4
}

function share(count: number, side: Side): number {
  const all = side.words.filter((word) => word.content).length
  return all === 0 ? 0 : Math.min(1, count / all)
}

function hinge(value: number, from: number): number {
  return Math.max(0, value - from)
}

function percent(value: number): string {
  return `${Math.round(value * 100)} %`
}
