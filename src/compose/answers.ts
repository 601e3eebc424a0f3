import { type Answer, answer as answerSchema, eventOfToken } from '../alert/answer-back.ts'
import { type ArticleEvent, stetEvent } from '../alert/event.ts'
import { type LabelledRow, labelledRow } from '../alert/labelled-row.ts'
import type { Mute } from '../alert/route.ts'
import type { SealKey } from '../alert/seal.ts'
import { StetError } from '../errors.ts'
import { findAlert } from '../store/alerts.ts'
import { eachAnswer, readAnswer, saveAnswer } from '../store/answers.ts'
import { loadVersion } from '../store/history.ts'
import { addMute } from '../store/mutes.ts'
import type { Store } from '../store/open.ts'
import type { AnswerDeps } from '../web/answer.ts'

/**
 * Keeps what an editor says of an alert. "Mute" also silences the rule of its worst change at its article.
 * @param wanted the alert's number or its event's id
 * @throws StetError `no_such_alert`, `alert_forgotten`, `not_mutable` for an alert that no rule raised
 */
export async function answerAlert(
  store: Store,
  wanted: string,
  answer: Answer,
): Promise<{ id: string; line: string; mute: { id: string; mute: Mute } | null }> {
  const alert = await findAlert(store.pool, wanted)
  const event = stetEvent.parse(alert.event)
  const mute = answer === 'mute_rule' ? muteOf(event, wanted) : null
  const muteId = mute && (await addMute(store.pool, mute))
  await saveAnswer(store.pool, alert.id, answer)
  return { id: alert.id, line: event.data.line, mute: mute && muteId ? { id: muteId, mute } : null }
}

function muteOf(event: ReturnType<typeof stetEvent.parse>, wanted: string): Mute {
  const rule = event.type === 'article.changed' ? event.data.changes[0]?.rule : undefined
  if (event.type !== 'article.changed' || rule === undefined) {
    throw new StetError(
      'not_mutable',
      `alert ${wanted} (${event.type}) was raised by no rule of comparison: there is nothing to mute`,
    )
  }
  return { article: event.data.article.id, rule }
}

/** The answers as labelled revisions; those whose versions are gone are left out. */
export async function* labelledRows(store: Store): AsyncGenerator<LabelledRow> {
  for await (const { articleId, event: stored, answer } of eachAnswer(store.pool)) {
    const event = stetEvent.parse(stored)
    if (articleId === null || event.type !== 'article.changed') continue
    const [from, to] = await Promise.all([
      loadVersion(store.pool, articleId, event.data.from.no),
      loadVersion(store.pool, articleId, event.data.to.no),
    ])
    if (!from || !to) continue
    yield labelledRow({ event, from: from.content, to: to.content, answer: answerSchema.parse(answer) })
  }
}

/** What the page behind an alert's link may ask of the ledger: of the alert that its token names, and no other. */
export function answerDeps(
  store: Store,
  keys: readonly SealKey[],
  /** The key to an article's pages in a link made at a time. */
  pageKey: (articleId: string, madeAtMs: number) => string | null,
): AnswerDeps {
  return {
    async find(token) {
      const eventId = eventOfToken(token, keys)
      const alert = eventId === null ? null : await found(store, eventId)
      if (!alert) return null
      const answer = answerSchema.nullable().parse(await readAnswer(store.pool, alert.id))
      const { event } = alert
      // As old as the alert: an answer's link must not make the pages' links live for ever.
      return { event, answer, key: pageKey(event.data.article.id, Date.parse(event.timestamp)) }
    },
    async give(token, answer) {
      const eventId = eventOfToken(token, keys)
      if (eventId !== null) await answerAlert(store, eventId, answer)
    },
  }
}

async function found(store: Store, eventId: string): Promise<{ id: string; event: ArticleEvent } | null> {
  try {
    const { id, event: stored } = await findAlert(store.pool, eventId)
    const event = stetEvent.parse(stored)
    return 'article' in event.data ? { id, event: event as ArticleEvent } : null
  } catch (error) {
    if (error instanceof StetError && ['no_such_alert', 'alert_forgotten'].includes(error.code)) return null
    throw error
  }
}
