import type { Config } from '../config.ts'
import { StetError } from '../errors.ts'
import { isPublicAddress } from '../fetch/address.ts'
import { parseTarget } from '../fetch/target.ts'

/** Parameters that only count visitors: the article is the same without them. */
const TRACKING = /^(utm_.*|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|twclid|yclid|_ga|wt_mc|xtor|cmpid|icid)$/i

/**
 * An article's URL in the one form that the ledger keeps: without fragment and tracking parameters.
 * @throws StetError `bad_url` naming what is wrong with it
 */
export function articleUrl(text: string, config: Config): { url: string; host: string } {
  const target = parseTarget(text)
  if (!target.ok) throw new StetError('bad_url', `cannot track ${JSON.stringify(text.slice(0, 200))}: ${target.detail}`)
  const { url } = target
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (/^[\d.]+$|:/.test(literal) && !isPublicAddress(literal) && config.egress.allow.length === 0) {
    throw new StetError(
      'bad_url',
      `cannot track ${url.href}: ${literal} is not a public address (egress.allow can open it)`,
    )
  }
  url.hash = ''
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name)
  return { url: url.href, host: url.host }
}
