import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSealKey, type SealKey } from '../alert/seal.ts'
import { StetError } from '../errors.ts'
import type { Log } from '../log.ts'

/**
 * The key that seals secrets at rest: the operator's own, or one made once in the data folder, readable by its owner.
 * @throws StetError `no_master_key` when the folder cannot be written, `seal_key_malformed`
 */
export function masterKey(settings: { master_key: string | null; dataDir: string }, log: Log): SealKey {
  if (settings.master_key !== null) return parseSealKey(settings.master_key)
  const path = join(settings.dataDir, 'master.key')
  try {
    return parseSealKey(readFileSync(path, 'utf8'))
  } catch (error) {
    // In a file nothing can be kept either: making the folder says so below.
    if (!['ENOENT', 'ENOTDIR'].includes(codeOf(error))) throw error
  }
  try {
    mkdirSync(settings.dataDir, { recursive: true })
    const isOurs = keepWhole(path, `${randomBytes(32).toString('base64')}\n`)
    if (isOurs) log.info({ path }, 'master key made: keep a copy of this file, endpoints cannot be read without it')
  } catch (error) {
    throw new StetError('no_master_key', `${path}: no master key can be kept there; give STET_MASTER_KEY`, {
      cause: error,
    })
  }
  return parseSealKey(readFileSync(path, 'utf8'))
}

/**
 * Written aside and then named, which is one step and fails where the name is taken: two processes that start at once
 * neither keep a key each, nor does one read what the other is still writing. False: another process was first.
 */
function keepWhole(path: string, text: string): boolean {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, text, { mode: 0o600 })
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft)
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
