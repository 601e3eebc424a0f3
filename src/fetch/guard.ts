import { BlockList, isIP } from 'node:net'
import { StetError } from '../errors.ts'
import { isPublicAddress, unmapped } from './address.ts'
import { byHost } from './by-host.ts'
import type { EgressPurpose } from './egress.ts'
import { isWebPort } from './target.ts'

/** All addresses of a host, as DNS gives them; rejects with an error whose `code` is DNS's own (ENOTFOUND ...). */
export type Lookup = (host: string) => Promise<string[]>

export interface Permit {
  /** `10.1.0.0/16` or one address. */
  cidr: string
  /** The one port that is opened. */
  port: number
}

export interface Candidate {
  address: string
  port: number
}

export interface Target {
  protocol: string
  /** Without the brackets of an IPv6 literal. */
  host: string
  port: number
  purpose: EgressPurpose
}

export interface Guard {
  /**
   * The addresses that may be dialled for a host, each judged; a single bad answer refuses the whole host, for a
   * name that points both inside and outside is an attack or a mistake.
   */
  candidates(target: Target): Promise<Candidate[]>
  /** Why one address and port may not be dialled; null when it may. */
  objection(candidate: Candidate, protocol: string, purpose: EgressPurpose): string | null
}

/**
 * The judgement of every socket that Stet opens to URLs that users or pages name.
 * `resolve` maps a host (or `*.suffix`) to `address:port` as `curl --resolve` does; its answers are judged like
 * those of DNS, so a private one needs an entry in `allow` too.
 *
 * @throws StetError `egress_settings` when an entry cannot be read.
 */
export function createGuard(allow: Permit[], resolve: Record<string, string>, lookup: Lookup): Guard {
  const permits = allow.map(readPermit)
  const pins = new Map(Object.entries(resolve).map(([host, to]) => [host.toLowerCase(), readPin(host, to)]))

  const objection: Guard['objection'] = ({ address, port }, protocol, purpose) => {
    const plain = unmapped(address)
    const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4'
    if (isIP(plain) === 0) return `${address} is not an address`
    if (permits.some((permit) => permit.port === port && permit.list.check(plain, family))) return null
    if (!isPublicAddress(plain)) return `${address} is not a public address (egress.allow could open it)`
    if (isWebPort(port, protocol, purpose)) return null
    return purpose === 'webhook' && protocol !== 'https:'
      ? `a webhook to ${address} must use https (egress.allow could open it)`
      : `port ${port} of ${address} is not a web port (egress.allow could open it)`
  }

  return {
    objection,
    async candidates({ protocol, host, port, purpose }) {
      const pinned = byHost(pins, host)
      const found = pinned ? [pinned] : (isIP(host) ? [host] : await lookup(host)).map((address) => ({ address, port }))
      if (found.length === 0) throw new StetError('dns_error', `${host} has no address`)
      for (const candidate of found) {
        const why = objection(candidate, protocol, purpose)
        if (why) throw new StetError('refused_address', `${host}: ${why}`)
      }
      return found
    },
  }
}

function readPermit({ cidr, port }: Permit): { list: BlockList; port: number } {
  const [network = '', bits] = cidr.split('/')
  const family = isIP(network)
  const width = bits === undefined ? (family === 4 ? 32 : 128) : Number(bits)
  if (!family || !Number.isInteger(width) || width < 0 || width > (family === 4 ? 32 : 128)) {
    throw new StetError('egress_settings', `egress.allow: "${cidr}" is not an address or CIDR range`)
  }
  if (!isPort(port)) throw new StetError('egress_settings', `egress.allow: "${cidr}" has no port between 1 and 65535`)
  const list = new BlockList()
  list.addSubnet(network, width, family === 4 ? 'ipv4' : 'ipv6')
  return { list, port }
}

function readPin(host: string, to: string): Candidate {
  const parts = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(to)
  const address = parts?.[1] ?? parts?.[2] ?? ''
  const port = Number(parts?.[3])
  if (!isIP(address) || !isPort(port)) {
    throw new StetError('egress_settings', `egress.resolve: "${host}: ${to}" is not address:port`)
  }
  return { address, port }
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port > 0 && port < 65_536
}
