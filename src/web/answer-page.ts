import type { Answer } from '../alert/answer-back.ts'
import type { EventOf } from '../alert/event.ts'
import { escaped } from '../alert/html.ts'

const WORDS: Record<Answer, { button: string; said: string }> = {
  right: { button: 'It was right', said: 'it was right' },
  wrong: { button: 'It is wrong: the article does not say that', said: 'it is wrong' },
  not_news: { button: 'It is true, but no news', said: 'it is no news' },
  mute_rule: { button: 'Never again by this rule at this article', said: 'never again by this rule at this article' },
}

/** The page that an alert's link opens: what was told, and four buttons. Works without scripts; changes nothing itself. */
export function answerPage({ data }: EventOf<'article.changed'>, answer: Answer | null): string {
  const { article, changes } = data
  const text = `dir="${article.dir}"${article.lang === null ? '' : ` lang="${escaped(article.lang)}"`}`
  const rows = changes.map(
    (change) => `<li><p dir="auto">${escaped(change.reason)}</p>
<dl><dt>Was</dt><dd ${text}>${escaped(change.before ?? change.old ?? '–')}</dd>
<dt>Now</dt><dd ${text}>${escaped(change.after ?? change.new ?? '–')}</dd></dl></li>`,
  )
  const said = answer === null ? '' : `<p role="status">Noted: ${WORDS[answer].said}. You can still change it.</p>`
  const buttons = Object.entries(WORDS).map(
    ([value, { button }]) =>
      `<button name="answer" value="${value}"${value === answer ? ' aria-pressed="true"' : ''}>${button}</button>`,
  )
  return page(`<h1>Was this alert right?</h1>
<p dir="auto"><strong>${escaped(data.line)}</strong></p>
<p><a ${text} href="${escaped(webUrl(article.url))}" rel="noreferrer">${escaped(article.headline ?? article.url)}</a> · ${escaped(article.host)} · ${data.severity}</p>
${said}<form method="post">${buttons.join('\n')}</form>
<ul>${rows.join('\n')}</ul>`)
}

export function gonePage(): string {
  return page('<h1>Nothing to answer</h1><p>This link names no alert, or its article was forgotten.</p>')
}

/** A link that a browser would run is no link. */
function webUrl(url: string): string {
  return /^https?:/i.test(url) ? url : '#'
}

function page(body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>Was this alert right? – Stet</title><style>${STYLE}</style></head>
<body><main>${body}</main></body></html>
`
}

const STYLE = `:root{color-scheme:light dark}body{font:1.05rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:42rem;padding:1rem}
button{display:block;font:inherit;margin:.5rem 0;min-height:2.75rem;padding:.4rem 1rem;text-align:start;width:100%}
button[aria-pressed=true]{font-weight:bold;outline:3px solid}dt{font-size:.9rem}dd{margin:0 0 .5rem}ul{padding-inline-start:1.2rem}`
