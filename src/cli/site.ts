import { Command, InvalidArgumentError, Option } from 'commander'
import { moment, print, printJson, safe, styled } from './print.ts'

/** Everything that is known and set of a host. */
export interface ShownSite {
  host: string
  articles: number
  due: number
  resting: number
  standings: Record<string, number>
  checksOfDay: number
  requestsPerDay: number
  gapMs: number
  /** Whether the gap is the operator's own for this host. */
  ownGap: boolean
  openAt: string | null
  busyUntil: string | null
  brokenAt: string | null
  /** How the host has been doing, in plain words, most telling first. */
  politeness: string[]
  robots: string
  ignoresRobots: boolean
  /** Names alone: a cookie is a secret. */
  headers: string[]
  habits: string
}

export interface SiteChange {
  /** null goes back to the settings' gap. */
  gapMs?: number | null
  ignoreRobots?: boolean
  /** An empty value removes the header. */
  headers?: Record<string, string>
}

export interface SiteDeps {
  site(host: string, change: SiteChange): Promise<ShownSite>
}

interface Options {
  gap?: number | 'default'
  ignoreRobots?: 'yes' | 'no'
  header: Record<string, string>
  json?: boolean
}

export function siteCommand(deps: SiteDeps): Command {
  return new Command('site')
    .description('what is known of a host, and the rules of its own that it has')
    .argument('<host>', 'as it stands in the URL, with a port if there is one')
    .option('--gap <ms>', 'milliseconds between two requests; "default" goes back to the settings', gapOf)
    .addOption(
      new Option('--ignore-robots <answer>', 'fetch what robots.txt forbids: your decision, logged').choices([
        'yes',
        'no',
      ]),
    )
    .option('--header <name: value>', 'send this header to the host; an empty value removes it', headerOf, {})
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  stet site news.example\n  stet site news.example --gap 5000 --header "cookie: consent=1"',
    )
    .action(async (host: string, { gap, ignoreRobots, header, json }: Options) => {
      const site = await deps.site(host.toLowerCase(), {
        ...(gap !== undefined && { gapMs: gap === 'default' ? null : gap }),
        ...(ignoreRobots && { ignoreRobots: ignoreRobots === 'yes' }),
        ...(Object.keys(header).length > 0 && { headers: header }),
      })
      if (json) return printJson(site)
      show(site)
    })
}

function show(site: ShownSite): void {
  const standings = Object.entries(site.standings).map(([outcome, count]) => `${count} ${outcome}`)
  print(styled('bold', safe(site.host)))
  print(`articles     ${site.articles}, ${site.due} due, ${site.resting} at rest`)
  if (standings.length > 0) print(`standing     ${standings.join(', ')}`)
  print(`gap          ${site.gapMs} ms (${site.ownGap ? 'its own' : 'of the settings'})`)
  print(`requests     ${site.checksOfDay} checks in the last 24 hours, at most ${site.requestsPerDay} requests a day`)
  print(`next request not before ${moment(site.openAt)} (UTC)${site.busyUntil ? ', being visited now' : ''}`)
  for (const line of site.politeness) print(`politeness   ${safe(line)}`)
  print(
    `robots.txt   ${safe(site.robots)}${site.ignoresRobots ? `; ${styled('yellow', 'ignored by your setting')}` : ''}`,
  )
  if (site.headers.length > 0) print(`headers      ${safe(site.headers.join(', '))}`)
  print(`habits       ${safe(site.habits)}`)
  if (site.brokenAt !== null) print(styled('yellow', `broken       told ${moment(site.brokenAt)}`))
}

function gapOf(text: string): number | 'default' {
  if (text === 'default') return text
  const gap = Number(text)
  if (!Number.isInteger(gap) || gap < 0 || gap > 86_400_000) {
    throw new InvalidArgumentError('must be milliseconds, at most a day, or "default"')
  }
  return gap
}

function headerOf(text: string, others: Record<string, string>): Record<string, string> {
  const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):\s*([\t\x20-\x7e]*?)\s*$/.exec(text) ?? []
  if (name === undefined || value === undefined) throw new InvalidArgumentError('must be "name: value" in plain ASCII')
  return { ...others, [name.toLowerCase()]: value }
}
