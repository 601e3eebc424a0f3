import type { Article, Review } from '../article.ts'
import { settle } from '../outcome.ts'

/**
 * The review of a check that failed by our own fault (a bug, a row that the ledger refuses): a miss like any other, so
 * that it is looked at again later and later, accounted for, and told to nobody.
 * @param article the article as it was taken
 */
export function faultReview(article: Article, detail: string, now: string): Review {
  const settled = settle({
    standing: article.standing,
    known: false,
    url: article.url,
    observation: { saw: 'obstacle', outcome: 'retry', state: 'our_fault', retryAfterMs: null },
    now,
  })
  return {
    outcome: settled.outcome,
    state: settled.state,
    detail,
    standing: settled.standing,
    version: null,
    technical: null,
    confirmedBy: null,
    memory: null,
    knownPage: undefined,
    changes: [],
    suppressed: [],
    alerts: [],
    nextCheckAt: new Date(Date.parse(now) + (settled.recheckInMs ?? 0)).toISOString(),
    urge: 0,
    movedTo: null,
    spent: { extractMs: 0, compareMs: 0 },
  }
}
