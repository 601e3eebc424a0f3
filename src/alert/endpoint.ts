import { createHash } from 'node:crypto'
import { z } from 'zod'
import { StetError } from '../errors.ts'

export const endpointFormat = z.enum(['stet', 'slack', 'teams', 'discord', 'email'])
export type EndpointFormat = z.infer<typeof endpointFormat>

const MAX_URL = 2_048

/**
 * Checks an endpoint's URL before anything is stored. Addresses are judged elsewhere, by the egress guard, which also
 * sees what the name resolves to.
 *
 * @param allowHttp hosts (`name` or `name:port`) that may be reached by plain http
 * @returns the canonical URL, its host, and a text that may stand in logs
 * @throws StetError `endpoint_malformed`, `endpoint_insecure`, `endpoint_credentials`; no message holds the path
 */
export function validateEndpoint(
  url: string,
  format: EndpointFormat,
  { allowHttp }: { allowHttp: readonly string[] },
): { url: string; host: string; redacted: string } {
  if (format === 'email') return validateMailbox(url)
  if (url.length > MAX_URL) throw malformed(`is ${url.length} characters long; at most ${MAX_URL} are taken`)
  if (/[\p{Cc}\s\\]/u.test(url)) throw malformed('holds a space, a backslash or a control character')
  if (!URL.canParse(url)) throw malformed('is not a URL, such as https://hooks.example/stet')
  const parsed = new URL(url)
  if (parsed.username !== '' || parsed.password !== '') {
    throw new StetError('endpoint_credentials', `endpoint at ${parsed.host} has a user or password before the host`)
  }
  if (parsed.hash !== '') throw malformed(`at ${parsed.host} has a #fragment, which is never sent`)
  if (parsed.protocol === 'http:') {
    if (!allowHttp.some((allowed) => allowed === parsed.host || allowed === parsed.hostname)) {
      throw new StetError(
        'endpoint_insecure',
        `endpoint at ${parsed.host} uses plain http; use https, or allow this host by name in deliver.allow_http`,
      )
    }
  } else if (parsed.protocol !== 'https:') {
    throw malformed(`begins with ${parsed.protocol} and must begin with https:`)
  }
  return { url: parsed.href, host: parsed.host, redacted: redactUrl(parsed.href) }
}

/** An endpoint's URL as it may stand in logs and tables: the host, and a tag that tells two of one host apart. */
export function redactUrl(url: string): string {
  const tag = createHash('sha256').update(url).digest('hex').slice(0, 6)
  if (!URL.canParse(url)) return `(no URL)#${tag}`
  const { protocol, host, pathname } = new URL(url)
  return protocol === 'mailto:' ? `mailto:…@${pathname.split('@').at(-1)}#${tag}` : `${protocol}//${host}/…#${tag}`
}

// RFC 5321 allows more; nobody's mailbox needs it, and each left-out form is one that could smuggle a header.
const MAILBOX = /^mailto:[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}$/

function validateMailbox(url: string): { url: string; host: string; redacted: string } {
  if (!MAILBOX.test(url)) throw malformed('of format email must be one mailbox, such as mailto:desk@paper.example')
  return { url, host: url.slice(url.lastIndexOf('@') + 1).toLowerCase(), redacted: redactUrl(url) }
}

function malformed(why: string): StetError {
  return new StetError('endpoint_malformed', `endpoint ${why}`)
}
