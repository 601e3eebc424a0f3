import type { Config } from '../config.ts'
import { StetError } from '../errors.ts'
import { parseTarget } from '../fetch/target.ts'
import { plainAddress } from '../outcome/address.ts'
import { literalObjection } from './literal.ts'

/**
 * An article's URL in the one form that the ledger keeps: without fragment and tracking parameters.
 * @param doing what it is for, as the error says it
 * @throws StetError `bad_url` naming what is wrong with it
 */
export function articleUrl(text: string, config: Config, doing = 'track'): { url: string; host: string } {
  const target = parseTarget(text)
  if (!target.ok)
    throw new StetError(
      'bad_url',
      `cannot ${doing} ${JSON.stringify(text.slice(0, 200).replace(/\/\/[^/@]*@/, '//…@'))}: ${target.detail}`,
    )
  const { url } = target
  const objection = literalObjection(url, 'page', config)
  if (objection !== null) throw new StetError('bad_url', `cannot ${doing} ${url.href}: ${objection}`)
  return { url: plainAddress(url.href), host: url.host }
}
