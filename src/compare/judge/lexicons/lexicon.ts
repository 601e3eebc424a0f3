/**
 * What the judge knows of one language, as data. Entries stand between commas; an entry of several words is matched
 * as a phrase, a single word in all its regular inflections. Written from general knowledge of news language.
 */
export interface Lexicon {
  functionWords: string
  /** Irregular forms as `form>lemma`. */
  irregular: string
  /** Words that make a statement less sure. */
  hedges: string
  negations: string
  /** Words for the dead and the hurt. */
  casualties: string
  /** Verbs and phrases that say whose words these are. */
  whoSays: string
  /** What stands in a tail after a dash and names a source without a name: "- study". */
  sourceNouns: string
  /** Phrases before a verb that put it in the future. */
  future: string
  /** Whole numbers as words: "two=2". */
  numbers: string
  /** Quantities without a figure. */
  vague: string
  dates: string
  pronouns: string
  /** Event states by scale; the steps stand in the order in which they usually come, words of one step mean the same. */
  scales: Record<string, readonly string[]>
  /** Words of one kind of which only one can be true at a time. */
  categories: Record<string, string>
  /** Groups of words that news texts swap without changing what is said; one group a line. */
  synonyms: string
  antonyms: string
  /** Labels before a headline that say what sort of piece it is. */
  labels: string
}
