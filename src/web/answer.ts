import type { IncomingMessage } from 'node:http'
import { type Answer, answer as answerSchema } from '../alert/answer-back.ts'
import type { ArticleEvent } from '../alert/event.ts'
import { answerPage, answersTo, gonePage } from './answer-page.ts'
import { readBody } from './body.ts'

/** What the page behind an alert's signed link asks of the ledger. */
export interface AnswerDeps {
  /** The alert that the token names, with what was said of it and the key to its article's pages; null when it names none. */
  find(token: string): Promise<{ event: ArticleEvent; answer: Answer | null; key: string | null } | null>
  give(token: string, answer: Answer): Promise<void>
}

export interface WebAnswer {
  status: number
  type: 'text/html' | 'text/plain'
  body: string
  headers?: Record<string, string>
}

/**
 * GET shows the alert and asks; only POST stores, for mail scanners and chat previews open every link. The link is the
 * right to answer: no cookie, so nothing that another site could borrow.
 */
export async function answerBack(request: IncomingMessage, token: string, deps: AnswerDeps): Promise<WebAnswer> {
  if (!['GET', 'HEAD', 'POST'].includes(request.method ?? '')) {
    return { status: 405, type: 'text/plain', body: 'only GET and POST\n', headers: { allow: 'GET, HEAD, POST' } }
  }
  const known = await deps.find(token)
  if (known === null) return { status: 404, type: 'text/html', body: gonePage() }
  const { event } = known
  const shown = (answer: Answer | null): WebAnswer => ({
    status: 200,
    type: 'text/html',
    body: answerPage(event, answer, pageOf(event, known.key)),
  })
  if (request.method !== 'POST') return shown(known.answer)
  const form = await readForm(request)
  const given = answerSchema.safeParse(form?.get('answer'))
  if (!given.success || !answersTo(event).includes(given.data))
    return { status: 400, type: 'text/plain', body: 'no such answer\n' }
  await deps.give(token, given.data)
  return shown(given.data)
}

/** Where an event's article is read on, from the page of its answer. */
function pageOf({ type, data }: ArticleEvent, key: string | null): { label: string; href: string } {
  const query = key === null ? '' : `?key=${key}`
  const page = `../articles/${encodeURIComponent(data.article.id)}`
  return type === 'article.changed'
    ? { label: 'Side by side', href: `${page}/diff/${data.from.no}/${data.to.no}${query}` }
    : { label: 'History', href: `${page}${query}` }
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams | null> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  const body = type === 'application/x-www-form-urlencoded' ? await readBody(request) : null
  return body === null ? null : new URLSearchParams(body)
}
