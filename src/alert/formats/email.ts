import { z } from 'zod'
import type { Severity } from '../../article.ts'
import { type Card, cardOf, DETAILS } from '../card.ts'
import { cut, plain } from '../cut.ts'
import { escaped } from '../html.ts'
import { isolated } from '../inert.ts'
import { type Run, runsText } from '../marks.ts'
import { headlineOf, type Message, type Rendered, summaryLine, worstFirst } from '../message.ts'
import { threadKey } from '../thread.ts'

/** Gmail folds away what goes beyond 102 kB of HTML. */
const MAX_HTML = 90_000
/** RFC 5322 allows 998; phones show about 70. */
const MAX_SUBJECT = 150
/** Of these for what happened. */
const MAX_LINE = 95

const mailBody = z.object({
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  thread: z
    .string()
    .nullable()
    .describe('the article; null for several or none. Mails of one thread refer to one another'),
})
/** A frozen e-mail; its envelope (sender, receiver, ids) is put around it at each try by `mailOf`. */
export type MailBody = z.infer<typeof mailBody>

/** A frozen e-mail as the ledger holds it. */
export function readMailBody(body: string): MailBody {
  return mailBody.parse(JSON.parse(body))
}

export const MAIL_TYPE = 'application/vnd.stet.mail+json'

/** An e-mail as plain text and as HTML, old and new side by side. */
export function renderEmail(message: Message): Rendered {
  const severity = worstFirst(message.events)[0]?.data.severity ?? 'none'
  const subject = subjectOf(message, severity)
  const threads = new Set(message.events.map(threadKey))
  const [thread = null] = threads.size === 1 ? threads : []
  for (const detail of DETAILS) {
    const kept = new Set(worstFirst(message.events).slice(0, detail.events))
    const cards = message.events.filter((event) => kept.has(event)).map((event) => cardOf(event, detail))
    const left = message.events.length - cards.length
    const html = htmlOf(cards, left, subject)
    if (Buffer.byteLength(html) > MAX_HTML) continue
    const mail: MailBody = { subject, text: textOf(cards, left), html, thread }
    return { contentType: MAIL_TYPE, body: JSON.stringify(mail) }
  }
  const bare: MailBody = { subject, text: subject, html: `<p>${escaped(subject)}</p>`, thread }
  return { contentType: MAIL_TYPE, body: JSON.stringify(bare) }
}

/** How grave, what happened, and to which article: an inbox shows nothing else. */
function subjectOf(message: Message, severity: Severity): string {
  const headline = headlineOf(message)
  const said = `${severity.toUpperCase()}: ${plain(summaryLine(message))}`
  if (headline === null) return cut(said, MAX_SUBJECT)
  const line = cut(said, MAX_LINE)
  return `${line} · ${cut(plain(headline), MAX_SUBJECT - line.length - 3)}`
}

/**
 * The mail as nodemailer takes it. One-click unsubscribing is RFC 8058, which wants https; Auto-Submitted (RFC 3834) stops
 * auto-replies.
 * @param sent.unsubscribeUrl where this mailbox stops its mails; null where there are no pages: then by a mail to the sender
 */
