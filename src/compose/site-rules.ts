import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Config } from '../config.ts'
import { asError, StetError } from '../errors.ts'
import { parseSiteRules, type SiteRules } from '../extract/site-rules.ts'

/** The rules that a host's pages are read by; `file` names where they stand, null where there are none. */
export interface RulesOfSite {
  version: string
  rules: SiteRules | null
  file: string | null
}

export type SiteRuleBook = (host: string) => RulesOfSite

const NO_RULES: RulesOfSite = { version: 'none', rules: null, file: null }

/** Where the rules stand: the operator's folder, or the program's own. */
export function siteRulesFolder({ site_rules }: Pick<Config, 'site_rules'>, folder: string): string {
  return site_rules ?? join(folder, 'config', 'sites')
}

/**
 * The rules of `<folder>/<host>.yaml` by host; a host without a file has none. Read once, at start and on reload.
 * @throws StetError `site_rules_invalid` naming every fault of every file
 */
export function readSiteRules(folder: string): SiteRuleBook {
  const byHost = new Map<string, RulesOfSite>()
  const faults: string[] = []
  if (!existsSync(folder)) return () => NO_RULES
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.yaml')) continue
    try {
      const host = file.slice(0, -'.yaml'.length)
      if (hostOf(host) !== host)
        throw new StetError('site_rules_invalid', `${file}: is not named by a host, in lower case`)
      const text = readFileSync(join(folder, file), 'utf8')
      const rules = parseSiteRules(file, parsed(file, text))
      // The text decides, not the number its author remembers to raise.
      const version = `${rules.version}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`
      byHost.set(host, { version, rules, file: join(folder, file) })
    } catch (thrown) {
      faults.push(asError(thrown).message)
    }
  }
  if (faults.length > 0) throw new StetError('site_rules_invalid', faults.join('; '))
  return (host) => byHost.get(host) ?? NO_RULES
}

function hostOf(text: string): string | null {
  return URL.canParse(`http://${text}/`) ? new URL(`http://${text}/`).host : null
}

function parsed(file: string, text: string): unknown {
  try {
    return parse(text)
  } catch (thrown) {
    const [first = ''] = asError(thrown).message.split('\n')
    throw new StetError('site_rules_invalid', `${file}: is no YAML: ${first}`, { cause: thrown })
  }
}
