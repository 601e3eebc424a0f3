/** Cookies of one check, forgotten after it: some sites answer 302 to themselves until the cookie comes back. */
export interface CookieJar {
  store(url: URL, setCookies: string[]): void
  /** The `cookie` header for a URL; null when there is none. */
  header(url: URL): string | null
}

/** By RFC 6265's matching of host, domain, path and Secure; no expiry but an immediate one, no public suffixes. */
export function createCookieJar(): CookieJar {
  const cookies: Cookie[] = []
  return {
    store(url, setCookies) {
      for (const text of setCookies.slice(0, MOST_COOKIES)) {
        const cookie = readCookie(text, url)
        if (!cookie) continue
        const at = cookies.findIndex(
          ({ name, domain, path }) => name === cookie.name && domain === cookie.domain && path === cookie.path,
        )
        if (at >= 0) cookies.splice(at, 1)
        if (!cookie.dead && cookies.length < MOST_COOKIES) cookies.push(cookie)
      }
    },
    header(url) {
      const fitting = cookies.filter((cookie) => fits(cookie, url))
      return fitting.length === 0 ? null : fitting.map(({ name, value }) => `${name}=${value}`).join('; ')
    },
  }
}

const MOST_COOKIES = 50
const MOST_CHARS = 4096

interface Cookie {
  name: string
  value: string
  domain: string
  hostOnly: boolean
  path: string
  secure: boolean
  dead: boolean
}

function readCookie(text: string, url: URL): Cookie | null {
  const [pair = '', ...rest] = text.split(';')
  const equals = pair.indexOf('=')
  if (equals < 1 || text.length > MOST_CHARS || !/^[\x20-\x7e\x80-\xff]*$/.test(pair)) return null
  const attributes = new Map(
    rest.map((part) => {
      const [name = '', ...value] = part.split('=')
      return [name.trim().toLowerCase(), value.join('=').trim()] as const
    }),
  )
  const domain = attributes.get('domain')?.toLowerCase().replace(/^\./, '')
  if (domain && !(isUnder(url.hostname, domain) && domain.includes('.'))) return null
  const path = attributes.get('path')
  return {
    name: pair.slice(0, equals).trim(),
    value: pair.slice(equals + 1).trim(),
    domain: domain || url.hostname,
    hostOnly: !domain,
    path: path?.startsWith('/') ? path : url.pathname.slice(0, Math.max(1, url.pathname.lastIndexOf('/'))),
    secure: attributes.has('secure'),
    dead: Number(attributes.get('max-age')) <= 0 && attributes.get('max-age') !== '',
  }
}

function fits({ domain, hostOnly, path, secure }: Cookie, url: URL): boolean {
  const host = hostOnly ? url.hostname === domain : isUnder(url.hostname, domain)
  const under = url.pathname === path || url.pathname.startsWith(path.endsWith('/') ? path : `${path}/`)
  return host && under && (!secure || url.protocol === 'https:')
}

function isUnder(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`)
}
