import { monthOf } from './month-names.ts'

/** A date as precise as it was written: "2024-05-02", "2024-05-02T09:30", "2024-05-02T09:30:00+02:00". */
export type DateText = string

const MIN_YEAR = 1990
const MAX_YEAR = 2100
const WORD = '[\\p{L}]{3,12}'
const TIME = /(?:^|[^\d:])([01]?\d|2[0-3])[:.h]([0-5]\d)(?::([0-5]\d))?(?:\.\d{1,9})?(?![\d.])\s{0,2}([ap]\.?m\.?)?/i

/**
 * A machine-written time (ISO 8601 and its common mistakes, RFC 2822, epoch seconds or milliseconds), normalised;
 * null when it is none or lies outside 1990-2100. The zone is kept as written: no zone stays no zone.
 */
export function readTimestamp(value: string, lang: string | null = null): DateText | null {
  const text = value.trim().slice(0, 80)
  const iso =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]\s?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}(?!\d))?)?/i.exec(
      text,
    )
  if (iso) return assemble(iso[1], iso[2], iso[3], iso[4], iso[5], iso[6], iso[7])
  const compact = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(text)
  if (compact) return assemble(compact[1], compact[2], compact[3], compact[4], compact[5], compact[6], compact[7])
  if (/^\d{10}$|^\d{13}$/.test(text)) {
    const date = new Date(text.length === 10 ? Number(text) * 1000 : Number(text))
    const year = date.getUTCFullYear()
    return year >= MIN_YEAR && year <= MAX_YEAR ? date.toISOString().replace(/\.\d{3}Z$/, 'Z') : null
  }
  const rfc =
    /^(?:\p{L}{3,9},?\s)?\s?(\d{1,2})[\s-](\p{L}{3,9})[\s-](\d{4})\s(\d{1,2}):(\d{2})(?::(\d{2}))?\s?(Z|UTC|GMT|[+-]\d{4})?/iu.exec(
      text,
    )
  if (rfc) {
    const month = monthOf(rfc[2] ?? '', 'en')
    if (month) return assemble(rfc[3], String(month), rfc[1], rfc[4], rfc[5], rfc[6], rfc[7])
  }
  const us =
    /^(?:\p{L}{3},?\s)?(\p{L}{3,9})\s(\d{1,2}),?\s(?:(\d{1,2}):(\d{2}):(\d{2})\s(?:([A-Z]{3,4}|[+-]\d{4})\s)?)?(\d{4})$/u.exec(
      text,
    )
  if (us) {
    const month = monthOf(us[1] ?? '', 'en')
    if (month)
      return assemble(
        us[7],
        String(month),
        us[2],
        us[3],
        us[4],
        us[5],
        us[6]?.match(/^[+-]|^UTC$|^GMT$/) ? us[6] : undefined,
      )
  }
  return readDate(text, lang)
}

/** The first calendar date that a human-written text holds, with the clock time beside it; null without one. */
export function readDate(value: string, lang: string | null): DateText | null {
  const text = value.slice(0, 400).normalize('NFKC')
  for (const pattern of PATTERNS) {
    const match = pattern.find.exec(text)
    const date = match ? pattern.read(match, lang) : null
    if (!match || !date) continue
    const [year, month, day] = date
    const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 40)
    const clock = TIME.exec(rest)
    const isTime = clock && !/\d/.test(rest.slice(0, clock.index + 1).replace(/\s/g, '')) ? clock : null
    return assemble(
      String(year),
      String(month),
      String(day),
      hourOf(isTime?.[1], isTime?.[4]),
      isTime?.[2],
      isTime?.[3],
    )
  }
  return null
}

/** The text without the calendar dates, clock times and reading times in it. */
export function withoutDates(text: string): string {
  let rest = text
  for (const { find, read } of PATTERNS)
    rest = rest.replace(find, (...match) =>
      read(match.slice(0, 4) as unknown as RegExpExecArray, null) ? ' · ' : String(match[0]),
    )
  return rest
    .replace(/\b\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s(?:[A-Z]{2,4}|Uhr)\b)?/gi, ' · ')
    .replace(
      /\b\d{1,3}\s?(?:-\s?)?(?:min(?:ute)?[ns]?|mins)\b\.?(?:\s(?:read|lesezeit|de lectura|de lecture))?/gi,
      ' · ',
    )
    .replace(/\s(?:on|am|le|el|il|em|op|den)\s·/gi, ' · ')
}

