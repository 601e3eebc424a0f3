import { randomBytes } from 'node:crypto'
import { type Preferences, preferences } from '../alert/preferences.ts'
import type { SealKey } from '../alert/seal.ts'
import { newKeyPair, newSecret, parseSecret, rotateSecrets } from '../alert/signing-secret.ts'
import type { EndpointChangeDeps, PreferencesGiven } from '../cli/endpoint-change.ts'
import type { Config } from '../config.ts'
import { StetError } from '../errors.ts'
import type { Log } from '../log.ts'
import { changeEndpoint, removeEndpoint } from '../store/change-endpoint.ts'
import { disableEndpoint } from '../store/endpoints.ts'
import type { WithLedger } from './cli-deps.ts'
import { openEndpoint, sealEndpoint } from './sealed-endpoint.ts'

/** What the commands do that change an endpoint. */
export function endpointChangeDeps(
  withLedger: WithLedger,
  keyOf: (config: Config, log: Log) => SealKey,
): EndpointChangeDeps {
  return {
    setPreferences: (name, given) =>
      withLedger(async ({ store }) => {
        let set: Preferences = preferences.parse({})
        await changeEndpoint(store.pool, name, (now) => {
          set = changed(preferences.parse(now.preferences), given)
          return { preferences: set }
        })
        return set
      }),
    rotateSecret: (name, { overlapMs, secret }) =>
      withLedger(async ({ store, config, log }) => {
        const key = keyOf(config, log)
        if (secret !== null) ownSecret(secret)
        let fresh = { secret: secret ?? '', publicKey: null as string | null }
        const now = Date.now()
        await changeEndpoint(store.pool, name, (stored) => {
          const opened = openEndpoint({ name, ...stored }, key)
          fresh = secret === null ? likeBefore(opened.secrets[0]?.secret ?? '') : ownSecret(secret)
          const secrets = rotateSecrets(opened.secrets, fresh.secret, now, overlapMs)
          return { secrets: sealEndpoint(name, { url: opened.url, secrets }, key).secrets }
        })
        const oldUntil = new Date(now + overlapMs).toISOString()
        return { secret: secret === null ? fresh.secret : null, publicKey: fresh.publicKey, oldUntil }
      }),
    removeEndpoint: (name) =>
      withLedger(async ({ store }) => {
        const owed = await removeEndpoint(store.pool, name)
        if (owed > 0) await disableEndpoint(store.pool, name, 'to be removed')
        return owed
      }),
  }
}

function changed(before: Preferences, given: PreferencesGiven): Preferences {
  const { digest: oldDigest, quiet: oldQuiet, ...plain } = before
  const known = (oldDigest && 'zone' in oldDigest ? oldDigest.zone : undefined) ?? oldQuiet?.zone
  const zone = given.zone ?? known
  const digest = given.digest ?? oldDigest
  const quiet = given.quiet ?? oldQuiet
  const timed = (digest !== 'off' && digest && 'at' in digest) || (quiet !== 'off' && quiet)
  if (timed && zone === undefined) {
    throw new StetError('preferences_malformed', 'times of day need a --zone, such as --zone Europe/Lisbon')
  }
  const parsed = preferences.safeParse({
    ...plain,
    ...(given.mergeMinutes !== undefined && { merge_minutes: given.mergeMinutes }),
    ...(given.breakThrough !== undefined && { break_through: given.breakThrough }),
    ...(given.perMinute !== undefined && { per_minute: given.perMinute }),
    ...(digest && digest !== 'off' && { digest: 'at' in digest ? { ...digest, zone } : digest }),
    ...(quiet && quiet !== 'off' && { quiet: { ...quiet, zone } }),
  })
  if (parsed.success) return parsed.data
  // Of a union every branch complains: the first word of each is enough.
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${deepest(issue)}`)
  throw new StetError('preferences_malformed', `the preferences are wrong: ${faults.join('; ')}`)
}

function deepest(issue: { code?: string; message: string; errors?: Array<Array<{ message: string }>> }): string {
  return issue.errors?.at(-1)?.at(0)?.message ?? issue.message
}

/** A secret of the kind that the endpoint has: its receiver knows how to verify that one. */
function likeBefore(before: string): { secret: string; publicKey: string | null } {
  return before.startsWith('whsk_')
    ? newKeyPair(randomBytes(32))
    : { secret: newSecret(randomBytes(32)), publicKey: null }
}

/** A secret of the operator's own, with the key that receivers verify by where it is one of a pair. @throws StetError `secret_…` */
export function ownSecret(secret: string): { secret: string; publicKey: string | null } {
  const parsed = parseSecret(secret)
  return { secret, publicKey: parsed.scheme === 'v1a' ? parsed.publicKey : null }
}
