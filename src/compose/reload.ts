import { isDeepStrictEqual } from 'node:util'
import type { Config } from '../config.ts'

/** Settings that are read where they are used, and so can change while the program runs. */
const RELOADABLE = ['log', 'politeness', 'cadence', 'watchlist'] as const

/**
 * Takes over the settings that can change while running, in place: everything that holds `config` sees them.
 * @returns what changed, and what changed but waits for a restart
 */
export function takeOver(config: Config, fresh: Config): { changed: string[]; needs_restart: string[] } {
  const differs = (Object.keys(fresh) as Array<keyof Config>).filter(
    (key) => !isDeepStrictEqual(config[key], fresh[key]),
  )
  for (const key of RELOADABLE) Object.assign(config, { [key]: fresh[key] })
  const { allow_http } = fresh.deliver
  const changed: string[] = differs.filter((key) => RELOADABLE.some((one) => one === key))
  if (!isDeepStrictEqual(config.deliver.allow_http, allow_http)) changed.push('deliver.allow_http')
  Object.assign(config.deliver, { allow_http })
  const waiting = differs.filter((key) => !isDeepStrictEqual(config[key], fresh[key]))
  return { changed, needs_restart: waiting }
}
