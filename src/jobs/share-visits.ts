import type { CheckSitePayload } from './check-site.ts'

/**
 * Hosts of one job at most, and articles of a host that shares one: with the default gap such a visit takes 20 s of the
 * minute that it may, and a job of its own would be a third of its CPU where all is unchanged (bench throughput).
 */
const MOST_HOSTS = 8
const FEW_ARTICLES = 10

/**
 * What is rung for: hosts with few due articles and no due source share a job, for a job of its own costs as much as the
 * checks of such a visit. A claim that lapsed is rung for alone, by its host: were it shared anew each time, with others
 * each time, a queue that nobody empties would grow for ever. In the order of `due`. Pure.
 */
export function shareVisits(
  due: ReadonlyArray<{ host: string; articleIds: string[]; sourceIds: string[]; lapsed: boolean }>,
): CheckSitePayload[] {
  const payloads: CheckSitePayload[] = []
  let shared: (CheckSitePayload & { beside: NonNullable<CheckSitePayload['beside']> }) | null = null
  for (const { host, articleIds, sourceIds, lapsed } of due) {
    const alone = lapsed || sourceIds.length > 0 || articleIds.length > FEW_ARTICLES
    if (alone) payloads.push({ host, articleIds, sourceIds })
    else if (shared === null || shared.beside.length + 1 >= MOST_HOSTS) {
      shared = { host, articleIds, sourceIds, beside: [] }
      payloads.push(shared)
    } else shared.beside.push({ host, articleIds })
  }
  return payloads
}
