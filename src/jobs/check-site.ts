import { z } from 'zod'
import type { Site, Taken } from '../article.ts'
import { readHabits } from '../cadence/habits.ts'
import { type CheckSeen, habitsAfter } from '../cadence.ts'
import { StetError } from '../errors.ts'
import { type CheckDeps, checkArticle } from './check-article.ts'
import { defineJob } from './job.ts'

/** After this no further article is begun, so that the last one ends well within the lease. */
const VISIT_MS = 60_000

/** Checks the claimed articles of one host one after the other, with the host's pause between requests. */
export const checkSite = defineJob<{ host: string; articleIds: string[] }, CheckDeps>({
  name: 'check-site',
  payload: z.strictObject({ host: z.string(), articleIds: z.array(z.string()).min(1).max(500) }),
  options: { attempts: 3, backoff: { type: 'exponential', delay: 5_000, jitter: 0.5 } },
  timeoutMs: 150_000,
  key: ({ host }) => host.replaceAll(':', '_'),
  async run({ host, articleIds }, deps, { signal }) {
    const visit = await deps.ledger.takeChecks({ host, articleIds })
    if (!visit) return { host, asked: articleIds.length, taken: 0 }
    const counts: Record<string, number> = {}
    const writes: Array<{ taken: Taken; written: Promise<void> }> = []
    const untouched = new Set(visit.articles)
    const lessons: CheckSeen[] = []
    let site: Site = visit.site
    const endAt = deps.now().getTime() + VISIT_MS
    try {
      for (const taken of visit.articles) {
        if (signal.aborted || deps.now().getTime() > endAt || !(await waitForTurn(site, deps, signal, endAt))) break
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
      await Promise.all(writes.map(({ written }) => written))
    } finally {
      for (const { taken, written } of writes) {
        await written.catch((error) => void (keepsLease(error) || untouched.add(taken)))
      }
      const habits = lessons.length > 0 ? habitsAfter(readHabits(site.habits), ...lessons) : site.habits
      await deps.ledger.endVisit({ ...site, habits }, [...untouched])
    }
    return { host, asked: articleIds.length, taken: visit.articles.length, given_back: untouched.size, ...counts }
  },
})

/** What cannot be recorded rests until its lease ends: given back, it would come first again and starve its host. */
function keepsLease(error: unknown): boolean {
  return error instanceof StetError && error.code === 'check_not_recorded'
}

/** Waits for the host's next turn; false when that is beyond this visit. */
async function waitForTurn(site: Site, deps: CheckDeps, signal: AbortSignal, endAt: number): Promise<boolean> {
  if (site.openAt === null) return true
  const openAt = Date.parse(site.openAt)
  if (openAt > endAt) return false
  const waitMs = openAt - deps.now().getTime()
  if (waitMs > 0) await deps.sleep(waitMs, signal)
  return !signal.aborted
}
