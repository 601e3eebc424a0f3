import type { Lexicon } from './lang/lexicon.ts'
import { lookup, phraseAt } from './match.ts'
import type { Token } from './tokens.ts'

/** A date or clock time: normalised key, what it is precise to, index after it. */
export interface Dated {
  key: string
  unit: 'day' | 'month' | 'year' | 'decade' | 'weekday' | 'clock' | 'relative'
  to: number
}

/** Reads the date or clock time that starts at `at`; null when none does. */
export function dateAt(tokens: readonly Token[], at: number, text: string, lexicon: Lexicon): Dated | null {
  const token = tokens[at]
  if (!token) return null
  if (token.type === 'number') {
    return (
      clockAt(tokens, at, lexicon) ??
      numericDate(tokens, at, text) ??
      dayMonth(tokens, at, lexicon) ??
      year(tokens, at, lexicon)
    )
  }
  if (token.type !== 'word') return null
  const relative = phraseAt(tokens, at, lexicon.relative)
  if (relative > 0) return { key: keysOf(tokens, at, at + relative), unit: 'relative', to: at + relative }
  const hebrew = HEBREW_DAYS[token.key]
  if (hebrew !== undefined && /^[בהמל]?יום$/.test(tokens[at - 1]?.key ?? ''))
    return { key: `weekday-${hebrew}`, unit: 'weekday', to: at + 1 }
  const weekday =
    lookup(lexicon.weekdays, token.key.replace(/s$/, ''), lexicon) ?? lookup(lexicon.weekdays, token.key, lexicon)
  if (weekday !== undefined && (token.capital || !/^[a-z]+$/.test(token.key) || lexicon.code !== 'en')) {
    return { key: `weekday-${weekday}`, unit: 'weekday', to: at + 1 }
  }
  return monthFirst(tokens, at, lexicon)
}

/** Hebrew names its days by ordinals, which are days only after the word for day. */
const HEBREW_DAYS: Record<string, number> = { ראשון: 7, שני: 1, שלישי: 2, רביעי: 3, חמישי: 4, שישי: 5 }

function keysOf(tokens: readonly Token[], from: number, to: number): string {
  return tokens
    .slice(from, to)
    .map((token) => token.key)
    .join('-')
}

/** 18:30, 6.30pm, 5am, 5 a.m.: minutes since midnight. */
function clockAt(tokens: readonly Token[], at: number, lexicon: Lexicon): Dated | null {
  const token = tokens[at]
  const match = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(token?.text ?? '')
  if (!token || !match) return null
  let hour = Number(match[1])
  const minute = Number(match[2] ?? 0)
  if (hour > 24 || minute > 59) return null
  const am = phraseAt(tokens, at + 1, lexicon.am)
  const pm = phraseAt(tokens, at + 1, lexicon.pm)
  const marked = am + pm
  if (marked === 0 && !token.text.includes(':')) return null
  if (marked === 0 && match[2] === undefined) return null
  if (pm > 0 && hour < 12) hour += 12
  if (am > 0 && hour === 12) hour = 0
  return { key: `clock-${hour * 60 + minute}`, unit: 'clock', to: at + 1 + marked }
}

/** 2024-05-12, 12/05/2024, 12.05.2024: kept in the order written, since the order cannot be known. */
function numericDate(tokens: readonly Token[], at: number, text: string): Dated | null {
  const first = tokens[at]
  if (!first) return null
  if (/^\d{1,2}\.\d{1,2}\.\d{2,4}$/.test(first.text)) {
    return { key: first.text.split('.').map(Number).join('-'), unit: 'day', to: at + 1 }
  }
  const second = tokens[at + 1]
  const third = tokens[at + 2]
  if (second?.type !== 'number' || third?.type !== 'number') return null
  const mark = text.slice(first.end, second.start)
  if (!/^[-/]$/.test(mark) || text.slice(second.end, third.start) !== mark) return null
  const parts = [first, second, third].map((token) => Number(token.text))
  if (!parts.some((part) => part > 1900 && part < 2100) && !parts.every((part) => part < 100)) return null
  return { key: parts.join('-'), unit: 'day', to: at + 3 }
}

