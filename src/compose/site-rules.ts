import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { parseSiteRules, type SiteRules } from '../extract/site-rules.ts'

const NO_RULES = { version: 'none', rules: null }

/** The rules of `<folder>/<host>.yaml` by host; a host without a file has none. Read once, at start and on reload. */
export function readSiteRules(folder: string): (host: string) => { version: string; rules: SiteRules | null } {
  const byHost = new Map<string, { version: string; rules: SiteRules }>()
  for (const file of existsSync(folder) ? readdirSync(folder) : []) {
    if (!file.endsWith('.yaml')) continue
    const text = readFileSync(join(folder, file), 'utf8')
    const rules = parseSiteRules(file, parse(text))
    // The text decides, not the number its author remembers to raise.
    const version = `${rules.version}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`
    byHost.set(file.slice(0, -'.yaml'.length).toLowerCase(), { version, rules })
  }
  return (host) => byHost.get(host) ?? NO_RULES
}
