import type { DrySource, SourceCommandDeps } from '../cli/source.ts'
import { findFeeds } from '../discover/find-feeds.ts'
import { readSource } from '../discover/read-source.ts'
import { isWanted } from '../discover/weigh.ts'
import { StetError } from '../errors.ts'
import { textOf } from '../extract/text-of.ts'
import type { RobotsCopy } from '../fetch/robots-access.ts'
import { articlesAt } from '../store/source-entries.ts'
import { addSources, type ListedSource, listSources, removeSources } from '../store/sources.ts'
import { articleUrl } from './article-url.ts'
import { inTurn } from './check-now.ts'
import type { CliParts, WithLedger } from './cli-deps.ts'
import { fetchByRules } from './fetch-article.ts'
import { openEgress } from './open.ts'
import { named, settingsOf } from './source-news.ts'
import { userAgent } from './user-agent.ts'

/** What `stet source` does to the ledger. */
export function sourceCommands({ version }: CliParts, withLedger: WithLedger): SourceCommandDeps {
  return {
    addSource: (written, settings) =>
      withLedger(async ({ store, config }) => {
        const asked = articleUrl(written, config, 'look at')
        const known = (await listSources(store.pool, { idOrUrl: asked.url }))[0]
        const { url, host } = known ?? asked
        await addSources(store.pool, [{ url, host, settings, from: known?.appliedFrom ?? null }])
        return theSource(await listSources(store.pool, { idOrUrl: url }), url)
      }),
    sources: () => withLedger(({ store }) => listSources(store.pool, null)),
    removeSource: (wanted) =>
      withLedger(async ({ store }) => {
        const source = theSource(await listSources(store.pool, { idOrUrl: wanted }), wanted)
        if (source.parentId !== null) {
          throw new StetError(
            'not_removed',
            `source ${source.id} is named by index ${source.parentId}: remove that one`,
          )
        }
        await removeSources(store.pool, [source.url])
        return source
      }),
    checkSource: (wanted) =>
      withLedger(async ({ store, config, log }) => {
        const [known] = await listSources(store.pool, { idOrUrl: wanted })
        if (!known && /^\d+$/.test(wanted)) theSource([], wanted)
        const { url, host } = known ?? articleUrl(wanted, config, 'look at')
        const egress = openEgress(config, version, log)
        try {
          const parts = { config, egress, userAgent: userAgent(version, config.contact) }
          const signal = AbortSignal.timeout(120_000)
          const asked = { url, validators: NO_VALIDATORS, wireHash: null, full: true, wants: 'source' as const }
          const { fetched, site } = await inTurn({ store, config }, host, (site) =>
            fetchByRules(parts, { home: url, request: asked, site, signal }),
          )
          if (fetched.kind !== 'page') {
            return { ...NOTHING, url, fault: fetched.kind === 'obstacle' ? fetched.detail : 'it did not change' }
          }
          const { bytes, charset, url: at } = fetched.page
          const text = textOf(bytes, charset)
          const read = await readSource(text, { url: at, now: new Date().toISOString() })
          if (!read.ok) {
            const feeds = findFeeds(text, at).map((feed) => ({ ...feed, by: 'the page links to' }))
            return { ...NOTHING, url, fault: read.detail, found: [...feeds, ...sitemapsOf(site.robots)] }
          }
          const { content } = read
          const { kind, title, nameless, left } = content
          const entries = await named(content.entries, { config })
          const settings = settingsOf(known?.settings)
          const articles = await articlesAt(
            store.pool,
            entries.map((entry) => entry.url),
          )
          const shown = entries.map(({ url, title, at }) => {
            const article = articles.get(url)?.id ?? null
            const tracks = kind !== 'sitemap_index' && article === null && isWanted(url, settings)
            return { url, title, at, article, tracks }
          })
          return { ...NOTHING, url, kind, title, entries: shown, total: entries.length, nameless, left }
        } finally {
          await egress.close()
        }
      }),
  }
}

const NO_VALIDATORS = { etag: null, lastModified: null }
const NOTHING: Omit<DrySource, 'url'> = {
  ...{ kind: null, title: null, fault: null, entries: [], total: 0, nameless: 0, left: 0, found: [] },
}

/** The sitemaps that a site's robots.txt names. */
function sitemapsOf(robots: unknown): DrySource['found'] {
  // What fetchByRules just read or found in the ledger.
  const copy = robots as RobotsCopy | null
  return (copy?.robots?.sitemaps ?? []).slice(0, 20).map((url) => ({ url, title: null, by: 'robots.txt names' }))
}

function theSource([source]: ListedSource[], wanted: string): ListedSource {
  if (source) return source
  throw new StetError('no_such_source', `there is no source ${wanted} (stet source list shows them)`)
}
