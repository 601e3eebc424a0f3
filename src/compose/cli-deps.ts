import { randomBytes } from 'node:crypto'
import { endpointFormat, validateEndpoint } from '../alert/endpoint.ts'
import { newSecret, parseSecret } from '../alert/signing-secret.ts'
import type { CliDeps } from '../cli/program.ts'
import type { Config } from '../config.ts'
import { StetError } from '../errors.ts'
import { createLog, type Log } from '../log.ts'
import { trackArticle } from '../store/articles.ts'
import { addEndpoint } from '../store/endpoints.ts'
import type { Store } from '../store/open.ts'
import { articleUrl } from './article-url.ts'
import { dataDir, openLedger } from './ledger.ts'
import { masterKey } from './master-key.ts'
import { sealEndpoint } from './sealed-endpoint.ts'

export interface CliParts {
  folder: string
  version: string
  /** Reads the settings when a command needs them: --help must work with broken ones. */
  settings: () => Config
}

/** What the commands do to the ledger: opened for the command, closed after it. */
export function ledgerCommands(parts: CliParts): Omit<CliDeps, 'version' | 'run'> {
  async function withLedger<T>(work: (open: { store: Store; config: Config; log: Log }) => Promise<T>): Promise<T> {
    const config = parts.settings()
    const log = createLog(config.log.level === 'info' ? 'warn' : config.log.level, 'stderr')
    const store = await openLedger(config, { folder: parts.folder, log, applicationName: 'stet-cli' })
    try {
      return await work({ store, config, log })
    } finally {
      await store.close()
    }
  }

  return {
    track: (urls, tags) => {
      // All are judged before any is tracked.
      const targets = urls.map((url) => articleUrl(url, parts.settings()))
      return withLedger(async ({ store }) => {
        const tracked = []
        for (const { url, host } of targets)
          tracked.push({ url, ...(await trackArticle(store.pool, { url, host, tags })) })
        return tracked
      })
    },
    addEndpoint: ({ name, url, format, secret }) =>
      withLedger(async ({ store, config, log }) => {
        if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u.test(name)) {
          throw new StetError('endpoint_name', `"${name}" is no name: letters, digits, space, dot, dash, at most 64`)
        }
        const parsed = endpointFormat.safeParse(format)
        if (!parsed.success) {
          throw new StetError('endpoint_format', `"${format}" is no format: ${endpointFormat.options.join(', ')}`)
        }
        const checked = validateEndpoint(url, parsed.data, { allowHttp: config.deliver.allow_http })
        if (secret !== null) parseSecret(secret)
        const key = masterKey({ master_key: config.master_key, dataDir: dataDir(config, parts.folder) }, log)
        const signing = secret ?? newSecret(randomBytes(32))
        const sealed = sealEndpoint(name, { url: checked.url, secrets: [{ secret: signing, until: null }] }, key)
        const id = await addEndpoint(store.pool, { name, format: parsed.data, ...sealed, route: {} })
        return { id, name, secret: secret === null ? signing : null, redacted: checked.redacted }
      }),
  }
}
