import type { IncomingMessage } from 'node:http'

/** A form with one word in it. */
const MAX_BODY = 2_000

/** The body of a request as text; null when it is longer than any form of ours. */
export async function readBody(request: IncomingMessage): Promise<string | null> {
  let body = ''
  for await (const chunk of request) {
    body += String(chunk)
    if (body.length > MAX_BODY) return null
  }
  return body
}
