import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'

/** An alert as an editor's own endpoint got it. */
export interface Received {
  verified: boolean
  event: { type: string; data: { line: string; severity: string; article?: { url: string } } }
}

/** An editor's endpoint: checks the signature of each message as Standard Webhooks asks, then hands it on. */
export function openDesk(secret: string, received: (alert: Received) => void): Server {
  return createServer(async (request, response) => {
    const body = await readAll(request)
    const verified = verify(request, body, secret)
    response.writeHead(verified ? 204 : 401).end()
    if (verified) received({ verified, event: JSON.parse(body) as Received['event'] })
  })
}

/** Messages older than this are refused: somebody may be sending an old one again. */
const TOLERANCE_S = 300

function verify({ headers }: IncomingMessage, body: string, secret: string): boolean {
  const at = Number(headers['webhook-timestamp'])
  if (!(Math.abs(Date.now() / 1000 - at) < TOLERANCE_S)) return false
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const expected = createHmac('sha256', key)
    .update(`${String(headers['webhook-id'])}.${at}.${body}`)
    .digest()
  return String(headers['webhook-signature'])
    .split(' ')
    .filter((one) => one.startsWith('v1,'))
    .map((one) => Buffer.from(one.slice('v1,'.length), 'base64'))
    .some((given) => given.length === expected.length && timingSafeEqual(given, expected))
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
