import type { Block, Content } from '../../../src/article.ts'
import { content } from '../compare/content.ts'

/** Where the invented paper puts what it rotates. */
export const BOX = 'main > article > div.insert > p'

/** Paragraphs of an invented article on a flood wall. */
export const WALL = [
  'The council of Port Quay approved a flood wall on Tuesday after the storm that killed 12 people in the old harbour.',
  'Work on the wall will begin in March, said the mayor, Ines Valdor, and is expected to last three years.',
  'Residents of the old harbour have asked for better defences since the winter, when the quay was under water.',
  'An independent panel will publish its review of the costs before the end of the summer, the council said.',
  'The storm closed the harbour for nine days and cost the fishing fleet of Port Quay about 4 million crowns.',
]

/** What the box shows: other stories, each of its own. */
export const TEASERS = [
  'Seven bakeries compete for the golden whisk, and our readers choose the winner of this weekend.',
  'Astronomers at Vellmar observatory photograph a comet whose tail splits into three bright ribbons.',
  'Why young chess champions practise juggling before tournaments, explained by their trainers.',
  'Orchard keepers celebrate record cherries while wasps discover the jam factory in Brunnholt.',
  'Museum unveils restored tapestries that hung forgotten behind a cupboard since 1911.',
  'Cyclists cross the Tarn plateau without maps, guided by lanterns and a stubborn donkey.',
]

export function inBox(text: string): Block {
  return { kind: 'paragraph', text, place: BOX }
}

/** The article with what its box shows. */
export function page(teaser: string | null, paragraphs = WALL, more: Partial<Content> = {}): Content {
  const article = content('Port Quay council approves flood wall after deadly storm', paragraphs, more)
  return teaser === null ? article : { ...article, blocks: [...article.blocks, inBox(teaser)] }
}
