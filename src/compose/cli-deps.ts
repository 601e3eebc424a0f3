import { join } from 'node:path'
import type { Article, Version } from '../article.ts'
import type { CliDeps } from '../cli/program.ts'
import type { Config } from '../config.ts'
import { StetError } from '../errors.ts'
import { createLog, type Log } from '../log.ts'
import { spellings } from '../outcome/address.ts'
import { otherAddresses, trackedAtOneOf } from '../store/aliases.ts'
import { listArticles, trackArticle, untrackArticle } from '../store/articles.ts'
import { listDeliveries, replayDeliveries, showDelivery } from '../store/delivery-log.ts'
import { forgetArticle } from '../store/forget.ts'
import { foundBy } from '../store/found-by.ts'
import { listChanges, listVersions, loadVersion } from '../store/history.ts'
import type { Store } from '../store/open.ts'
import { openThinkPool } from '../think/pool.ts'
import { applyFile } from './apply.ts'
import { articleUrl } from './article-url.ts'
import { checkNow } from './check-now.ts'
import { deskDeps } from './desk-deps.ts'
import { endpointDeps } from './endpoint-deps.ts'
import { explainFile, isFile } from './explain-file.ts'
import { extractorVersion } from './extractor-version.ts'
import { followAttempts } from './follow.ts'
import { dataDir, openLedger } from './ledger.ts'
import { articlePageUrl } from './links.ts'
import { masterKey } from './master-key.ts'
import { openEgress } from './open.ts'
import { ruleBook } from './rules.ts'
import { scheduleDeps } from './schedule-deps.ts'
import { siteDeps } from './site-deps.ts'
import { readSiteRules, siteRulesFolder } from './site-rules.ts'
import { sourceCommands } from './source-deps.ts'
import { statusDeps } from './status-deps.ts'
import { theArticle } from './the-article.ts'
import { userAgent } from './user-agent.ts'

export interface CliParts {
  folder: string
  version: string
  /** Reads the settings when a command needs them: --help must work with broken ones. */
  settings: () => Config
  /** Variables that a watchlist may name. */
  env?: Record<string, string | undefined>
}

/** A person waits less long for a database than a worker does. */
const COMMAND_PATIENCE_MS = 5_000

/** Runs work on the ledger, opened for it and closed after it. */
export type WithLedger = <T>(work: (open: { store: Store; config: Config; log: Log }) => Promise<T>) => Promise<T>

