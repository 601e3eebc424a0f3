import type { IncomingMessage } from 'node:http'
import { escaped } from '../alert/html.ts'
import type { WebAnswer } from './answer.ts'
import { readBody } from './body.ts'
import { page, sorryPage } from './page.ts'

/** What the page asks of the ledger by which a mailbox stops its mails. */
export interface UnsubscribeDeps {
  /** The mailbox that the token is for, as it may be shown; null when there is none. */
  find(token: string): Promise<{ shown: string; stopped: boolean } | null>
  stop(token: string): Promise<void>
}

/**
 * One-click unsubscribing by RFC 8058: the mail program posts `List-Unsubscribe=One-Click`, as a form of either kind. A
 * person who opens the link is asked first, for scanners open every link.
 */
export async function unsubscribe(request: IncomingMessage, token: string, deps: UnsubscribeDeps): Promise<WebAnswer> {
  if (!['GET', 'HEAD', 'POST'].includes(request.method ?? '')) {
    return { status: 405, type: 'text/plain', body: 'only GET and POST\n', headers: { allow: 'GET, HEAD, POST' } }
  }
  const known = await deps.find(token)
  if (known === null) return { status: 404, type: 'text/html', body: sorryPage('Nothing to stop', NOBODY) }
  if (request.method !== 'POST') return { status: 200, type: 'text/html', body: askPage(known) }
  const body = (await readBody(request)) ?? ''
  if (!/List-Unsubscribe[\s\S]{1,200}?One-Click/i.test(body)) {
    return { status: 400, type: 'text/plain', body: 'only List-Unsubscribe=One-Click\n' }
  }
  if (!known.stopped) await deps.stop(token)
  return { status: 200, type: 'text/html', body: askPage({ ...known, stopped: true }) }
}

const NOBODY = ['This link is for no mailbox that Stet writes to (any more). A mail program may have cut it.']

function askPage({ shown, stopped }: { shown: string; stopped: boolean }): string {
  const mailbox = `<strong><bdi dir="ltr">${escaped(shown)}</bdi></strong>`
  const body = stopped
    ? `<h1>No more mails</h1><p role="status">Stet sends no more alerts to ${mailbox}. What has left already may still arrive. Your operator can begin again.</p>`
    : `<h1>Stop these mails?</h1><p>Stet would send no more alerts to ${mailbox}, for everybody who reads it.</p>
<form method="post"><button name="List-Unsubscribe" value="One-Click">Stop the mails</button></form>`
  return page({ title: stopped ? 'No more mails' : 'Stop these mails?', body: `<div class="narrow">${body}</div>` })
}
