import { randomBytes } from 'node:crypto'
import { readAnswer } from '../alert/answer.ts'
import { endpointFormat, redactUrl, validateEndpoint } from '../alert/endpoint.ts'
import { messageOf } from '../alert/message.ts'
import { testPing } from '../alert/operator-event.ts'
import { preferences } from '../alert/preferences.ts'
import { render } from '../alert/render.ts'
import { webhookRequest } from '../alert/request.ts'
import { activeSecrets, newKeyPair, newSecret } from '../alert/signing-secret.ts'
import type { EndpointDeps } from '../cli/endpoint.ts'
import type { Config } from '../config.ts'
import { attempt } from '../deliver/attempt.ts'
import { StetError } from '../errors.ts'
import type { Log } from '../log.ts'
import { noSuchEndpoint } from '../store/change-endpoint.ts'
import { addEndpoint, disableEndpoint, enableEndpoint, findEndpoint, listEndpoints } from '../store/endpoints.ts'
import type { CliParts, WithLedger } from './cli-deps.ts'
import { endpointChangeDeps, ownSecret } from './endpoint-change-deps.ts'
import { endpointObjection } from './endpoint-objection.ts'
import { dataDir } from './ledger.ts'
import { mailSettings, tryMail } from './mail.ts'
import { masterKey } from './master-key.ts'
import { openEgress } from './open.ts'
import { openEndpoint, sealEndpoint } from './sealed-endpoint.ts'

export const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u

/** What the endpoint commands do. */
export function endpointDeps({ folder, version }: CliParts, withLedger: WithLedger): EndpointDeps {
  const keyOf = (config: Config, log: Log) =>
    masterKey({ master_key: config.master_key, dataDir: dataDir(config, folder) }, log)

  return {
    ...endpointChangeDeps(withLedger, keyOf),
    addEndpoint: ({ name, url, format, secret, ed25519 = false }) =>
      withLedger(async ({ store, config, log }) => {
        if (!NAME.test(name)) {
          throw new StetError('endpoint_name', `"${name}" is no name: letters, digits, space, dot, dash, at most 64`)
        }
        const parsed = endpointFormat.safeParse(format)
        if (!parsed.success) {
          throw new StetError('endpoint_format', `"${format}" is no format: ${endpointFormat.options.join(', ')}`)
        }
        const mailed = parsed.data === 'email'
        if (mailed) mailSettings(config)
        const checked = validateEndpoint(url, parsed.data, { allowHttp: config.deliver.allow_http })
        const objection = mailed ? null : await endpointObjection(checked.url, config)
        if (objection !== null) throw new StetError('endpoint_refused', `endpoint ${checked.redacted}: ${objection}`)
        const signing = secret === null ? freshSecret(ed25519) : ownSecret(secret)
        const opened = { url: checked.url, secrets: [{ secret: signing.secret, until: null }] }
        const sealed = sealEndpoint(name, opened, keyOf(config, log))
        const id = await addEndpoint(store.pool, { name, format: parsed.data, ...sealed, route: {} })
        // Chats and mails are not signed: their secret is nothing that anybody needs to copy.
        const signed = parsed.data === 'stet'
        return {
          id,
          name,
          secret: secret === null && signed ? signing.secret : null,
          publicKey: signed ? signing.publicKey : null,
          redacted: checked.redacted,
        }
      }),
    listEndpoints: () =>
      withLedger(async ({ store, config, log }) => {
        const key = keyOf(config, log)
        const endpoints = await listEndpoints(store.pool)
        return endpoints.map(({ url: _, secrets: __, preferences: stored, ...shown }, at) => ({
          ...shown,
          preferences: preferences.parse(stored),
          redacted: redacted(() => openEndpoint(endpoints[at] ?? { name: '', url: '', secrets: '' }, key).url),
        }))
      }),
    testEndpoint: (name) =>
      withLedger(async ({ store, config, log }) => {
        const stored = await theEndpoint(findEndpoint(store.pool, name), name)
        const key = keyOf(config, log)
        const endpoint = openEndpoint(stored, key)
        const now = new Date()
        const format = endpointFormat.parse(stored.format)
        const ref = { id: stored.id, name, format, host: redactUrl(endpoint.url) }
        const event = testPing({ endpoint: ref, now: now.toISOString() })
        const message = render(format, messageOf([event], now.toISOString()))
        const secrets = activeSecrets(endpoint.secrets, now.getTime())
        const webhookId = `msg_${randomBytes(16).toString('hex')}`
        const { url } = endpoint
        const egress = openEgress(config, version, log)
        try {
          const signal = AbortSignal.timeout(config.deliver.timeout_ms + 5_000)
          const { timeout_ms: timeoutMs } = config.deliver
          const result =
            format === 'email'
              ? await tryMail(config, { id: stored.id, url }, { webhookId, ...message }, { key, signal })
              : await attempt({
                  egress,
                  ...webhookRequest({ format, url, webhookId, ...message, secrets, nowMs: now.getTime() }),
                  body: message.body,
                  signal,
                  timeoutMs,
                })
          const verdict = readAnswer(format, result, Date.now())
          const why = result.error ? `${result.error.code}: ${result.error.detail}` : null
          const error = verdict.kind === 'delivered' ? null : (why ?? verdict.reason)
          return { ok: verdict.kind === 'delivered', status: result.status, error, tookMs: Math.round(result.tookMs) }
        } finally {
          await egress.close()
        }
      }),
    disableEndpoint: (name) =>
      withLedger(async ({ store }) => {
        if (!(await disableEndpoint(store.pool, name, 'by the operator'))) throw noSuchEndpoint(name)
      }),
    enableEndpoint: (name) =>
      withLedger(async ({ store }) => {
        if (!(await enableEndpoint(store.pool, name))) throw noSuchEndpoint(name)
      }),
  }
}

function freshSecret(ed25519: boolean): { secret: string; publicKey: string | null } {
  const random = randomBytes(32)
  return ed25519 ? newKeyPair(random) : { secret: newSecret(random), publicKey: null }
}

/** A list must show even what another master key sealed. */
function redacted(open: () => string): string {
  try {
    return redactUrl(open())
  } catch (error) {
    return error instanceof StetError ? `(${error.code})` : '(unreadable)'
  }
}

async function theEndpoint<T>(found: Promise<T | null>, name: string): Promise<T> {
  const endpoint = await found
  if (endpoint === null) throw noSuchEndpoint(name)
  return endpoint
}