function hourOf(hour: string | undefined, half: string | undefined): string | undefined {
  if (!hour || !half) return hour
  const value = Number(hour) % 12
  return String(/^p/i.test(half) ? value + 12 : value)
}

type Ymd = [number, number, number]

const PATTERNS: Array<{ find: RegExp; read(match: RegExpExecArray, lang: string | null): Ymd | null }> = [
  { find: /(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/, read: (m) => ymd(m[1], m[2], m[3]) },
  {
    find: /((?:19|20)\d\d)\s?[年년.]\s?(\d{1,2})\s?[月월.]\s?(\d{1,2})(?:\s?[日일.]|(?!\d))/,
    read: (m) => ymd(m[1], m[2], m[3]),
  },
  {
    // 2 May 2024, 2. Mai 2024, 2 de mayo de 2024, 2nd of May, 2024, 2-May-2024
    find: new RegExp(
      `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|er|º|ª)?[.,]?[\\s-]{1,3}(?:de |of |d')?(${WORD})\\.?,?(?:[\\s-]{1,3}(?:de |del |of )?)((?:19|20)\\d\\d)(?!\\d)`,
      'iu',
    ),
    read: (m, lang) => ymd(m[3], month(m[2], lang), m[1]),
  },
  {
    // May 2, 2024, May 2nd 2024
    find: new RegExp(
      `(?<!\\p{L})(${WORD})\\.?\\s{1,2}(\\d{1,2})(?:st|nd|rd|th)?,?\\s{1,2}((?:19|20)\\d\\d)(?!\\d)`,
      'iu',
    ),
    read: (m, lang) => ymd(m[3], month(m[1], lang), m[2]),
  },
  {
    // 2024. május 2., 2024 m. gegužės 2 d., 2024 May 2
    find: new RegExp(
      `(?<!\\d)((?:19|20)\\d\\d)[.,]?\\s(?:m\\.\\s|gada\\s)?(?:(\\d{1,2})\\.\\s)?(${WORD})(?:\\s(\\d{1,2}))?(?!\\d)`,
      'iu',
    ),
    read: (m, lang) => ymd(m[1], month(m[3], lang), m[2] ?? m[4]),
  },
  {
    find: /(?<![\d.,/])(\d{1,2})[./-](\d{1,2})[./-]((?:19|20)?\d\d)(?![\d])/,
    read: (m, lang) => {
      const year = m[3]?.length === 2 ? `20${m[3]}` : m[3]
      const monthFirst = m[0].includes('/') && (lang === null || /^en(?:-us)?$/i.test(lang)) && Number(m[2]) <= 31
      return (monthFirst ? ymd(year, m[1], m[2]) : ymd(year, m[2], m[1])) ?? ymd(year, m[1], m[2])
    },
  },
]

function month(word: string | undefined, lang: string | null): string | undefined {
  const number = monthOf(word ?? '', lang)
  return number === null ? undefined : String(number)
}

function ymd(year: string | undefined, month: string | undefined, day: string | undefined): Ymd | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  if (!(y >= MIN_YEAR && y <= MAX_YEAR && m >= 1 && m <= 12 && d >= 1 && d <= 31)) return null
  return new Date(Date.UTC(y, m - 1, d)).getUTCDate() === d ? [y, m, d] : null
}

function assemble(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  hour?: string,
  minute?: string,
  second?: string,
  zone?: string,
): DateText | null {
  const date = ymd(year, month, day)
  if (!date) return null
  const two = (value: number | string) => String(value).padStart(2, '0')
  const written = `${date[0]}-${two(date[1])}-${two(date[2])}`
  if (hour === undefined || minute === undefined || Number(hour) > 23) return written
  const clock = second === undefined ? `${two(hour)}:${minute}` : `${two(hour)}:${minute}:${second}`
  return `${written}T${clock}${zoneOf(zone)}`
}

function zoneOf(zone: string | undefined): string {
  if (!zone) return ''
  if (/^(?:Z|UTC|GMT)$/i.test(zone)) return 'Z'
  const digits = zone.replace(':', '')
  return digits.length === 3 ? `${digits}:00` : `${digits.slice(0, 3)}:${digits.slice(3)}`
}
