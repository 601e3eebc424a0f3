import { z } from 'zod'
import type { Site, Taken, TakenSource } from '../article.ts'
import { readHabits } from '../cadence/habits.ts'
import { type CheckSeen, habitsAfter } from '../cadence.ts'
import { StetError } from '../errors.ts'
import { type CheckDeps, checkArticle } from './check-article.ts'
import { defineJob } from './job.ts'

/** After this no further article is begun, so that the last one ends well within the lease. */
const VISIT_MS = 60_000

/** What a visit does with sources: the host's feeds and sitemaps, each one request like an article's. */
export interface SourceDeps {
  take(batch: { host: string; sourceIds: string[] }): Promise<{ site: Site; sources: TakenSource[] } | null>
  /** One look, recorded; 'cut_short' by shutdown. Fails only where the ledger is away. */
  look(input: {
    source: TakenSource
    site: Site
    signal: AbortSignal
  }): Promise<{ outcome: string; site: Site } | 'cut_short'>
}

type Deps = CheckDeps & { sources: SourceDeps }

/** A host with its articles and sources that are due, and where those are few articles other such hosts beside it. */
export interface CheckSitePayload {
  host: string
  articleIds: string[]
  sourceIds: string[]
  beside?: Array<{ host: string; articleIds: string[] }> | undefined
}

const articleIds = z.array(z.string()).max(500)

/**
 * Looks at the claimed sources of one host, and checks its claimed articles, one after the other, with the host's pause
 * between requests. Hosts with few articles share a job: they are visited side by side, each with its own pause, lease
 * and end, so that a slow one delays only itself.
 */
export const checkSite = defineJob<CheckSitePayload, Deps>({
  name: 'check-site',
  payload: z.strictObject({
    host: z.string(),
    articleIds,
    sourceIds: z.array(z.string()).max(100).default([]),
    beside: z
      .array(z.strictObject({ host: z.string(), articleIds }))
      .max(100)
      .optional(),
  }),
  options: { attempts: 3, backoff: { type: 'exponential', delay: 5_000, jitter: 0.5 } },
  timeoutMs: 150_000,
  key: ({ host, beside = [] }) => [host, ...beside.map((one) => one.host)].join(' ').replaceAll(':', '_'),
  async run(payload, deps, { signal }) {
    const { host, beside = [] } = payload
    const hosts = 1 + beside.length
    const asked = beside.reduce((sum, one) => sum + one.articleIds.length, payload.articleIds.length)
    const places = await deps.places(hosts, signal)
    if (places === null) return { host, hosts, asked, taken: 0 }
    const visits = await take(payload, deps).catch((error) => {
      places.leave(hosts)
      throw error
    })
    places.leave(hosts - visits.length)
    const ends = await Promise.allSettled(visits.map((one) => visit(one, deps, signal).finally(() => places.leave(1))))
    const counts: Record<string, number> = { taken: visits.reduce((sum, one) => sum + one.articles.length, 0) }
    for (const end of ends) {
      // Each host's visit has ended: what went wrong at one of them is told of the whole job.
      if (end.status === 'rejected') throw end.reason
      for (const [outcome, count] of Object.entries(end.value)) counts[outcome] = (counts[outcome] ?? 0) + count
    }
    return { host, hosts, asked, ...counts }
  },
})

interface Visit {
  site: Site
  articles: Taken[]
  sources: TakenSource[]
}

/** One visit for each host with something left to take. */
async function take({ host, articleIds, sourceIds, beside = [] }: CheckSitePayload, deps: Deps): Promise<Visit[]> {
  const looks = sourceIds.length > 0 ? await deps.sources.take({ host, sourceIds }) : null
  const asked = [{ host, articleIds }, ...beside].filter((one) => one.articleIds.length > 0)
  const taken = asked.length > 0 ? await deps.ledger.takeChecks(asked) : []
  const visits = taken.map((one) => ({ ...one, sources: one.site.host === host ? (looks?.sources ?? []) : [] }))
  const known = visits.some(({ site }) => site.host === host)
  return looks && !known ? [{ ...looks, articles: [] }, ...visits] : visits
}

/** One host's visit, from its first request to its end; what its checks came to, and how many were given back. */
async function visit(
  { site: known, articles, sources }: Visit,
  deps: Deps,
  signal: AbortSignal,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  const writes: Array<{ taken: Taken; written: Promise<void> }> = []
  const untouched = new Set(articles)
  const untouchedSources = new Set(sources)
  const lessons: CheckSeen[] = []
  let site: Site = known
  const endAt = deps.now().getTime() + VISIT_MS
  const mayGoOn = () => !signal.aborted && deps.now().getTime() <= endAt && waitForTurn(site, deps, signal, endAt)
  try {
    for (const source of sources) {
      if (!(await mayGoOn())) break
      const looked = await deps.sources.look({ source, site, signal })
      if (looked === 'cut_short') break
      untouchedSources.delete(source)
      site = looked.site
      counts[`source_${looked.outcome}`] = (counts[`source_${looked.outcome}`] ?? 0) + 1
    }
    for (const taken of articles) {
      if (!(await mayGoOn())) break
      const look = () => checkArticle({ taken, site, signal }, deps)
      const checked = await (deps.around?.(taken, look) ?? look()).catch((error) => {
        if (keepsLease(error)) untouched.delete(taken)
        throw error
      })
      if (checked === 'cut_short') break
      untouched.delete(taken)
      site = checked.site
      if (checked.lesson) lessons.push(checked.lesson)
      counts[checked.outcome] = (counts[checked.outcome] ?? 0) + 1
      writes.push({ taken, written: checked.written })
    }
    for (const { written } of writes) await written
  } finally {
    for (const { taken, written } of writes) {
      try {
        await written
      } catch (error) {
        if (!keepsLease(error)) untouched.add(taken)
      }
    }
    const habits = lessons.length > 0 ? habitsAfter(readHabits(site.habits), ...lessons) : site.habits
    await deps.ledger.endVisit({ ...site, habits }, [...untouched], [...untouchedSources])
  }
  return { given_back: untouched.size, ...counts }
}

/** What cannot be recorded rests until its lease ends: given back, it would come first again and starve its host. */
function keepsLease(error: unknown): boolean {
  return error instanceof StetError && error.code === 'check_not_recorded'
}

/** Waits for the host's next turn; false when that is beyond this visit. */
function waitForTurn(site: Site, deps: CheckDeps, signal: AbortSignal, endAt: number): boolean | Promise<boolean> {
  if (site.openAt === null) return true
  const openAt = Date.parse(site.openAt)
  if (openAt > endAt) return false
  const waitMs = openAt - deps.now().getTime()
  return waitMs <= 0 || deps.sleep(waitMs, signal)
}
