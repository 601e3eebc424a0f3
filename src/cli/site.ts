import { Command, InvalidArgumentError, Option } from 'commander'
import type { Trouble } from '../article.ts'
import { moment, print, printJson, safe, short, styled } from './print.ts'

/** Everything that is known and set of a host. */
export interface ShownSite {
  host: string
  articles: number
  due: number
  resting: number
  standings: Record<string, number>
  checksOfDay: number
  requestsPerDay: number
  /** Whether the number is the operator's own for this host. */
  ownRequests: boolean
  /** The outbound proxy of the settings for this host, without its login. */
  proxy: string | null
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
  /** Extractions of the last 24 hours, and what ailed them. */
  health: { looks: number; failed: number; fieldsLost: number; halved: number }
  /** Set while most of its articles are read wrongly. */
  trouble: Trouble | null
  /** Texts beside the articles that are kept from alerting, or are suspected to be. */
  furniture: Furniture[]
}

/** A place whose text turns by itself, or a paragraph that stands on several articles. */
export interface Furniture {
  /** What it is released by. */
  key: string
  state: 'quarantined' | 'suspected' | 'released'
  since: string | null
  /** Where it stands; null for a paragraph. */
  place: string | null
  text: string | null
  reason: string
}

export interface SiteChange {
  /** null goes back to the settings' gap. */
  gapMs?: number | null
  ignoreRobots?: boolean
  /** null goes back to the settings' number. */
  dayRequests?: number | null
  /** Ask it as one that was never met. */
  anew?: boolean
  /** An empty value removes the header. */
  headers?: Record<string, string>
  /** Key of furniture to be compared and told again, for good; or of one to be quarantined after all. */
  release?: string
  quarantine?: string
  /** What to do with what is held while the site is in trouble. */
  resume?: 'tell' | 'accept'
}

export interface SiteDeps {
  site(host: string, change: SiteChange): Promise<ShownSite>
}

interface Options {
  gap?: number | 'default'
  ignoreRobots?: 'yes' | 'no'
  dayRequests?: number | 'default'
  anew?: boolean
  header: Record<string, string>
  release?: string
  quarantine?: string
  resume?: 'tell' | 'accept'
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
    .option('--day-requests <number>', 'requests to it in a day; "default" goes back to the settings', requestsOf)
    .option('--anew', 'forget its failures, its slowdown and its robots.txt: it is asked as one never met')
    .option('--header <name: value>', 'send this header to the host; an empty value removes it', headerOf, {})
    .addOption(
      new Option(
        '--resume <how>',
        'end the holding of a broken site: "tell" what looks wrong, or "accept" it as its new look and tell nothing',
      ).choices(['tell', 'accept']),
    )
    .option('--release <key>', 'never take this for furniture again: its edits are compared and told')
    .option('--quarantine <key>', 'take that back: it may be furniture again')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  stet site news.example\n  stet site news.example --gap 5000 --header "cookie: consent=1"\n  stet site news.example --release place:0a1b2c3d4e',
    )
    .action(async (host: string, options: Options) => {
      const { gap, ignoreRobots, dayRequests, anew, header, release, quarantine, resume, json } = options
      const site = await deps.site(host.toLowerCase(), {
        ...(gap !== undefined && { gapMs: gap === 'default' ? null : gap }),
        ...(ignoreRobots && { ignoreRobots: ignoreRobots === 'yes' }),
        ...(dayRequests !== undefined && { dayRequests: dayRequests === 'default' ? null : dayRequests }),
        ...(anew && { anew }),
        ...(Object.keys(header).length > 0 && { headers: header }),
        ...(release !== undefined && { release }),
        ...(quarantine !== undefined && { quarantine }),
        ...(resume && { resume }),
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
  const ofDay = `at most ${site.requestsPerDay} requests a day${site.ownRequests ? ' (its own)' : ''}`
  print(`requests     ${site.checksOfDay} checks in the last 24 hours, ${ofDay}`)
  if (site.proxy !== null)
    print(`proxy        ${safe(site.proxy)}: told the addresses that were judged here, never a name`)
  print(`next request not before ${moment(site.openAt)} (UTC)${site.busyUntil ? ', being visited now' : ''}`)
  for (const line of site.politeness) print(`politeness   ${safe(line)}`)
  print(
    `robots.txt   ${safe(site.robots)}${site.ignoresRobots ? `; ${styled('yellow', 'ignored by your setting')}` : ''}`,
  )
  if (site.headers.length > 0) print(`headers      ${safe(site.headers.join(', '))}`)
  print(`habits       ${safe(site.habits)}`)
  print(`extraction   ${healthOf(site.health)}`)
  if (site.trouble !== null) print(`broken       ${troubleLine(site.host, site.trouble)}`)
  for (const one of site.furniture) {
    const since = one.since === null ? '' : ` since ${moment(one.since)}`
    const state = one.state === 'quarantined' ? styled('yellow', one.state) : one.state
    print(`furniture    ${one.key}  ${state}${since}: ${safe(one.reason)}`)
    if (one.place !== null) print(styled('dim', `             at ${short(one.place, 100)}`))
    if (one.text !== null) print(styled('dim', `             ${short(one.text, 100)}`))
  }
  if (site.brokenAt !== null) print(styled('yellow', `broken       told ${moment(site.brokenAt)}`))
}

function healthOf({ looks, failed, fieldsLost, halved }: ShownSite['health']): string {
  const ailed = [`${failed} failed`, `${fieldsLost} lost headline, byline or date`, `${halved} lost half of their text`]
  const share = looks === 0 ? 0 : Math.round(((failed + fieldsLost + halved) / looks) * 100)
  return `${looks} pages read in the last 24 hours: ${ailed.join(', ')} (${share} %)`
}

/** A site in trouble in one line, for people. */
export function troubleLine(host: string, { since, ailment, ailing, looked, resumed }: Trouble): string {
  const what = `${host}: ${ailment} on ${ailing} of ${looked} articles since ${moment(since)}`
  if (resumed !== null) return styled('yellow', `${what}: resumed by the operator (${resumed})`)
  return styled('red', `${what}: their alerts are held; stet site ${safe(host)} --resume tell or accept ends that`)
}

function gapOf(text: string): number | 'default' {
  if (text === 'default') return text
  const gap = Number(text)
  if (!Number.isInteger(gap) || gap < 0 || gap > 86_400_000) {
    throw new InvalidArgumentError('must be milliseconds, at most a day, or "default"')
  }
  return gap
}

function requestsOf(text: string): number | 'default' {
  if (text === 'default') return text
  const requests = Number(text)
  if (!Number.isInteger(requests) || requests < 1) {
    throw new InvalidArgumentError('must be a whole number above 0, or "default"')
  }
  return requests
}

function headerOf(text: string, others: Record<string, string>): Record<string, string> {
  const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):\s*([\t\x20-\x7e]*?)\s*$/.exec(text) ?? []
  if (name === undefined || value === undefined) throw new InvalidArgumentError('must be "name: value" in plain ASCII')
  return { ...others, [name.toLowerCase()]: value }
}
