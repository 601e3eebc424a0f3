import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { validateEndpoint } from '../alert/endpoint.ts'
import { preferences } from '../alert/preferences.ts'
import type { SealKey } from '../alert/seal.ts'
import { type HeldSecret, newSecret, parseSecret, rotateSecrets } from '../alert/signing-secret.ts'
import type { Applied } from '../cli/apply.ts'
import { isIdle, type OpenedRows, type Plan, planWatchlist, type Step } from '../cli/plan-watchlist.ts'
import { readWatchlist, type Watchlist } from '../cli/watchlist.ts'
import { type Config, fromFolder } from '../config.ts'
import { asError, StetError } from '../errors.ts'
import type { Log } from '../log.ts'
import { addressesNow } from '../store/aliases.ts'
import { applyWatchlist, type WatchlistChanges, type WatchlistRows } from '../store/apply-watchlist.ts'
import { listEndpoints } from '../store/endpoints.ts'
import type { Store } from '../store/open.ts'
import { sourcesNow } from '../store/sources.ts'
import { articleUrl } from './article-url.ts'
import { endpointObjection } from './endpoint-objection.ts'
import { literalObjection } from './literal.ts'
import { openEndpoint, sealEndpoint } from './sealed-endpoint.ts'

export interface ApplyOptions {
  dryRun: boolean
  /** Is told the plan before anything is written. */
  planned(steps: Step[]): void
  /** Whether a secret may be made: only where somebody reads the one time that it is shown. */
  makeSecrets: boolean
  /** Variables that secret_env and url_env may name. */
  env: Record<string, string | undefined>
}

/**
 * Makes the ledger match a watchlist file.
 * @throws StetError `bad_watchlist` with every fault; then nothing was written
 */
export async function applyFile(
  { config, store, key }: { config: Config; store: Store; key: SealKey },
  file: string,
  { dryRun, planned, makeSecrets, env }: ApplyOptions,
): Promise<Applied> {
  const list = await whereTheyLiveNow(store, readWatchlistFile(file, config, env))
  await refuseInside({ config, store, key }, file, list)
  let done: Applied = { name: list.name, steps: [], applied: false, secrets: {} }
  const wanted = {
    name: list.name,
    urls: list.articles.map(({ url }) => url),
    hosts: list.sites.map(({ host }) => host),
    sources: list.sources.map(({ url }) => url),
  }
  await applyWatchlist(store.pool, wanted, (rows) => {
    const opened = openRows(rows, key)
    const plan = planWatchlist(list, opened)
    const { changes, secrets } = sealed(plan, opened, key)
    const made = Object.keys(secrets)
    if (made.length > 0 && !makeSecrets) {
      throw new StetError(
        'secret_needed',
        `${file}: endpoints ${made.join(', ')} have no secret_env or secret_file; run stet apply ${file} once by hand, which shows the secrets it makes`,
      )
    }
    const writes = !dryRun && !isIdle(plan)
    done = { name: list.name, steps: plan.steps, applied: writes, secrets: dryRun ? {} : secrets }
    planned(plan.steps)
    return writes ? changes : null
  })
  return done
}

/**
 * An endpoint whose name leads inside is refused where it is added or led elsewhere, as `stet endpoint add` does. One that
 * the ledger has at this address is judged when it is dialled: a bad hour of DNS must not hold up the rest of the list.
 */
async function refuseInside(
  { config, store, key }: { config: Config; store: Store; key: SealKey },
  file: string,
  { endpoints }: Watchlist,
): Promise<void> {
  const known = new Set((await listEndpoints(store.pool)).map((row) => openEndpoint(row, key).url))
  const anew = endpoints.filter(({ url, format }) => format !== 'email' && !known.has(url))
  const judged = await Promise.all(
    anew.map(async ({ name, url }) => ({ name, objection: await endpointObjection(url, config) })),
  )
  const told = judged.flatMap(({ name, objection }) =>
    objection === null ? [] : [`  ${file}  endpoints.${name}: ${objection}`],
  )
  if (told.length > 0) {
    throw new StetError('bad_watchlist', `the watchlist is wrong, nothing was applied:\n${told.join('\n')}`)
  }
}

