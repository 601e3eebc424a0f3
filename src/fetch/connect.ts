import { isIP } from 'node:net'
import { buildConnector } from 'undici'
import { asError, StetError } from '../errors.ts'
import { isPublicAddress, unmapped } from './address.ts'
import { byHost } from './by-host.ts'
import type { EgressPurpose, EgressSettings } from './egress.ts'
import type { Candidate, Guard, Target } from './guard.ts'
import { isWebPort } from './target.ts'
import { type OutboundProxy, openTunnel } from './tunnel.ts'

type Connector = buildConnector.connector
type Socket = Parameters<buildConnector.Callback>[1]
type LiveSocket = NonNullable<Socket>

export interface ConnectorParts {
  guard: Guard
  purpose: EgressPurpose
  proxies: ReadonlyMap<string, OutboundProxy>
  /** Filled with the address of each origin's newest connection. */
  addresses: Map<string, string>
  settings: EgressSettings
}

/**
 * undici's connector behind the guard: names are looked up here, every answer is judged, only a judged address is
 * dialled (so there is no second lookup to rebind), and what was reached is compared with what was dialled.
 * Addresses are tried in turn, at most three, within one deadline that they share.
 */
export function createConnector(parts: ConnectorParts): Connector {
  const { guard, purpose, addresses, settings } = parts
  const timeout = settings.connectTimeoutMs ?? CONNECT_TIMEOUT_MS
  const dial = settings.dial ?? buildConnector({ allowH2: false, timeout, maxCachedSessions: CACHED_SESSIONS })

  return (options, callback) => {
    const { protocol } = options
    const host = options.hostname.replace(/^\[|\]$/g, '')
    const port = Number(options.port) || (protocol === 'https:' ? 443 : 80)
    const target: Target = { protocol, host, port, purpose }
    const proxy = byHost(parts.proxies, host)

    const connect = async (attempt: Attempt): Promise<LiveSocket> => {
      const candidates = (await guard.candidates(target)).slice(0, MOST_TRIES)
      let failure: unknown
      for (const candidate of candidates) {
        if (attempt.over) break
        try {
          const reach = proxy
            ? through(guard, dial, options, target, candidate, proxy)
            : straight(guard, dial, options, target, candidate)
          const socket = await within(timeout / candidates.length, `${host} at ${candidate.address}`, reach)
          note(addresses, `${protocol}//${options.host ?? host}`, candidate, socket)
          if (isOpened(target, candidate)) settings.onOpened?.({ host, ...candidate })
          return socket
        } catch (thrown) {
          failure = thrown
        }
      }
      throw failure ?? new StetError('timeout', `${host}: given up`)
    }
    const attempt: Attempt = { over: false }
    within(timeout, host, connect(attempt)).then(
      (socket) => callback(null, socket),
      (thrown) => {
        attempt.over = true
        callback(asError(thrown), null)
      },
    )
  }
}

interface Attempt {
  /** Set when nobody waits for it any more. */
  over: boolean
}

const CONNECT_TIMEOUT_MS = 10_000
const MOST_TRIES = 3
/** undici's default of 100 is fewer than the hosts of a small watchlist; a fresh TLS handshake costs 20 kept-alive 304s. */
const CACHED_SESSIONS = 5_000

/** A socket, or an error after so many ms; one that comes too late is closed. */
function within(ms: number, what: string, socket: Promise<LiveSocket>): Promise<LiveSocket> {
  return new Promise((resolve, reject) => {
    let late = false
    const timer = setTimeout(() => {
      late = true
      reject(new StetError('timeout', `${what}: no connection in ${Math.round(ms)} ms`))
    }, ms)
    socket.then(
      (found) => {
        clearTimeout(timer)
        if (late) found.destroy()
        else resolve(found)
      },
      (thrown) => {
        clearTimeout(timer)
        reject(thrown)
      },
    )
  })
}

async function straight(
  guard: Guard,
  dial: Connector,
  options: buildConnector.Options,
  target: Target,
  candidate: Candidate,
): Promise<LiveSocket> {
  const { servername: _, ...rest } = options
  const { address, port } = candidate
  const socket = await dialOne(dial, { ...rest, ...nameFor(target), hostname: address, port: String(port) })
  refuseStranger(guard, socket, candidate, target)
  return socket
}

/** By a proxy that was itself judged, told the judged address; TLS, where there is any, begins behind it. */
async function through(
  guard: Guard,
  dial: Connector,
  options: buildConnector.Options,
  target: Target,
  candidate: Candidate,
  proxy: OutboundProxy,
): Promise<LiveSocket> {
  const place: Target = { protocol: 'http:', host: proxy.host, port: proxy.port, purpose: 'page' }
  const [first] = await guard.candidates(place)
  if (!first) throw new StetError('dns_error', `${proxy.host} has no address`)
  const plain = { protocol: 'http:', hostname: first.address, host: proxy.host, port: String(first.port) }
  const socket = await dialOne(dial, plain)
  refuseStranger(guard, socket, first, place)
  const tunnel = await openTunnel(socket, proxy, candidate)
  if (target.protocol !== 'https:') return tunnel
  const { servername: _, ...rest } = options
  return dialOne(dial, { ...rest, ...nameFor(target), hostname: candidate.address, httpSocket: tunnel })
}

/** Over TLS the name is still the one asked for; over plain TCP undici would look a servername up again. */
function nameFor({ protocol, host }: Target): { servername?: string } {
  return protocol === 'https:' && !isIP(host) ? { servername: host.replace(/\.$/, '') } : {}
}

function dialOne(dial: Connector, options: buildConnector.Options): Promise<LiveSocket> {
  return new Promise((resolve, reject) => {
    dial(options, (error, socket) => {
      if (socket) resolve(socket)
      else reject(error ?? new StetError('connect_error', `${options.hostname}:${options.port}: no socket`))
    })
  })
}

/** The last check: what answered is what was dialled, and may be. */
function refuseStranger(guard: Guard, socket: LiveSocket, candidate: Candidate, { protocol, purpose }: Target): void {
  const reached = unmapped(socket.remoteAddress ?? '')
  const why =
    reached === unmapped(candidate.address)
      ? guard.objection({ address: reached, port: candidate.port }, protocol, purpose)
      : `dialled ${candidate.address}, reached ${reached || 'nothing'}`
  if (why === null) return
  socket.destroy()
  throw new StetError('refused_address', why)
}

/** Whether only the settings made a connection possible. */
function isOpened({ protocol, port, purpose }: Target, candidate: Candidate): boolean {
  return !isPublicAddress(candidate.address) || candidate.port !== port || !isWebPort(port, protocol, purpose)
}

function note(addresses: Map<string, string>, origin: string, { address }: Candidate, socket: LiveSocket): void {
  addresses.set(origin, address)
  socket.once('close', () => {
    if (addresses.get(origin) === address) addresses.delete(origin)
  })
}
