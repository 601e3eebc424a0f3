/**
 * Bounds of the one parse. The largest of 1,804 real news pages has 74 levels, 52 attributes on a tag, 25,000 tags;
 * nested divs and attribute bombs reach any number (measured: 100k nested divs hold cheerio for over a minute).
 */
export interface ParseLimits {
  depth: number
  attributes: number
  tags: number
  textChars: number
}

export const PARSE_LIMITS: ParseLimits = { depth: 1000, attributes: 2000, tags: 300_000, textChars: 20_000_000 }
