import { join } from 'node:path'
import { type Config, fromFolder } from '../config.ts'
import type { Log } from '../log.ts'
import { migrate } from '../store/migrate.ts'
import { openStore, type Store } from '../store/open.ts'

/** Opens the ledger of these settings, its schema brought up to date. */
export async function openLedger(
  config: Config,
  {
    folder,
    log,
    applicationName,
    patienceMs,
    signal,
  }: { folder: string; log: Log; applicationName: string; patienceMs?: number; signal?: AbortSignal },
): Promise<Store> {
  const store = await openStore({
    databaseUrl: config.database_url,
    dataDir: dataDir(config, folder),
    log,
    applicationName,
    patienceMs: patienceMs ?? config.database_wait_ms,
    ...(signal && { signal }),
  })
  try {
    const applied = await migrate(store.pool)
    if (applied.length > 0) log.info({ migrations: applied }, 'ledger migrated')
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

/** The data folder as an absolute path; a relative one is taken from the project's folder. */
export function dataDir(config: Config, folder: string): string {
  return join(fromFolder(folder, config.data_dir))
}