/** What the commands do to the ledger. */
export function ledgerCommands(parts: CliParts): Omit<CliDeps, 'version' | 'run'> {
  const withLedger: WithLedger = async (work) => {
    const config = parts.settings()
    // A command's own words are its answer: only what is wrong is worth a line beside it.
    const log = createLog(config.log.level === 'info' ? 'warn' : config.log.level, 'stderr')
    const store = await openLedger(config, {
      folder: parts.folder,
      log,
      applicationName: 'stet-cli',
      patienceMs: COMMAND_PATIENCE_MS,
    })
    try {
      return await work({ store, config, log })
    } finally {
      await store.close()
    }
  }

  return {
    async track(urls, { tags, priority }) {
      const targets = urls.map((asked) => ({ asked, ...articleUrl(asked, parts.settings()) }))
      return withLedger(async ({ store }) => {
        const tracked = []
        for (const { asked, url, host } of targets) {
          const one = await trackArticle(store.pool, { url, host, tags, priority })
          const like = one.created ? await trackedAtOneOf(store.pool, spellings(url)) : null
          tracked.push({ asked, ...one, like })
        }
        return tracked
      })
    },
    untrack: (wanted) =>
      withLedger(async ({ store, config }) => {
        const article = await theArticle(store, wanted, config)
        if (!(await untrackArticle(store.pool, article.id))) {
          throw new StetError('not_tracked', `article ${article.id} is not tracked (any more): ${article.url}`)
        }
        return article
      }),
    forget: (wanted) =>
      withLedger(async ({ store, config }) => {
        const article = await theArticle(store, wanted, config)
        // What turned out to be the same article is its text as well.
        const { joined } = await otherAddresses(store.pool, article.id)
        for (const { id } of joined) await forgetArticle(store.pool, id)
        await forgetArticle(store.pool, article.id)
        return article
      }),
    list: (wanted) => withLedger(({ store }) => listArticles(store.pool, wanted)),
    show: (wanted) =>
      withLedger(async ({ store, config, log }) => {
        const { id } = await theArticle(store, wanted, config)
        const [listed] = await listArticles(store.pool, { id, untracked: true, limit: 1 })
        if (!listed) throw new StetError('no_such_article', `there is no article ${id}`)
        const versions = await listVersions(store.pool, id)
        const keyOf = () => masterKey({ master_key: config.master_key, dataDir: dataDir(config, parts.folder) }, log)
        const page = config.public_url === null ? null : articlePageUrl(id, config, keyOf())
        const known = await otherAddresses(store.pool, id)
        const found = await foundBy(store.pool, id, [listed.url, ...known.urls])
        return { ...listed, page, known, foundBy: found, versions, changes: await listChanges(store.pool, id) }
      }),
    versions: (wanted, from, to) =>
      withLedger(async ({ store, config }) => pairOf(store, await theArticle(store, wanted, config), from, to)),
    check: (target, options) =>
      withLedger(async ({ store, config, log }) => {
        const { deadline_ms: deadlineMs, memory_mb: memoryMb } = config.think
        const think = openThinkPool({ threads: 1, deadlineMs, memoryMb })
        const egress = openEgress(config, parts.version, log)
        const rules = ruleBook(config, store, {
          extractor: extractorVersion(join(parts.folder, 'src')),
          sites: readSiteRules(siteRulesFolder(config, parts.folder)),
        })
        const agent = userAgent(parts.version, config.contact)
        try {
          return await checkNow({ config, store, log, egress, think, userAgent: agent, rules }, target, options)
        } finally {
          await think.close()
          await egress.close()
        }
      }),
    async explainFile(target, url) {
      if (!(await isFile(target))) return null
      return explainFile(target, { url, sites: readSiteRules(siteRulesFolder(parts.settings(), parts.folder)) })
    },
    apply: (file, options) =>
      withLedger(({ store, config, log }) => {
        const key = masterKey({ master_key: config.master_key, dataDir: dataDir(config, parts.folder) }, log)
        return applyFile({ config, store, key }, file, { ...options, makeSecrets: true, env: parts.env ?? {} })
      }),
    ...endpointDeps(parts, withLedger),
    ...deskDeps(withLedger),
    ...statusDeps(parts, withLedger),
    ...scheduleDeps(parts, withLedger),
    ...siteDeps(withLedger),
    ...sourceCommands(parts, withLedger),
    listDeliveries: ({ article, ...wanted }) =>
      withLedger(async ({ store, config }) => {
        if (article === undefined) return listDeliveries(store.pool, wanted)
        return listDeliveries(store.pool, { ...wanted, articleId: (await theArticle(store, article, config)).id })
      }),
    followAttempts: (wanted, following) => withLedger(({ store }) => followAttempts(store, wanted, following)),
    showDelivery: (id) => withLedger(({ store }) => showDelivery(store.pool, id)),
    replay: (which) => withLedger(({ store }) => replayDeliveries(store.pool, which)),
  }
}

async function pairOf(
  store: Store,
  { id }: Article,
  from: number | null,
  to: number | null,
): Promise<{ from: Version; to: Version }> {
  const versions = await listVersions(store.pool, id)
  const toNo = to ?? versions[0]?.no ?? 0
  // The version before, as the publisher made it: one of ours in between shows the same bytes.
  const fromNo = from ?? versions.find((version) => version.no < toNo)?.no ?? 0
  const load = async (no: number): Promise<Version> => {
    const version = no > 0 ? await loadVersion(store.pool, id, no) : null
    if (version) return version
    const known = versions.map((one) => one.no).join(', ') || 'none'
    throw new StetError('no_such_version', `article ${id} has no version ${no || 'before that'} (it has: ${known})`)
  }
  return { from: await load(fromNo), to: await load(toNo) }
}
