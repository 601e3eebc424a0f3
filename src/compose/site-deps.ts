import { factorsOf, readHabits } from '../cadence/habits.ts'
import type { SiteChange, SiteDeps } from '../cli/site.ts'
import type { Config } from '../config.ts'
import { StetError } from '../errors.ts'
import { byHost } from '../fetch/by-host.ts'
import { readHostState } from '../fetch/politeness.ts'
import type { RobotsCopy } from '../fetch/robots-access.ts'
import { readHealth, resumeSite } from '../store/health.ts'
import { findSite, type KnownSite, meetAnew, setSite } from '../store/sites.ts'
import type { WithLedger } from './cli-deps.ts'
import { furnitureAt, setFurniture } from './furniture.ts'

/** What `stet site` shows and sets. */
export function siteDeps(withLedger: WithLedger): SiteDeps {
  return {
    site: (host, change) =>
      withLedger(async ({ store, config, log }) => {
        if (!URL.canParse(`http://${host}/`) || new URL(`http://${host}/`).host !== host) {
          throw new StetError('bad_host', `"${host}" is no host as it stands in a URL, such as news.example`)
        }
        const before = await findSite(store.pool, host)
        const { release, quarantine, resume, anew, ...own } = change
        const changes = Object.keys(own).length > 0
        if (!before && !changes) throw new StetError('no_such_site', `nothing is known of ${host}`)
        if (changes) {
          await setSite(store.pool, host, settingsAfter(before, own))
          const { headers = {}, ...plain } = own
          log.warn({ host, ...plain, headers: Object.keys(headers) }, 'site set by the operator')
        }
        if (anew) {
          await meetAnew(store.pool, host)
          log.warn({ host }, 'what was known of a site is forgotten by its operator')
        }
        const now = new Date().toISOString()
        if (release) await setFurniture({ store, log }, { host, key: release, again: false, now })
        if (quarantine) await setFurniture({ store, log }, { host, key: quarantine, again: true, now })
        if (resume) {
          if (!(await resumeSite(store.pool, host, resume))) {
            throw new StetError('not_broken', `${host} is not broken: there is nothing to resume`)
          }
          log.warn({ host, resume }, 'broken site resumed by the operator')
        }
        const site = await findSite(store.pool, host)
        if (!site) throw new StetError('no_such_site', `nothing is known of ${host}`)
        const health = await readHealth(store.pool, { host, hours: 24 })
        return { ...shown(site, config), health, furniture: await furnitureAt(store, host, now) }
      }),
  }
}

function settingsAfter(site: KnownSite | null, { gapMs, ignoreRobots, dayRequests, headers = {} }: SiteChange) {
  const { headers: before = {}, dayRequests: known = null, ...rest } = site?.settings ?? {}
  const after = Object.fromEntries(Object.entries({ ...before, ...headers }).filter(([, value]) => value !== ''))
  const requests = dayRequests === undefined ? known : dayRequests
  const settings = {
    ...rest,
    ...(ignoreRobots !== undefined && { ignoreRobots }),
    ...(requests !== null && { dayRequests: requests }),
    ...(Object.keys(after).length > 0 && { headers: after }),
  }
  return { gapMs: gapMs === undefined ? (site?.gapMs ?? null) : gapMs, settings }
}

function shown(site: KnownSite, { politeness, egress }: Config) {
  const { host, articles, due, resting, standings, checksOfDay, openAt, busyUntil, brokenAt, settings } = site
  return {
    ...{ host, articles, due, resting, standings, checksOfDay, openAt, busyUntil, brokenAt },
    requestsPerDay: settings.dayRequests ?? politeness.day_requests,
    ownRequests: settings.dayRequests !== undefined,
    proxy: proxyOf(host, egress.proxies),
    gapMs: site.gapMs ?? politeness.gap_ms,
    ownGap: site.gapMs !== null,
    politeness: politenessOf(site),
    robots: robotsOf(site),
    ignoresRobots: settings.ignoreRobots === true,
    headers: Object.keys(settings.headers ?? {}),
    habits: habitsOf(site),
    trouble: site.trouble ?? null,
  }
}

function proxyOf(host: string, proxies: Record<string, string>): string | null {
  const url = byHost(new Map(Object.entries(proxies)), new URL(`http://${host}/`).hostname)
  return url === undefined ? null : new URL(url).origin
}

function politenessOf({ politeness }: KnownSite): string[] {
  if (politeness === null) return ['never asked']
  const state = readHostState(politeness)
  return [
    state.closedUntil === null ? null : `no request before ${state.closedUntil}: it failed or asked for patience`,
    state.failures > 0 ? `${state.failures} failures in a row` : null,
    state.slowdown > 1 ? `slowed ${state.slowdown.toFixed(1)} times after answers of 429 or 503` : null,
    state.latencyMs === null
      ? null
      : `answers in ${Math.round(state.latencyMs)} ms; left alone at least five times as long`,
    `${state.requests} requests on ${state.day}`,
  ].filter((line) => line !== null)
}

function robotsOf({ robots }: KnownSite): string {
  // The ledger holds what fetch/robots-access.ts stored there.
  const copy = robots as RobotsCopy | null
  if (copy === null) return 'not read yet'
  const says = { rules: 'has rules', all: 'none, all is open', none: 'not to be had, all is closed' }[copy.access]
  return `${says} (${copy.detail}), asked ${copy.fetchedAt.slice(0, 16)}Z, again after ${copy.expiresAt.slice(0, 16)}Z`
}

function habitsOf({ habits }: KnownSite): string {
  const known = readHabits(habits)
  const factors = factorsOf(known)
  if (known === null || factors === null) return 'none learnt yet'
  const edits = known.base.seen[0] ?? 0
  const busiest = factors.hour.indexOf(Math.max(...factors.hour))
  return `${edits.toFixed(0)} edits seen, ${factors.base.toFixed(1)} times as many as elsewhere; busiest at ${busiest}:00 UTC`
}
