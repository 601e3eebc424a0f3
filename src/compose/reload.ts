import { isDeepStrictEqual } from 'node:util'
import type { Config } from '../config.ts'

/** Settings that are read where they are used, and so can change while the program runs. */
export const RELOADABLE = [
  'log',
  'politeness',
  'cadence',
  'sources',
  'outcome',
  'changes',
  'heartbeat',
  'maintain',
  'watchlist',
  'deliver.allow_http',
] as const

/**
 * Takes over the settings that can change while running, in place: everything that holds `config` sees them.
 * @returns what changed, and what changed but waits for a restart
 */
export function takeOver(config: Config, fresh: Config): { changed: string[]; needs_restart: string[] } {
  const changed = RELOADABLE.filter((path) => {
    // One setting within a section that else stays; all others are sections as a whole.
    const same =
      path === 'deliver.allow_http'
        ? isDeepStrictEqual(config.deliver.allow_http, fresh.deliver.allow_http)
        : isDeepStrictEqual(config[path], fresh[path])
    if (path === 'deliver.allow_http') config.deliver = { ...config.deliver, allow_http: fresh.deliver.allow_http }
    else Object.assign(config, { [path]: fresh[path] })
    return !same
  })
  const keys = Object.keys(fresh) as Array<keyof Config>
  return { changed, needs_restart: keys.filter((key) => !isDeepStrictEqual(config[key], fresh[key])) }
}
