import type net from 'node:net'
import { StetError } from '../errors.ts'
import type { Candidate } from './guard.ts'

/** An outbound HTTP proxy, read from its URL. */
export interface OutboundProxy {
  host: string
  port: number
  /** Value of `proxy-authorization`; null without. */
  authorization: string | null
}

/** @throws StetError `egress_settings` when it is not `http://[user:password@]host:port` */
export function readProxy(text: string): OutboundProxy {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url?.protocol !== 'http:' || url.pathname !== '/' || url.search !== '') {
    throw new StetError(
      'egress_settings',
      `egress.proxies: ${JSON.stringify(withoutUser(text))} is not http://host:port`,
    )
  }
  const user = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || 80,
    authorization: user === ':' ? null : `Basic ${Buffer.from(user).toString('base64')}`,
  }
}

/**
 * Asks a proxy for a connection to an address that was judged here, by CONNECT for plain HTTP too: a proxy that is
 * told a name looks it up itself, and the guard would see nothing but the proxy. One that refuses addresses cannot
 * be used. Resolves when the tunnel stands, with nothing read from beyond it.
 *
 * @throws StetError `connect_error` naming the proxy's status
 */
export function openTunnel(
  socket: net.Socket,
  proxy: OutboundProxy,
  { address, port }: Candidate,
): Promise<net.Socket> {
  const to = `${address.includes(':') ? `[${address}]` : address}:${port}`
  const login = proxy.authorization === null ? '' : `proxy-authorization: ${proxy.authorization}\r\n`
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0)
    const fail = (why: string) => {
      socket.destroy()
      reject(new StetError('connect_error', `proxy ${proxy.host}:${proxy.port}: ${why}`))
    }
    const ended = () => fail('closed the connection')
    const read = (chunk: Buffer) => {
      head = Buffer.concat([head, chunk])
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) return head.length > MOST_HEAD ? fail('has no end to its head') : undefined
      socket.off('data', read).off('end', ended).off('error', ended)
      socket.pause()
      const [, status] = /^HTTP\/1\.[01] (\d{3})/.exec(head.toString('latin1')) ?? []
      if (status !== '200') return fail(`answers ${status ?? 'nonsense'} to CONNECT ${to}`)
      if (head.length > end + 4) socket.unshift(head.subarray(end + 4))
      resolve(socket)
    }
    socket.on('data', read).on('end', ended).on('error', ended)
    socket.write(`CONNECT ${to} HTTP/1.1\r\nhost: ${to}\r\n${login}\r\n`)
  })
}

const MOST_HEAD = 16_384

function withoutUser(text: string): string {
  return text.replace(/\/\/[^@/]*@/, '//…@')
}
