import { readFile, stat } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import type { Explanation } from '../cli/explanation.ts'
import { asError, StetError } from '../errors.ts'
import { explain } from '../extract/extract.ts'
import { explainText } from '../extract/plain-text.ts'
import { textOf } from '../extract/text-of.ts'
import { charsetOf } from '../fetch/charset.ts'
import { named } from './check-now.ts'
import type { SiteRuleBook } from './site-rules.ts'

/** What a fetched page may have, too. */
const MOST_BYTES = 10_000_000

/** Whether what a person typed names a file rather than an article: `-` is standard input. */
export async function isFile(target: string): Promise<boolean> {
  if (target === '-') return true
  if (/^(?:https?:|\d+$)/i.test(target)) return false
  return stat(target).then(
    (found) => found.isFile(),
    () => false,
  )
}

/**
 * What is pulled out of a page or plain text on disk, by the rules of the host that `url` names; no ledger, no network.
 * @throws StetError `unreadable_file`, `bad_url`, and `too_complex` as the extraction does
 */
export async function explainFile(
  target: string,
  { url, sites }: { url: string | null; sites: SiteRuleBook },
): Promise<Explanation> {
  if (url !== null && !URL.canParse(url)) throw new StetError('bad_url', `"${url}" is no URL`)
  const bytes = await (target === '-' ? buffer(process.stdin) : readFile(target)).catch((cause) => {
    throw new StetError('unreadable_file', `${target}: ${asError(cause).message}`, { cause })
  })
  if (bytes.length > MOST_BYTES) {
    throw new StetError('unreadable_file', `${target}: ${bytes.length} bytes are more than ${MOST_BYTES}`)
  }
  const found = charsetOf(bytes, undefined)
  if (!found.ok) throw new StetError('unreadable_file', `${target}: ${found.detail}`)
  const text = textOf(bytes, found.charset)
  if (!isMarkup(text)) return { rules: null, ...explainText(text) }
  const site = sites(url === null ? '' : new URL(url).host)
  return { rules: named(site), ...explain({ html: text, url, rules: site.rules }) }
}

/** A tag that only pages have, near the beginning; Markdown may hold others. */
function isMarkup(text: string): boolean {
  return /<(?:!doctype|html|head|body|meta|article|main|div|section|h1|p)[\s>]/i.test(text.slice(0, 5_000))
}
