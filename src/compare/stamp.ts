import type { Reading } from './reading.ts'

/**
 * Whether a sentence is the page's own stamp: nothing but dates, times and words like "updated" or "copyright".
 * A stamp says when the page was made, nothing about the news; a date inside any statement is never one.
 */
export function isStamp(reading: Reading): boolean {
  const { tokens, folded } = reading
  if (tokens.length === 0 || tokens.length > MAX_TOKENS) return false
  if (COPYRIGHT.test(folded.text)) return true
  const dated = new Set<number>()
  let dates = 0
  for (const quantity of reading.quantities()) {
    if (quantity.kind !== 'date' && !DURATIONS.has(quantity.unit)) continue
    dates++
    for (let at = quantity.from; at < quantity.to; at++) dated.add(at)
  }
  if (dates === 0) return false
  return tokens.every((token, at) => dated.has(at) || STAMP_WORDS.has(token.key))
}

const MAX_TOKENS = 24
const COPYRIGHT = /^(?:©|\(c\)|copyright\b)/i
const DURATIONS = new Set(['second', 'day', 'month'])

const STAMP_WORDS = new Set(
  (
    'last first updated update published posted modified edited created date ago at on the of and by gmt bst utc est edt et pt am pm local time min read ' +
    'laatst bijgewerkt gepubliceerd geplaatst geleden om uur op zuletzt aktualisiert veroffentlicht stand uhr vor um am erschienen ' +
    'publie mis a jour le modifie il y a maj actualizado publicado hace el las la ultima actualizacion h hs horas עודכן פורסם בתאריך שעה לפני נשר تحديث نشر منذ اخر'
  ).split(' '),
)
