import { isDeepStrictEqual } from 'node:util'
import type { Config } from '../config.ts'

/** Settings that are read where they are used, and so can change while the program runs. */
export const RELOADABLE = ['log', 'politeness', 'cadence', 'outcome', 'watchlist', 'deliver.allow_http'] as const

/**
 * Takes over the settings that can change while running, in place: everything that holds `config` sees them.
 * @returns what changed, and what changed but waits for a restart
 */
export function takeOver(config: Config, fresh: Config): { changed: string[]; needs_restart: string[] } {
  const takes: Record<(typeof RELOADABLE)[number], Config> = {
    log: { ...config, log: fresh.log },
    politeness: { ...config, politeness: fresh.politeness },
    cadence: { ...config, cadence: fresh.cadence },
    outcome: { ...config, outcome: fresh.outcome },
    watchlist: { ...config, watchlist: fresh.watchlist },
    'deliver.allow_http': { ...config, deliver: { ...config.deliver, allow_http: fresh.deliver.allow_http } },
  }
  const changed = RELOADABLE.filter((path) => !isDeepStrictEqual(takes[path], config))
  Object.assign(config, {
    log: fresh.log,
    politeness: fresh.politeness,
    cadence: fresh.cadence,
    outcome: fresh.outcome,
    watchlist: fresh.watchlist,
    deliver: takes['deliver.allow_http'].deliver,
  })
  const keys = Object.keys(fresh) as Array<keyof Config>
  return { changed, needs_restart: keys.filter((key) => !isDeepStrictEqual(config[key], fresh[key])) }
}