/** 12 May 2024, 3rd of May, 8-10 December, 17/18 February. */
function dayMonth(tokens: readonly Token[], at: number, lexicon: Lexicon): Dated | null {
  const days: number[] = []
  let next = at
  for (let token = tokens[next]; token?.type === 'number' && days.length < 2; token = tokens[next]) {
    const day = Number(token.text)
    if (!(day >= 1 && day <= 31 && /^\d{1,2}$/.test(token.text))) return null
    days.push(day)
    next++
    if (/^(?:st|nd|rd|th|er)$/.test(tokens[next]?.key ?? '') && tokens[next]?.start === tokens[next - 1]?.end) next++
    if (
      /^(?:to|and|until|bis|tot|au|al|en|und|et|y)$/.test(tokens[next]?.key ?? '') &&
      tokens[next + 1]?.type === 'number'
    )
      next++
  }
  if (/^(?:of|de)$/.test(tokens[next]?.key ?? '')) next++
  const month = monthAt(tokens, next, lexicon, true)
  if (month === null) return null
  next++
  if (/^(?:of|de|del)$/.test(tokens[next]?.key ?? '') && isYear(tokens[next + 1])) next++
  const year = isYear(tokens[next]) ? `-${tokens[next++]?.text}` : ''
  return { key: `${month}-${days.join('/')}${year}`, unit: 'day', to: next }
}

/** May 12, 2024; August 2007; in May. */
function monthFirst(tokens: readonly Token[], at: number, lexicon: Lexicon): Dated | null {
  const follower = tokens[at + 1]
  const dayFollows = follower?.type === 'number' && /^\d{1,2}$/.test(follower.text) && Number(follower.text) <= 31
  const month = monthAt(tokens, at, lexicon, dayFollows || isYear(follower) || introduced(tokens[at - 1]))
  if (month === null) return null
  let next = at + 1
  const days: string[] = []
  while (days.length < 2 && /^\d{1,2}$/.test(tokens[next]?.text ?? '') && Number(tokens[next]?.text) <= 31) {
    if (days.length === 1 && (tokens[next]?.start ?? 0) !== (tokens[next - 1]?.end ?? 0) + 1) break
    days.push(String(Number(tokens[next]?.text)))
    next++
    if (/^(?:st|nd|rd|th)$/.test(tokens[next]?.key ?? '') && tokens[next]?.start === tokens[next - 1]?.end) next++
  }
  const year = isYear(tokens[next]) ? `-${tokens[next++]?.text}` : ''
  const unit = days.length > 0 ? 'day' : 'month'
  return { key: `${month}-${days.join('/')}${year}`, unit, to: next }
}

/** "May" and "March" are months only where something around them says so. */
function monthAt(tokens: readonly Token[], at: number, lexicon: Lexicon, certain: boolean): number | null {
  const token = tokens[at]
  if (token?.type !== 'word') return null
  const month = lookup(lexicon.months, token.key, lexicon)
  if (month === undefined) return null
  if (lexicon.code === 'en' && !token.capital) return null
  if (!certain && AMBIGUOUS.has(token.key)) return null
  return month
}

const AMBIGUOUS = new Set([
  'may',
  'march',
  'mar',
  'mei',
  'mai',
  'mars',
  'jun',
  'jan',
  'sep',
  'dec',
  'août',
  'ago',
  'set',
])

function introduced(before: Token | undefined): boolean {
  return (
    before !== undefined &&
    /^(?:in|of|since|until|till|by|from|last|next|early|late|mid|this|every|to|en|im|seit|de|depuis|في)$/.test(
      before.key,
    )
  )
}

function isYear(token: Token | undefined): boolean {
  return token?.type === 'number' && /^(?:19|20)\d\d$/.test(token.text)
}

/** A year standing alone (2007), a decade (1970s, the 80s). A round thousand before a plain noun is a count. */
function year(tokens: readonly Token[], at: number, lexicon: Lexicon): Dated | null {
  const token = tokens[at]
  const next = tokens[at + 1]
  if (!token) return null
  const decade = next?.key === 's' && next.start === token.end
  if (decade && /^(?:\d0|\d\d\d0)$/.test(token.text)) {
    return { key: `decade-${Number(token.text) % 100}`, unit: 'decade', to: at + 2 }
  }
  if (!isYear(token)) return null
  const before = tokens[at - 1]
  if (before?.type === 'sign' || next?.type === 'sign') return null
  const counts = next?.type === 'word' && !next.capital && !lexicon.stop.has(next.key)
  if (counts && (Number(token.text) % 100 === 0 || next.key.endsWith('s') || lexicon.units.has(next.key))) {
    if (!introduced(before) || Number(token.text) % 100 === 0) return null
  }
  return { key: `year-${token.text}`, unit: 'year', to: at + 1 }
}