/** A watchlist names addresses as they were when it was written: what moved since is not another one. */
async function whereTheyLiveNow(store: Store, list: Watchlist): Promise<Watchlist> {
  const now = await addressesNow(
    store.pool,
    list.articles.map(({ url }) => url),
  )
  const articles = new Map<string, Watchlist['articles'][number]>()
  for (const { tags, priority, ...written } of list.articles) {
    const at = now.get(written.url) ?? written
    const known = articles.get(at.url)
    articles.set(at.url, {
      ...at,
      tags: [...new Set([...(known?.tags ?? []), ...tags])].sort(),
      priority: Math.max(priority, known?.priority ?? 0),
    })
  }
  const led = await sourcesNow(
    store.pool,
    list.sources.map(({ url }) => url),
  )
  const sources = new Map(
    list.sources.map((source) => ({ ...source, ...led.get(source.url) })).map((one) => [one.url, one]),
  )
  return { ...list, articles: [...articles.values()], sources: [...sources.values()] }
}

/** Applies the watchlist of the settings, if there is one; a wrong one is a line in the log, and the ledger stays. */
export async function applyConfigured(parts: {
  config: Config
  store: Store
  key: SealKey
  folder: string
  env: ApplyOptions['env']
  log: Log
}): Promise<void> {
  const { config, folder, log, env } = parts
  if (config.watchlist === null) return
  const file = fromFolder(folder, config.watchlist)
  try {
    const done = await applyFile(parts, file, { dryRun: false, planned: () => {}, makeSecrets: false, env })
    const count = (act: Step['act']) => done.steps.filter((step) => step.act === act).length
    const counts = { added: count('added'), changed: count('changed'), removed: count('removed'), kept: count('kept') }
    log.info({ watchlist: done.name, ...counts }, 'watchlist applied')
  } catch (error) {
    log.error({ file, err: error }, 'watchlist not applied: the ledger stays as it is')
  }
}

function readWatchlistFile(file: string, config: Config, env: ApplyOptions['env']): Watchlist {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new StetError('bad_watchlist', `${file}: ${asError(cause).message}`, { cause })
  }
  return readWatchlist(file, text, {
    env,
    readFile: (path) => readFileSync(resolve(dirname(file), path), 'utf8'),
    articleUrl: (url) => articleUrl(url, config),
    endpointUrl: (url, format) => {
      const checked = validateEndpoint(url, format, { allowHttp: config.deliver.allow_http })
      const objection = format === 'email' ? null : literalObjection(new URL(checked.url), 'webhook', config)
      if (objection !== null) throw new StetError('endpoint_refused', `endpoint ${checked.redacted}: ${objection}`)
      return checked
    },
    checkSecret: parseSecret,
  })
}

function openRows(rows: WatchlistRows, key: SealKey): OpenedRows {
  return {
    ...rows,
    endpoints: rows.endpoints.map((row) => ({
      ...row,
      ...openEndpoint(row, key),
      preferences: preferences.parse(row.preferences),
    })),
  }
}

/** The plan as the ledger takes it: secrets made where none is given, and everything of an endpoint sealed. */
function sealed(
  { changes }: Plan,
  rows: OpenedRows,
  key: SealKey,
): { changes: WatchlistChanges; secrets: Record<string, string> } {
  const secrets: Record<string, string> = {}
  const set = changes.endpoints.set.map(({ url, secret, rotate, ...endpoint }) => {
    const held: HeldSecret[] = rows.endpoints.find(({ name }) => name === endpoint.name)?.secrets ?? []
    const fresh = rotate ? (secret ?? newSecret(randomBytes(32))) : null
    // A chat service asks for no signature: its secret is nothing that anybody needs to copy.
    if (fresh !== null && secret === null && endpoint.format === 'stet') secrets[endpoint.name] = fresh
    const after = fresh === null ? held : rotateSecrets(held, fresh, Date.now())
    return { ...endpoint, ...sealEndpoint(endpoint.name, { url, secrets: after }, key) }
  })
  return { changes: { ...changes, endpoints: { ...changes.endpoints, set } }, secrets }
}
