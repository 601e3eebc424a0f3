import { MAIL_TYPE, mailOf, readMailBody } from '../alert/formats/email.ts'
import type { SealKey } from '../alert/seal.ts'
import { unsubscribeUrl } from '../alert/unsubscribe.ts'
import type { AttemptResult, Frozen } from '../article.ts'
import type { Config } from '../config.ts'
import { sendMail } from '../deliver/send-mail.ts'
import { StetError } from '../errors.ts'

/** What mailing needs of the settings. @throws StetError `smtp_not_set` */
export function mailSettings({ smtp }: Config): { url: string; from: string; domain: string } {
  if (smtp.url === null || smtp.from === null) {
    throw new StetError('smtp_not_set', 'format email needs the settings smtp.url (your relay) and smtp.from')
  }
  return { url: smtp.url, from: smtp.from, domain: smtp.from.slice(smtp.from.lastIndexOf('@') + 1).replace('>', '') }
}

/** One try of a frozen mail to an endpoint's mailbox (`mailto:`). */
export async function tryMail(
  config: Config,
  endpoint: { id: string; url: string },
  { webhookId, body, contentType }: Frozen,
  { key, signal }: { key: SealKey; signal: AbortSignal },
): Promise<AttemptResult> {
  const { url, from, domain } = mailSettings(config)
  if (contentType !== MAIL_TYPE) throw new StetError('not_a_mail', `${webhookId} was made for another format`)
  const to = mailboxOf(endpoint.url)
  const { public_url: base } = config
  const unsubscribing = base === null ? null : unsubscribeUrl(base, { id: endpoint.id, mailbox: to }, key)
  const mail = mailOf({ body: readMailBody(body), webhookId, from, to, domain, unsubscribeUrl: unsubscribing })
  return sendMail({ relay: { url }, mail, signal, timeoutMs: config.deliver.timeout_ms })
}

/** The mailbox of an endpoint of format email. */
export function mailboxOf(url: string): string {
  return url.replace(/^mailto:/, '')
}
