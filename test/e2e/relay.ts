import { createServer, type Socket } from 'node:net'

export interface ReceivedMail {
  from: string
  to: string
  /** Names in lower case; folded lines joined. */
  headers: Record<string, string>
  source: string
}

export interface Relay {
  port: number
  received: ReceivedMail[]
  /** The reply to a mail once its data came; anything but 250 refuses it. */
  reply: (mail: ReceivedMail) => string
  close(): Promise<void>
}

/** An SMTP relay on loopback (RFC 5321, without extensions): keeps what it takes. */
export async function openRelay(): Promise<Relay> {
  const sockets = new Set<Socket>()
  const relay: Relay = { port: 0, received: [], reply: () => '250 queued', close: async () => {} }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    converse(socket, relay)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  relay.port = typeof address === 'object' && address !== null ? address.port : 0
  relay.close = async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
  return relay
}

function converse(socket: Socket, relay: Relay): void {
  const say = (line: string) => socket.write(`${line}\r\n`)
  let mail = { from: '', to: '' }
  let rest = ''
  let inData = false
  say('220 relay.example ready')
  socket.on('data', (chunk) => {
    rest += String(chunk)
    for (;;) {
      const end = rest.indexOf(inData ? '\r\n.\r\n' : '\r\n')
      if (end < 0) return
      const text = rest.slice(0, end)
      rest = rest.slice(end + (inData ? 5 : 2))
      if (inData) {
        inData = false
        const whole = { ...mail, headers: headersOf(text), source: text }
        const reply = relay.reply(whole)
        if (reply.startsWith('250')) relay.received.push(whole)
        say(reply)
      } else if (/^(?:EHLO|HELO)/i.test(text)) say('250 relay.example')
      else if (/^MAIL FROM:/i.test(text)) {
        mail = { from: boxOf(text), to: '' }
        say('250 ok')
      } else if (/^RCPT TO:/i.test(text)) {
        mail = { ...mail, to: boxOf(text) }
        say('250 ok')
      } else if (/^DATA/i.test(text)) {
        inData = true
        say('354 go on')
      } else if (/^QUIT/i.test(text)) {
        say('221 bye')
        socket.end()
      } else say('250 ok')
    }
  })
}

function boxOf(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? ''
}

function headersOf(source: string): Record<string, string> {
  const head = source.split('\r\n\r\n')[0]?.replace(/\r\n[ \t]+/g, ' ') ?? ''
  return Object.fromEntries(
    head.split('\r\n').map((line) => {
      const at = line.indexOf(':')
      return [line.slice(0, at).toLowerCase(), decoded(line.slice(at + 1).trim())]
    }),
  )
}

/** Words beyond ASCII as people read them (RFC 2047, Q); white space between two such words is none. */
function decoded(header: string): string {
  const bytes = (word: string) =>
    word.replaceAll('_', ' ').replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return header
    .replaceAll(/(\?=)\s+(?==\?UTF-8\?Q\?)/g, '$1')
    .replaceAll(/(?:=\?UTF-8\?Q\?[^?]*\?=)+/g, (run) =>
      Buffer.from(bytes(run.replaceAll(/=\?UTF-8\?Q\?|\?=/g, '')), 'latin1').toString(),
    )
}
