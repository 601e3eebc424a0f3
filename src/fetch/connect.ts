import { isIP } from 'node:net'
import { buildConnector } from 'undici'
import { asError, StetError } from '../errors.ts'
import { isPublicAddress, unmapped } from './address.ts'
import type { EgressPurpose, EgressSettings } from './egress.ts'
import type { Candidate, Guard } from './guard.ts'
import { isWebPort } from './target.ts'

type Connector = buildConnector.connector
type Socket = Parameters<buildConnector.Callback>[1]

export interface ConnectorParts {
  guard: Guard
  purpose: EgressPurpose
  /** Filled with the address of each origin's newest connection. */
  addresses: Map<string, string>
  settings: EgressSettings
}

/**
 * undici's connector behind the guard: names are looked up here, every answer is judged, only a judged address is
 * dialled (so there is no second lookup to rebind), and what was reached is compared with what was dialled.
 * Addresses are tried in turn, at most three, within one deadline.
 */
export function createConnector({ guard, purpose, addresses, settings }: ConnectorParts): Connector {
  const timeout = settings.connectTimeoutMs ?? CONNECT_TIMEOUT_MS
  const dial = settings.dial ?? buildConnector({ allowH2: false, timeout, maxCachedSessions: CACHED_SESSIONS })

  return (options, callback) => {
    const { protocol, hostname } = options
    const host = hostname.replace(/^\[|\]$/g, '')
    const port = Number(options.port) || (protocol === 'https:' ? 443 : 80)
    let over = false
    const finish = (error: Error | null, socket: Socket) => {
      clearTimeout(timer)
      if (over) {
        socket?.destroy()
        return
      }
      over = true
      if (error || !socket) callback(error ?? new StetError('connect_error', `${host}: no socket`), null)
      else callback(null, socket)
    }
    const timer = setTimeout(() => {
      finish(new StetError('timeout', `${host}: no connection in ${timeout} ms`), null)
    }, timeout)

    const connect = async (): Promise<Socket> => {
      const candidates = await guard.candidates({ protocol, host, port, purpose })
      let failure: unknown
      for (const candidate of candidates.slice(0, MOST_TRIES)) {
        if (over) break
        try {
          const socket = await dialOne(dial, options, host, candidate)
          refuseStranger(guard, socket, candidate, protocol, purpose)
          note(addresses, `${protocol}//${options.host ?? host}`, candidate, socket)
          if (!isPublicAddress(candidate.address) || candidate.port !== port || !isWebPort(port, protocol, purpose)) {
            settings.onOpened?.({ host, ...candidate })
          }
          return socket
        } catch (thrown) {
          failure = thrown
        }
      }
      throw failure ?? new StetError('timeout', `${host}: given up`)
    }
    connect().then(
      (socket) => finish(null, socket),
      (thrown) => finish(asError(thrown), null),
    )
  }
}

const CONNECT_TIMEOUT_MS = 10_000
const MOST_TRIES = 3
/** undici's default of 100 is fewer than the hosts of a small watchlist; a fresh TLS handshake costs 20 kept-alive 304s. */
const CACHED_SESSIONS = 5_000

type LiveSocket = NonNullable<Socket>

function dialOne(
  dial: Connector,
  options: buildConnector.Options,
  host: string,
  { address, port }: Candidate,
): Promise<LiveSocket> {
  const { servername: _ignored, ...rest } = options
  // Over TLS the name is still the one asked for; over plain TCP undici would look a servername up again.
  const name = options.protocol === 'https:' && !isIP(host) ? { servername: host.replace(/\.$/, '') } : {}
  return new Promise((resolve, reject) => {
    dial({ ...rest, ...name, hostname: address, port: String(port) }, (error, socket) => {
      if (socket) resolve(socket)
      else reject(error ?? new StetError('connect_error', `${address}:${port}: no socket`))
    })
  })
}

/** The last check: what answered is what was dialled, and may be. */
function refuseStranger(
  guard: Guard,
  socket: LiveSocket,
  candidate: Candidate,
  protocol: string,
  purpose: EgressPurpose,
): void {
  const reached = unmapped(socket.remoteAddress ?? '')
  const why =
    reached === unmapped(candidate.address)
      ? guard.objection({ address: reached, port: candidate.port }, protocol, purpose)
      : `dialled ${candidate.address}, reached ${reached || 'nothing'}`
  if (why === null) return
  socket.destroy()
  throw new StetError('refused_address', why)
}

function note(addresses: Map<string, string>, origin: string, { address }: Candidate, socket: LiveSocket): void {
  addresses.set(origin, address)
  socket.once('close', () => {
    if (addresses.get(origin) === address) addresses.delete(origin)
  })
}
