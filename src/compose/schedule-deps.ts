import { join } from 'node:path'
import type { Article } from '../article.ts'
import { forecast } from '../cadence/forecast.ts'
import { jitterOf } from '../cadence/jitter.ts'
import { HINT_SAYS, type Hint, pullForward } from '../cadence/pull-forward.ts'
import type { ScheduleDeps } from '../cli/schedule.ts'
import { StetError } from '../errors.ts'
import { explainNext } from '../review/next-check.ts'
import { type ListedArticle, listArticles } from '../store/articles.ts'
import { ledgerNow } from '../store/ledger-now.ts'
import type { Store } from '../store/open.ts'
import { pullForward as storePulls } from '../store/pull-forward.ts'
import { plannedChecks, surveySites } from '../store/schedule.ts'
import { findSite } from '../store/sites.ts'
import type { CliParts, WithLedger } from './cli-deps.ts'
import { ruleBook } from './rules.ts'
import { readSiteRules } from './site-rules.ts'
import { theArticle } from './the-article.ts'

/** A planned time this far from what cadence alone would choose was chosen by something else. */
const OTHER_MS = 60_000
/** The ledger's times end at the microsecond, ours at the millisecond. */
const SAME_MS = 1_000
const MOST_DELAYS = 50

/** What `stet schedule` asks of the ledger. */
export function scheduleDeps({ folder }: CliParts, withLedger: WithLedger): ScheduleDeps {
  const plannedAt = async (store: Store, { id }: Article) => {
    const [listed] = await listArticles(store.pool, { id, untracked: true, limit: 1 })
    if (!listed) throw new StetError('no_such_article', `there is no article ${id}`)
    return listed
  }
  return {
    explainSchedule: (wanted) =>
      withLedger(async ({ store, config }) => {
        const article = await plannedAt(store, await theArticle(store, wanted, config))
        const site = await findSite(store.pool, article.host)
        if (!site) throw new StetError('no_such_site', `nothing is known of ${article.host}`)
        const sites = readSiteRules(join(folder, 'config', 'sites'))
        const rules = await ruleBook(config, store, { extractor: '', sites })(article.host)
        const chosen = explainNext({ article, site, rules })
        const { id, url, host, lastCheckedAt, nextCheckAt, wokenAt } = article
        const told = { id, url, host, lastCheckedAt, nextCheckAt, wokenAt }
        return { ...told, reason: reasonOf(article, chosen), editsPerHour: chosen?.rate ?? null }
      }),
    pull: (wanted) =>
      withLedger(async ({ store, config }) => {
        const article = await plannedAt(store, await theArticle(store, wanted, config))
        const { id, url } = article
        if (article.untrackedAt !== null) throw new StetError('not_tracked', `article ${id} is not tracked: ${url}`)
        const now = await ledgerNow(store.pool)
        const jitter = jitterOf(id, article.checkNo)
        const pulled = pullForward(article, 'editor', { now, minMs: config.cadence.min_minutes * 60_000, jitter })
        if (!pulled) throw new Error('a person asks outside of time windows, too')
        await storePulls(store.pool, [{ id, ...pulled, hint: 'editor', by: null, hintedAt: null }])
        const moved = pulled.came !== 'not_needed'
        return { id, url, at: moved ? pulled.at : (article.nextCheckAt ?? now), woken: pulled.came === 'woken', moved }
      }),
    forecast: ({ host, hours }) =>
      withLedger(async ({ store }) => {
        const planned = await plannedChecks(store.pool, host)
        const delays = (await surveySites(store.pool)).slice(0, MOST_DELAYS)
        return {
          load: forecast(planned, new Date().toISOString(), hours),
          delays: delays.filter((one) => host === null || one.host === host),
        }
      }),
  }
}

/** Cadence's reason, or what else decided: the plan itself is the ledger's. */
function reasonOf(article: ListedArticle, chosen: ReturnType<typeof explainNext>): string {
  if (article.untrackedAt !== null) return 'not tracked any more'
  const pulled = pulledFor(article)
  if (chosen === null) return pulled ?? 'its first check is due at once'
  const { nextCheckAt } = article
  if (pulled !== null) return `brought forward: ${pulled}; by its cadence ${chosen.reason}`
  if (nextCheckAt === null || chosen.at === null) return chosen.reason
  const sooner = Date.parse(chosen.at) - Date.parse(nextCheckAt)
  if (Math.abs(sooner) < OTHER_MS) return chosen.reason
  const standing = article.standing
  const doubtful = standing !== null && standing.outcome !== 'unchanged' && standing.outcome !== 'new_version'
  if (doubtful) return `a second look, since it is ${standing.outcome}; else ${chosen.reason}`
  const why = sooner > 0 ? 'brought forward' : 'put off by what its server or budget asked'
  return `${why}; by its cadence ${chosen.reason}`
}

/** What brought the planned check forward, in words; null where nothing did. */
function pulledFor({ pulled, nextCheckAt }: ListedArticle): string | null {
  if (pulled === null || nextCheckAt === null) return null
  if (Math.abs(Date.parse(pulled.to) - Date.parse(nextCheckAt)) >= SAME_MS) return null
  const says = isHint(pulled.hint) ? HINT_SAYS[pulled.hint] : pulled.hint
  const by = pulled.hint === 'sibling' ? `article ${pulled.by}` : pulled.by
  const again = pulled.second ? 'once more, for the page had not changed yet: ' : ''
  return `${again}${says}${by === null ? '' : ` (${by})`} at ${pulled.at.slice(11, 16)} UTC`
}

function isHint(hint: string): hint is Hint {
  return Object.hasOwn(HINT_SAYS, hint)
}
