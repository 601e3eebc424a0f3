import type { CheckDeps } from '../jobs/check-article.ts'
import type { DeliverDeps } from '../jobs/deliver.ts'
import type { Traces } from '../workers/traces.ts'

/** The same effects of a check, each as a span below the one of its article. */
export function tracedChecks(deps: CheckDeps, { span }: Traces): CheckDeps {
  const { ledger } = deps
  return {
    ...deps,
    ledger: {
      ...ledger,
      takeChecks: (visits) =>
        span('take', { 'stet.host': visits.map(({ host }) => host).join(' ') }, () => ledger.takeChecks(visits)),
      recordCheck: (record) =>
        span(
          'write',
          { 'stet.outcome': record.review.outcome },
          () => ledger.recordCheck(record),
          ({ released }) => ({
            'stet.released': released.length,
          }),
        ),
      recordUnchanged: (record) => span('write', { 'stet.outcome': 'unchanged' }, () => ledger.recordUnchanged(record)),
    },
    around: ({ article }, check) =>
      span(
        'check',
        // The address without its query, which may hold what is nobody's business.
        { 'stet.article_id': article.id, 'url.full': article.url.split('?')[0] ?? '' },
        check,
        (checked) => ({ 'stet.outcome': checked === 'cut_short' ? checked : checked.outcome }),
      ),
    fetchPage: (input) =>
      span(
        'fetch',
        {},
        () => deps.fetchPage(input),
        ({ fetched }) => {
          const status = fetched.kind === 'page' ? fetched.page.status : fetched.status
          return {
            'stet.fetched': fetched.kind === 'obstacle' ? fetched.outcome : fetched.kind,
            ...(status !== null && { 'http.response.status_code': status }),
          }
        },
      ),
    think: (input) =>
      span(
        'think',
        {},
        () => deps.think(input),
        ({ outcome, alerts, spent }) => ({
          'stet.outcome': outcome,
          'stet.alerts': alerts.length,
          'stet.extract_ms': spent.extractMs,
          'stet.compare_ms': spent.compareMs,
        }),
      ),
  }
}

/** The same effects of a delivery, each as a span below its job's. */
export function tracedDeliveries(deps: DeliverDeps, { span }: Traces): DeliverDeps {
  const { ledger } = deps
  return {
    ...deps,
    ledger: {
      ...ledger,
      takeDelivery: (id) => span('take', { 'stet.delivery_id': id }, () => ledger.takeDelivery(id)),
      freezeDelivery: (taken, frozen) =>
        span('freeze', { 'stet.webhook_id': frozen.webhookId }, () => ledger.freezeDelivery(taken, frozen)),
      endAttempt: (taken, end) => span('write', { 'stet.next': end.next.kind }, () => ledger.endAttempt(taken, end)),
    },
    attempt: (taken, frozen, signal) => {
      const { name, format } = taken.endpoint
      const about = { 'stet.delivery_id': taken.id, 'stet.endpoint': name, 'stet.format': format }
      return span(
        'send',
        { ...about, 'stet.attempt': taken.attemptNo, 'stet.webhook_id': frozen.webhookId },
        () => deps.attempt(taken, frozen, signal),
        ({ status, next }) => ({
          'stet.next': next.kind,
          ...(status !== null && { 'http.response.status_code': status }),
        }),
      )
    },
  }
}
