import type { EgressPurpose } from './egress.ts'

export type Target = { ok: true; url: URL; port: number } | { ok: false; detail: string }

/**
 * A URL that a user, a page or a redirect named, judged by its text alone: one parser (WHATWG), only absolute
 * http and https, no user information, no control characters and no backslashes (parsers disagree on both).
 * Which addresses and ports it may reach is the guard's to say.
 */
export function parseTarget(text: string): Target {
  const refuse = (why: string): Target => ({ ok: false, detail: `${why}: ${shown(text)}` })
  if (text.length > MAX_URL_LENGTH) return refuse(`URL is longer than ${MAX_URL_LENGTH} characters`)
  if (CONTROL.test(text)) return refuse('URL holds control characters')
  if (text.includes('\\')) return refuse('URL holds a backslash')
  if (!/^https?:\/\/[^/]/i.test(text)) return refuse('not an absolute http or https URL')
  const url = URL.parse(text)
  if (url === null) return refuse('not a valid URL')
  if (url.username !== '' || url.password !== '') {
    return { ok: false, detail: `URL holds user information, host ${url.hostname}` }
  }
  const port = url.port === '' ? DEFAULT_PORT[url.protocol] : Number(url.port)
  if (port === undefined || port === 0) return refuse('URL has no usable port')
  if (url.hash !== '') url.hash = ''
  return { ok: true, url, port }
}

/** Ports that need no entry in `egress.allow`. */
export function isWebPort(port: number, protocol: string, purpose: EgressPurpose): boolean {
  if (purpose === 'webhook') return protocol === 'https:' && port === 443
  return PAGE_PORTS.has(port)
}

const MAX_URL_LENGTH = 8192
const DEFAULT_PORT: Record<string, number> = { 'http:': 80, 'https:': 443 }
const PAGE_PORTS = new Set([80, 443, 8080, 8443])
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/

function shown(text: string): string {
  return JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text)
}
