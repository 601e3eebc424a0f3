import type { Answer } from '../alert/answer-back.ts'
import { plain } from '../alert/cut.ts'
import type { ArticleEvent, EventOf } from '../alert/event.ts'
import { escaped } from '../alert/html.ts'
import { foundList } from './found.ts'
import { page, sorryPage } from './page.ts'
import { address, severityChip, textOf } from './phrases.ts'

const WORDS: Record<Answer, { button: string; said: string }> = {
  right: { button: 'It was right', said: 'it was right' },
  wrong: { button: 'It is wrong: the article does not say that', said: 'it is wrong' },
  not_news: { button: 'It is true, but no news', said: 'it is no news' },
  mute_rule: { button: 'Never again by this rule at this article', said: 'never again by this rule at this article' },
}

/** What can be said of an event: only a change was raised by a rule that can be silenced. */
export function answersTo({ type }: ArticleEvent): Answer[] {
  return type === 'article.changed' ? ['right', 'wrong', 'not_news', 'mute_rule'] : ['right', 'wrong', 'not_news']
}

/**
 * The page that an alert's link opens: what was told, and a button for each answer. Works without scripts; changes nothing
 * itself.
 * @param more where the article is read on
 */
export function answerPage(event: ArticleEvent, answer: Answer | null, more: { label: string; href: string }): string {
  const { data } = event
  const { article } = data
  const said =
    answer === null
      ? ''
      : `<div class="banner" role="status"><p>Noted: ${WORDS[answer].said}. You can still change it.</p></div>`
  const buttons = answersTo(event).map(
    (value) =>
      `<button name="answer" value="${value}"${value === answer ? ' aria-pressed="true"' : ''}>${WORDS[value].button}</button>`,
  )
  return page({
    title: 'Was this alert right?',
    nav: [more],
    body: `<div class="narrow"><p class="kicker">${escaped(article.host)}</p>
<h1>Was this alert right?</h1>
<p class="lead" dir="auto">${escaped(data.line)}</p>
<p>${severityChip(data.severity)} <span ${textOf(article)}>${escaped(plain(article.headline ?? ''))}</span><br>${address(article.url)}</p>
${said}<form method="post">${buttons.join('\n')}</form>${event.type === 'article.changed' ? told(event) : ''}</div>`,
  })
}

function told({ data: { article, changes, changes_omitted: omitted } }: EventOf<'article.changed'>): string {
  const left = omitted > 0 ? `${omitted} more changes` : null
  return `\n<h2>What it told</h2>\n${foundList(changes, article, left)}`
}

export function gonePage(): string {
  return sorryPage('Nothing to answer', [
    'This link names no alert, or its article was forgotten. A mail program may have cut it: open it again from the alert.',
  ])
}
