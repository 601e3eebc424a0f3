import type { StetEvent } from './event.ts'

/** Keeps the messages on one article together (e-mail References, a chat thread); null for operator events. */
export function threadKey(event: StetEvent): string | null {
  return 'article' in event.data ? event.data.article.id : null
}
