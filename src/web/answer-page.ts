import type { Answer } from '../alert/answer-back.ts'
import { plain } from '../alert/cut.ts'
import type { EventOf } from '../alert/event.ts'
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

/**
 * The page that an alert's link opens: what was told, and four buttons. Works without scripts; changes nothing itself.
 * @param compare where the two versions stand side by side
 */
export function answerPage({ data }: EventOf<'article.changed'>, answer: Answer | null, compare: string): string {
  const { article, changes, changes_omitted: omitted } = data
  const said =
    answer === null
      ? ''
      : `<div class="banner" role="status"><p>Noted: ${WORDS[answer].said}. You can still change it.</p></div>`
  const buttons = Object.entries(WORDS).map(
    ([value, { button }]) =>
      `<button name="answer" value="${value}"${value === answer ? ' aria-pressed="true"' : ''}>${button}</button>`,
  )
  return page({
    title: 'Was this alert right?',
    nav: [{ label: 'Side by side', href: compare }],
    body: `<div class="narrow"><p class="kicker">${escaped(article.host)}</p>
<h1>Was this alert right?</h1>
<p class="lead" dir="auto">${escaped(data.line)}</p>
<p>${severityChip(data.severity)} <span ${textOf(article)}>${escaped(plain(article.headline ?? ''))}</span><br>${address(article.url)}</p>
${said}<form method="post">${buttons.join('\n')}</form>
<h2>What it told</h2>
${foundList(changes, article, omitted > 0 ? `${omitted} more changes` : null)}</div>`,
  })
}

export function gonePage(): string {
  return sorryPage('Nothing to answer', [
    'This link names no alert, or its article was forgotten. A mail program may have cut it: open it again from the alert.',
  ])
}
