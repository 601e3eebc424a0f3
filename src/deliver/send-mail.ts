import { createTransport } from 'nodemailer'
import type { AttemptResult } from '../article.ts'

/** The operator's relay. The password in it is a secret. */
export interface Relay {
  /** smtp: (STARTTLS where the relay offers it, demanded where a password is sent) or smtps: */
  url: string
}

/** A mail as nodemailer takes it. */
export interface Mail {
  from: string
  to: string
  subject: string
  text: string
  html: string
  messageId: string
  references?: string
  inReplyTo?: string
  headers: Record<string, string>
}

/**
 * One try of a mail through the operator's relay; throws for nothing that the relay does. `status` is the reply code of
 * SMTP (RFC 5321). The relay's address is a setting, no user or page can name it: the egress guard is not asked.
 */
export async function sendMail(told: {
  relay: Relay
  mail: Mail
  signal: AbortSignal
  timeoutMs: number
}): Promise<AttemptResult> {
  const { relay, mail, signal, timeoutMs } = told
  const startedAt = performance.now()
  const transport = createTransport({ ...relayOf(relay.url), ...timeouts(timeoutMs), ...SHUT })
  const over = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
  const done = (result: Pick<AttemptResult, 'status' | 'answer' | 'error'>): AttemptResult => ({
    headers: {},
    tookMs: performance.now() - startedAt,
    ...result,
  })
  let giveUp = () => {}
  const cut = new Promise<never>((_, reject) => {
    giveUp = () => reject(new Error('no answer in time'))
    over.addEventListener('abort', giveUp, { once: true })
    if (over.aborted) giveUp()
  })
  try {
    const { response } = await Promise.race([transport.sendMail(mail), cut])
    return done({ status: codeOf(response) ?? 250, answer: readable(response), error: null })
  } catch (thrown) {
    if (signal.aborted) return done({ status: null, answer: '', error: { code: 'aborted', detail: 'cut short' } })
    return done(failureOf(thrown, over.aborted))
  } finally {
    over.removeEventListener('abort', giveUp)
    transport.close()
  }
}

/**
 * Goes to the relay as a mail would, and leaves without one.
 * @throws Error with the relay's words when it does not answer or refuses us
 */
export async function greetRelay({ url }: Relay, timeoutMs: number): Promise<string> {
  const transport = createTransport({ ...relayOf(url), ...timeouts(timeoutMs), ...SHUT })
  try {
    await transport.verify()
    return `${new URL(url).host} answers`
  } finally {
    transport.close()
  }
}

/** Mails are made here alone: nothing in them may make the mailer read a file or ask a URL. */
const SHUT = { disableFileAccess: true, disableUrlAccess: true }

function relayOf(url: string) {
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  const auth = { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    // A password never crosses the wire in the open.
    ...(username !== '' && { auth, requireTLS: !secure }),
  }
}

function timeouts(ms: number) {
  return { connectionTimeout: ms, greetingTimeout: ms, socketTimeout: ms, dnsTimeout: ms }
}

function failureOf(thrown: unknown, late: boolean): Pick<AttemptResult, 'status' | 'answer' | 'error'> {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const response = 'response' in error && typeof error.response === 'string' ? error.response : ''
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'EUNKNOWN'
  const status = codeOf(response)
  // A wrong password is the operator's to mend: no verdict of the relay on this mail.
  if (code === 'EAUTH')
    return {
      status: null,
      answer: readable(response),
      error: { code: 'smtp_auth', detail: 'the relay refused user or password' },
    }
  if (status !== null) return { status, answer: readable(response), error: null }
  const word = late ? 'timeout' : `smtp_${code.replace(/^E/, '').toLowerCase()}`
  return { status: null, answer: '', error: { code: word, detail: readable(error.message) } }
}

function codeOf(response: string): number | null {
  const code = /^(\d{3})[ -]/.exec(response)?.[1]
  return code === undefined ? null : Number(code)
}

const ANSWER_CHARS = 2_000

function readable(text: string): string {
  return text.slice(0, ANSWER_CHARS).replace(/[^\P{Cc}\t\n]/gu, '')
}
