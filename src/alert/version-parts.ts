import type { BlockKind, Content } from '../article.ts'

/** What a part of a version is: its role in the article. */
export type Role = 'headline' | 'standfirst' | 'byline' | 'notice' | 'entry' | 'caption' | BlockKind

/** One paragraph-like part of a version, in reading order. */
export interface Part {
  role: Role
  text: string
}

/** A version's text from its headline to its captions, in reading order; empty parts are left out. */
export function partsOf({ headline, standfirst, byline, notices, blocks, entries, captions }: Content): Part[] {
  const parts: Part[] = [
    { role: 'headline', text: headline?.text ?? '' },
    { role: 'standfirst', text: standfirst ?? '' },
    { role: 'byline', text: byline.join(', ') },
    ...notices.map(({ text }): Part => ({ role: 'notice', text })),
    ...blocks.map(({ kind, text }): Part => ({ role: kind, text })),
    ...entries.map(({ text }): Part => ({ role: 'entry', text })),
    ...captions.map((text): Part => ({ role: 'caption', text })),
  ]
  return parts.filter(({ text }) => text.trim() !== '')
}
