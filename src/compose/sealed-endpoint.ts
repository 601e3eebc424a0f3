import { z } from 'zod'
import { type SealKey, seal, unseal } from '../alert/seal.ts'
import type { HeldSecret } from '../alert/signing-secret.ts'

const heldSecrets = z.array(z.object({ secret: z.string(), until: z.string().nullable() }))

/** An endpoint's secrets in the open: never logged, never stored. */
export interface OpenedEndpoint {
  url: string
  secrets: HeldSecret[]
}

/** Seals an endpoint for the ledger; bound to its name, so that no sealed text works in another's row. */
export function sealEndpoint(name: string, opened: OpenedEndpoint, key: SealKey): { url: string; secrets: string } {
  return {
    url: seal(opened.url, key, `endpoint/${name}/url`),
    secrets: seal(JSON.stringify(opened.secrets), key, `endpoint/${name}/secrets`),
  }
}

/** @throws StetError `seal_key_unknown` when another master key sealed it, `seal_broken` */
export function openEndpoint(sealed: { name: string; url: string; secrets: string }, key: SealKey): OpenedEndpoint {
  return {
    url: unseal(sealed.url, [key], `endpoint/${sealed.name}/url`),
    secrets: heldSecrets.parse(JSON.parse(unseal(sealed.secrets, [key], `endpoint/${sealed.name}/secrets`))),
  }
}
