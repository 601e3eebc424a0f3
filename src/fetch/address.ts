import { BlockList, isIP } from 'node:net'

/**
 * Whether an address may be dialled without the operator's say-so.
 *
 * IPv4: everything but the special-purpose registry (RFC 6890 and its updates) and Azure's WireServer, which lies
 * in public space. IPv6: global unicast (2000::/3) without the parts that are special or that carry an IPv4
 * address, so that NAT64, ULA, link-local, site-local, SRv6 and IPv4-compatible forms need no entry of their own;
 * `::ffff:0:0/96` is unwrapped and judged as IPv4. Checked against the 118 literals of the SSRF corpus.
 * Anything that is not an address is not public.
 */
export function isPublicAddress(address: string): boolean {
  const plain = unmapped(address)
  switch (isIP(plain)) {
    case 4:
      return !SPECIAL_V4.check(plain, 'ipv4')
    case 6:
      return GLOBAL_V6.check(plain, 'ipv6') && !SPECIAL_V6.check(plain, 'ipv6')
    default:
      return false
  }
}

/** The address in one spelling: IPv4-mapped IPv6 as the IPv4 address it stands for, all else as the URL parser writes it. */
export function unmapped(address: string): string {
  if (isIP(address) !== 6 || address.includes('%')) return address
  const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1)
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical)
  if (!mapped) return canonical
  const high = Number.parseInt(mapped[1] ?? '', 16)
  const low = Number.parseInt(mapped[2] ?? '', 16)
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

const SPECIAL_V4 = blockList('ipv4', [
  '0.0.0.0/8', // this network; connects to loopback on Linux
  '10.0.0.0/8',
  '100.64.0.0/10', // carrier-grade NAT
  '127.0.0.0/8',
  '168.63.129.16/32', // Azure WireServer
  '169.254.0.0/16', // link-local, cloud metadata
  '172.16.0.0/12',
  '192.0.0.0/24', // IETF assignments, Oracle metadata
  '192.0.2.0/24', // documentation
  '192.31.196.0/24', // AS112
  '192.52.193.0/24', // AMT
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16',
  '192.175.48.0/24', // AS112
  '198.18.0.0/15', // benchmarking
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, broadcast
])

const GLOBAL_V6 = blockList('ipv6', ['2000::/3'])

const SPECIAL_V6 = blockList('ipv6', [
  '2001::/23', // IETF assignments: Teredo, ORCHID, benchmarking
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4 carries an IPv4 address
  '3fff::/20', // documentation
])

function blockList(family: 'ipv4' | 'ipv6', ranges: string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [network = '', bits = ''] = range.split('/')
    list.addSubnet(network, Number(bits), family)
  }
  return list
}
