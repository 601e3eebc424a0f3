import { stetEvent } from '../alert/event.ts'
import { matchRoutes, mute, type Route, routeRule } from '../alert/route.ts'
import type { AlertsDeps } from '../cli/alerts.ts'
import type { AnswerCommandDeps } from '../cli/answer.ts'
import type { MuteDeps } from '../cli/mute.ts'
import type { RouteDeps } from '../cli/route.ts'
import { StetError } from '../errors.ts'
import { backtest } from '../review/backtest.ts'
import { findAlert, listAlerts } from '../store/alerts.ts'
import { findArticle } from '../store/articles.ts'
import { listEdited, loadRun } from '../store/history.ts'
import { addMute, listMutes, removeMute } from '../store/mutes.ts'
import type { Store } from '../store/open.ts'
import { changeRoute, type ListedRoute, listRoutes, noSuchRoute, removeRoute, saveRoute } from '../store/routes.ts'
import { answerAlert, labelledRows } from './answers.ts'
import type { WithLedger } from './cli-deps.ts'
import { NAME } from './endpoint-deps.ts'
import { theArticle } from './the-article.ts'

/** What a news desk says of its alerts: where they go, what is silent. */
export function deskDeps(withLedger: WithLedger): RouteDeps & MuteDeps & AlertsDeps & AnswerCommandDeps {
  return {
    listAlerts: ({ article, limit }) =>
      withLedger(async ({ store, config }) => {
        if (article === undefined) return listAlerts(store.pool, { limit })
        return listAlerts(store.pool, { articleId: (await theArticle(store, article, config)).id, limit })
      }),
    answerAlert: (alert, answer) => withLedger(({ store }) => answerAlert(store, alert, answer)),
    exportAnswers: (row) =>
      withLedger(async ({ store }) => {
        for await (const one of labelledRows(store)) row(one)
      }),
    addRoute: ({ name, rule, endpoints, replace }) =>
      withLedger(async ({ store }) => {
        if (!NAME.test(name))
          throw new StetError('route_name', `"${name}" is no name: letters, digits, space, dot, dash`)
        const parsed = checkedRule(rule)
        await saveRoute(store.pool, { name, rule: parsed, endpoints, replace })
        const others = (await listRoutes(store.pool)).filter(
          (other) => other.name !== name && endpoints.some((to) => other.endpoints.some((one) => one.name === to)),
        )
        return others
          .filter((other) => Object.keys(routeRule.parse(other.rule)).length === 0)
          .map((other) => other.name)
      }),
    listRoutes: () =>
      withLedger(async ({ store }) =>
        (await listRoutes(store.pool)).map((one) => ({
          name: one.name,
          rule: routeRule.parse(one.rule),
          endpoints: one.endpoints.map(({ name, disabled }) => ({ name, disabled })),
        })),
      ),
    removeRoute: (name) => withLedger(({ store }) => removeRoute(store.pool, name)),
    snoozeRoute: (name, until) =>
      withLedger(({ store }) =>
        changeRoute(store.pool, name, (stored) => {
          const { snoozed_until: _, ...rule } = routeRule.parse(stored)
          return until === null ? rule : { ...rule, snoozed_until: until }
        }),
      ),
    muteRoute: (name, muted) =>
      withLedger(({ store }) =>
        changeRoute(store.pool, name, (stored) => {
          const { muted: _, ...rule } = routeRule.parse(stored)
          return muted ? { ...rule, muted } : rule
        }),
      ),
    explainAlert: (wanted) =>
      withLedger(async ({ store }) => {
        const alert = await findAlert(store.pool, wanted)
        const event = stetEvent.parse(alert.event)
        const stored = await listRoutes(store.pool)
        const asks = { event, routes: stored.map(toRoute), mutes: await mutesOf(store), nowMs: Date.now() }
        const { explained } = matchRoutes(alert.changes.length > 0 ? { ...asks, changes: alert.changes } : asks)
        const routes = explained.map(({ routeId, ...one }) => ({
          ...one,
          endpoints: stored.find(({ id }) => id === routeId)?.endpoints.map(({ name }) => name) ?? [],
        }))
        return { id: alert.id, line: event.data.line, foundAt: alert.foundAt, routes }
      }),
    testRoute: (name, since, weights) => withLedger(({ store }) => testRoute(store, name, since, weights)),
    addMute: (wanted) =>
      withLedger(async ({ store, config }) => {
        const { article, ...rest } = wanted
        const id = article === undefined ? {} : { article: (await theArticle(store, article, config)).id }
        const parsed = mute.parse({ ...rest, ...(rest.host && { host: rest.host.toLowerCase() }), ...id })
        return { id: await addMute(store.pool, parsed), mute: parsed }
      }),
    listMutes: () =>
      withLedger(async ({ store }) =>
        (await listMutes(store.pool)).map((one) => ({ ...one, mute: mute.parse(one.mute) })),
      ),
    removeMute: (id) =>
      withLedger(async ({ store }) => {
        if (!(await removeMute(store.pool, id))) {
          throw new StetError('no_such_mute', `there is no mute ${id} (stet mute list shows them)`)
        }
      }),
  }
}

function checkedRule(rule: unknown) {
  const parsed = routeRule.safeParse(rule)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new StetError('route_malformed', `the route is wrong: ${faults.join('; ')}`)
}

function toRoute({ id, name, rule, endpoints }: ListedRoute): Route {
  return { id, name, rule: routeRule.parse(rule), endpointIds: endpoints.map((one) => one.id) }
}

async function mutesOf(store: Store) {
  return (await listMutes(store.pool)).map((one) => mute.parse(one.mute))
}

/** One article at a time, so that a year of a large desk fits into memory. */
async function testRoute(store: Store, name: string, since: string, weights: Record<string, number>) {
  const stored = (await listRoutes(store.pool)).find((route) => route.name === name)
  if (!stored) throw noSuchRoute(name)
  // The question is what it would send when it speaks.
  const { muted: _, snoozed_until: __, ...rule } = routeRule.parse(stored.rule)
  const route = { ...toRoute(stored), rule }
  const mutes = await mutesOf(store)
  const now = new Date().toISOString()
  const told: Awaited<ReturnType<RouteDeps['testRoute']>> = { edits: 0, articles: 0, alerts: 0, sent: [] }
  for (const id of await listEdited(store.pool, since)) {
    const article = await findArticle(store.pool, id)
    if (!article) continue
    const run = await loadRun(store.pool, id, since)
    const { edits, alerts } = backtest({ article, ...run, route, mutes, weights, now })
    told.articles++
    told.edits += edits
    told.alerts += alerts.length
    for (const { event, matched, reason } of alerts) {
      if (!matched) continue
      const { severity, line, found_at: foundAt } = event.data
      told.sent.push({ foundAt, severity, line, article: article.url, reason })
    }
  }
  told.sent.sort((a, b) => (a.foundAt < b.foundAt ? -1 : 1))
  return told
}
