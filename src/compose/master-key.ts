import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
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
    return parseSealKey(readWhole(path))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  try {
    mkdirSync(settings.dataDir, { recursive: true })
    // 'wx': two processes starting at once must not each keep a key of their own.
    writeFileSync(path, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
    log.info({ path }, 'master key made: keep a copy of this file, endpoints cannot be read without it')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      throw new StetError('no_master_key', `${path}: no master key can be kept there; give STET_MASTER_KEY`, {
        cause: error,
      })
    }
  }
  return parseSealKey(readWhole(path))
}

const FILLED_WITHIN_MS = 2_000
const PAUSE_MS = 20

/** The file's text. Another process that starts in this moment may have made the file and not filled it yet. */
function readWhole(path: string): string {
  for (let waitedMs = 0; ; waitedMs += PAUSE_MS) {
    const text = readFileSync(path, 'utf8')
    if (text !== '' || waitedMs >= FILLED_WITHIN_MS) return text
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS)
  }
}
