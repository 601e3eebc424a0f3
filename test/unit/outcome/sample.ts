import type { Content } from '../../../src/article.ts'

const PARAGRAPHS = [
  'Ferja mellom Havnvik og Storøya er innstilt til onsdag, opplyser rederiet.',
  'Om lag 240 passasjerer måtte overnatte på kaia natt til mandag.',
  'Ordfører Gudrun Aase ber fylket om en reserveferje innen uka er omme.',
  'Feilen skal ligge i hovedmotoren, som ble skiftet så sent som i mai.',
  'Rederiet vil ikke svare på hvor mange avganger som er rammet i år.',
]

/** An invented article; `paragraphs` and the rest can be put in the place of its own. */
export function contentOf(
  over: Partial<Omit<Content, 'headline' | 'blocks'>> & { title?: string; paragraphs?: string[] } = {},
): Content {
  const { title = 'Ferja står til onsdag', paragraphs = PARAGRAPHS, ...rest } = over
  const headline = { source: 'h1' as const, text: title }
  return {
    kind: 'article',
    headline,
    headlines: [headline],
    standfirst: null,
    byline: [],
    section: null,
    published: null,
    modified: null,
    lang: 'no',
    dir: 'ltr',
    canonicalUrl: null,
    leadImage: null,
    captions: [],
    blocks: paragraphs.map((text) => ({ kind: 'paragraph', text })),
    notices: [],
    entries: [],
    access: 'unknown',
    claims: [],
    confidence: 1,
    reasons: [],
    ...rest,
  }
}