export function mailOf(sent: {
  body: MailBody
  webhookId: string
  from: string
  to: string
  /** The domain of message ids. */
  domain: string
  unsubscribeUrl: string | null
}) {
  const { body, domain, unsubscribeUrl } = sent
  const mailbox = /<([^<>]+)>\s*$/.exec(sent.from)?.[1] ?? sent.from
  const root = body.thread === null ? null : `<thread.${encodeURIComponent(body.thread)}@${domain}>`
  const byMail = `<mailto:${mailbox}?subject=unsubscribe>`
  const url = unsubscribeUrl === null ? null : new URL(unsubscribeUrl).href
  return {
    from: sent.from,
    to: sent.to,
    subject: body.subject,
    text: url === null ? body.text : `${body.text}\n\n-- \nTo stop these mails: ${url}\n`,
    html: url === null ? body.html : body.html.replace('</body>', () => `${stopLine(url)}</body>`),
    messageId: `<${sent.webhookId}@${domain}>`,
    ...(root !== null && { references: root, inReplyTo: root }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'List-Id': `Stet <stet.${domain}>`,
      'List-Unsubscribe': url === null ? byMail : `<${url}>, ${byMail}`,
      ...(url?.startsWith('https:') && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
  }
}

function stopLine(url: string): string {
  return `<p><small><a href="${escaped(url)}">Stop these mails</a></small></p>`
}

function textOf(cards: readonly Card[], left: number): string {
  const parts = cards.map((card) => {
    const rows = card.rows.map((row) =>
      [
        `${row.label}: ${isolated(row.reason)}`,
        `  Was: ${isolated(bracketed(row.before)) || 'nothing'}`,
        `  Now: ${isolated(bracketed(row.after)) || 'nothing'}`,
      ].join('\n'),
    )
    const head = [isolated(card.title), card.url ?? card.host, `${card.severity}: ${isolated(card.line)}`].join('\n')
    const links = card.links.map((link) => `${link.label}: ${link.url}`)
    const more = card.more > 0 ? [`${card.more} more changes`] : []
    const foot = [card.facts.join(' · '), ...links].join('\n')
    return [head, ...rows, ...more, foot].join('\n\n')
  })
  return [...parts, ...(left > 0 ? [`and ${left} more`] : [])].join('\n\n----\n\n')
}

/** Changed words in brackets, for plain text. */
function bracketed(runs: readonly Run[]): string {
  if (runs.every((run) => run.changed)) return runsText(runs)
  return runs.map((run) => (run.changed && run.text.trim() !== '' ? `[${run.text}]` : run.text)).join('')
}

function htmlOf(cards: readonly Card[], left: number, subject: string): string {
  const more = left > 0 ? `<p>and ${left} more</p>` : ''
  return `<!doctype html><html><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body style="${PAGE}">${cards.map(section).join('<hr>')}${more}</body></html>`
}

const PAGE = 'font-family:sans-serif;font-size:15px;line-height:1.45;color:#1b1b1b;background:#ffffff;max-width:46em'
const CELL = 'vertical-align:top;width:50%;padding:6px 10px;border:1px solid #d5d5d5'
// Both colours are set: a mail program that turns the page dark must not leave dark words on dark marks.
const OLD = 'background:#fbe0dc;color:#7a1610;text-decoration:line-through'
const NEW = 'background:#d9f0dc;color:#0f4d24;text-decoration:underline;font-weight:bold'
const H2 = 'font-size:19px;line-height:1.25;margin:18px 0 4px'
const H3 = 'font-size:15px;margin:16px 0 2px'
const LINE = 'margin:4px 0'

function section(card: Card): string {
  const set = `dir="${card.dir}"${card.lang === null ? '' : ` lang="${escaped(card.lang)}"`}`
  const title = `<span ${set}>${escaped(card.title)}</span>`
  const linked = card.url === null ? title : `<a href="${escaped(card.url)}">${title}</a>`
  const rows = card.rows.map(
    (row) =>
      `<h3 style="${H3}">${escaped(row.label)}</h3><p style="${LINE}" dir="auto">${escaped(row.reason)}</p><table role="presentation" style="border-collapse:collapse;width:100%"><tr><td style="${CELL}"><small>Was</small><div ${set}>${marked(row.before, 'del', OLD)}</div></td><td style="${CELL}"><small>Now</small><div ${set}>${marked(row.after, 'ins', NEW)}</div></td></tr></table>`,
  )
  const links = card.links.map((link) => `<a href="${escaped(link.url)}">${escaped(link.label)}</a>`)
  const more = card.more > 0 ? [`${card.more} more changes`] : []
  const foot = [...card.facts.map(escaped), ...more, ...links].join(' · ')
  return `<h2 style="${H2}">${linked}</h2><p style="${LINE}">${escaped(card.host)} · <b>${card.severity}</b><br><b dir="auto">${escaped(card.line)}</b></p>${rows.join('')}<p style="margin:14px 0"><small>${foot}</small></p>`
}

function marked(runs: readonly Run[], tag: 'del' | 'ins', style: string): string {
  if (runs.length === 0) return '<i>nothing</i>'
  return runs
    .map((run) => (run.changed ? `<${tag} style="${style}">${escaped(run.text)}</${tag}>` : escaped(run.text)))
    .join('')
}
