import { articleMoved, articleStanding, type LastKnown } from '../alert/article-standing.ts'
import type { StetEvent } from '../alert/event.ts'
import { flappingKey, hold, stormKey } from '../alert/hold.ts'
import { preferences } from '../alert/preferences.ts'
import { matchRoutes } from '../alert/route.ts'
import type { Change, EndpointId, Owed } from '../article.ts'
import type { Settled, StandingEvent } from '../outcome.ts'
import type { ReviewInput, Rules } from './rules.ts'

/** What only the ledger knows of the alerts before this one. */
export interface Lately {
  /** Articles of the site with the same edit within the storm's window. */
  storming: number
  /** Whether this article's flapping was told within a day. */
  flappingTold: boolean
  /** By endpoint id: when messages of the last minute went out. */
  releasedMs: Record<string, number[]>
}

/** Who is owed an event by the routes, and when each endpoint's preferences let it go out. */
export function owe(event: StetEvent, changes: Change[], rules: Rules, now: string, lately?: Lately): Owed {
  const nowMs = Date.parse(now)
  const { endpoints } = matchRoutes({ event, routes: rules.routes, mutes: rules.mutes, nowMs, changes })
  return {
    type: event.type,
    severity: event.data.severity,
    line: event.data.line,
    event,
    stormKey: stormKey(event),
    flapping: flappingKey(event) !== null,
    endpoints: (lately?.flappingTold ? [] : endpoints).map(({ endpointId }) => {
      const held = hold({
        event,
        preferences: preferences.parse(rules.preferences[endpointId] ?? {}),
        nowMs,
        storming: lately?.storming ?? 0,
        releasedMs: lately?.releasedMs[endpointId] ?? [],
      })
      return { id: endpointId as EndpointId, releaseAt: new Date(held.releaseAtMs).toISOString(), key: held.key }
    }),
  }
}

/** What is owed of a change of standing: gone, back, blocked, moved. */
export function oweStanding(input: ReviewInput, settled: Settled, detail: string | null): Owed[] {
  return settled.events.flatMap((told) => {
    const event = eventOf(told, input, settled, detail)
    return event ? [owe(event, [], input.rules, input.now)] : []
  })
}

function eventOf(told: StandingEvent, input: ReviewInput, settled: Settled, detail: string | null): StetEvent | null {
  const { article, history, rules, now } = input
  const latest = history.latest
  const last: LastKnown = {
    headline: latest?.content.headline?.text ?? null,
    lang: latest?.content.lang ?? null,
    dir: latest?.content.dir ?? 'ltr',
    lastSeenAt: latest?.lastSeenAt ?? null,
  }
  const { publicUrl } = rules
  const { since } = settled.standing
  const standing = { article, last, state: settled.state, detail, since, now, publicUrl }
  switch (told.type) {
    case 'moved':
      return articleMoved({ article, last, toUrl: told.to, now, publicUrl })
    case 'unreachable':
      // Our sight of it, not its state: `stet list` and the metrics show it, editors are not told.
      return null
    case 'restored':
      // Only what editors were told may be taken back.
      return told.from === 'retry' ? null : articleStanding({ type: 'article.restored', ...standing })
    case 'removed':
    case 'blocked':
    case 'paywalled':
    case 'unavailable_legal':
      return articleStanding({ type: `article.${told.type}`, ...standing })
  }
}
