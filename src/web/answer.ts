import type { IncomingMessage } from 'node:http'
import { type Answer, answer as answerSchema } from '../alert/answer-back.ts'
import type { EventOf } from '../alert/event.ts'
import { answerPage, gonePage } from './answer-page.ts'
import { readBody } from './body.ts'

/** What the page behind an alert's signed link asks of the ledger. */
export interface AnswerDeps {
  /** The alert that the token names, with what was said of it and the key to its article's pages; null when it names none. */
  find(token: string): Promise<{ event: EventOf<'article.changed'>; answer: Answer | null; key: string | null } | null>
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
  const shown = (answer: Answer | null): WebAnswer => {
    const { article, from, to } = known.event.data
    const query = known.key === null ? '' : `?key=${known.key}`
    const compare = `../articles/${encodeURIComponent(article.id)}/diff/${from.no}/${to.no}${query}`
    return { status: 200, type: 'text/html', body: answerPage(known.event, answer, compare) }
  }
  if (request.method !== 'POST') return shown(known.answer)
  const form = await readForm(request)
  const given = answerSchema.safeParse(form?.get('answer'))
  if (!given.success) return { status: 400, type: 'text/plain', body: 'no such answer\n' }
  await deps.give(token, given.data)
  return shown(given.data)
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams | null> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  const body = type === 'application/x-www-form-urlencoded' ? await readBody(request) : null
  return body === null ? null : new URLSearchParams(body)
}
