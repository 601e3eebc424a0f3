/**
 * What one language adds to the script-level rules: tables only, in their written form (accents and case are folded
 * when they are compiled). Lists are strings of words parted by blanks; phrases are parted by commas; values stand
 * behind an equals sign ("nine=9", "km=length*1000").
 * A new language needs numbers, months, weekdays and stop words to be useful; everything else may stay away.
 */
export interface LanguageTable {
  code: string
  /** The decimal mark; the other one of ". ," groups thousands. */
  decimal: ',' | '.'
  /** Number words of one word, with their value. */
  numbers: string
  /** Words that multiply what stands before them. */
  scales: string
  /** Short forms that multiply a figure: "4.5bn", "3 Mio". */
  shortScales?: string
  /** half, third, quarter: a fraction alone or after a number ("two thirds"). */
  fractions: string
  /** Words inside a number ("two hundred and six"). */
  and: string
  /** "and a half" after a number: +0.5. */
  andAHalf: string
  /** Number words are glued together (fünfundzwanzig, zesentwintig) with this between unit and ten. */
  glue?: string
  ordinals?: string
  /** Words that stand for a vague quantity, with its rough size: several, dozens, hundreds. */
  vague?: string
  /** Before a number: at least, more than | at most, less than | about. */
  over: string
  under: string
  about: string
  /** Currency words with their ISO code. */
  currencies: string
  percent: string
  /** Units by family: word -> family and factor to the family's base. */
  units: string
  months: string
  weekdays: string
  /** Today, tomorrow, next week: phrases that date an event. */
  relative: string
  /** Before or after a clock time. */
  am?: string
  pm?: string
  clock?: string
  /** Age: words before a number ("aged"), words after it ("years old"), and glued endings ("-jährige"). */
  ageBefore: string
  ageAfter: string
  ageGlued?: string
  /** Function words that tell the language apart from its neighbours, as written. */
  marks?: string
  /** Function words: no content, changes of these alone are silent. */
  stop: string
  negation: string
  /** Who says so: verbs of saying, in all forms; words that introduce a source. */
  /** Verbs and prepositions that negate in other words: miss, lack, prevent. */
  negative?: string
  say: string
  according: string
  /** The speaker is nobody in particular: sources, reports, officials. */
  sources?: string
  /** Allegedly, reportedly, could: words and phrases that make a statement uncertain. */
  hedges: string
  /** First words of one family of hedges, families parted by "/": within a family a change is no change. */
  hedgeFamilies?: string
  /** Hedges that say little by themselves. */
  weakHedges?: string
  /** Words before a verb that is still to happen: to, will. */
  future?: string
  /** Dead, killed, injured: what makes a number a casualty count; and words of the dead alone. */
  casualty: string
  /** Pairs of opposites "up/down", groups on both sides parted by "/", members by blanks or commas. */
  antonyms: string[]
  /** Scales of events: each stage is a list of forms; moving between stages is a change of outcome. */
  events?: EventScale[]
  /** Correction and editor's notes: regular expression sources by kind. */
  notices: string[]
  /** Words before a person's name. */
  titles?: string
  /** Prefixes written together with the next word (Hebrew and Arabic). */
  prefixes?: string
  /** Light stemming of content words: endings cut, longest first. */
  endings?: string
}

export interface EventScale {
  /** One name in all languages; `life` has the stages missing, hurt, saved, dead. */
  name: string
  /** Whether moving along it is critical rather than major. */
  critical?: boolean
  stages: string[]
}
