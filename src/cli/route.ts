import { Command } from 'commander'
import type { RouteRule } from '../alert/route.ts'
import { ahead } from './moment-of.ts'
import { moment, print, printJson, styled, table } from './print.ts'
import { explainCommand, type RouteAsksDeps, testCommand } from './route-asks.ts'

export interface RouteDeps extends RouteAsksDeps {
  /** Returns the names of routes that already tell these endpoints everything. */
  addRoute(route: { name: string; rule: unknown; endpoints: string[]; replace: boolean }): Promise<string[]>
  listRoutes(): Promise<Array<{ name: string; rule: RouteRule; endpoints: Array<{ name: string; disabled: boolean }> }>>
  removeRoute(name: string): Promise<void>
  /** Null wakes it. */
  snoozeRoute(name: string, until: string | null): Promise<void>
  muteRoute(name: string, muted: boolean): Promise<void>
}

/** Routes decide which alert goes to which endpoint. */
export function routeCommand(deps: RouteDeps): Command {
  return new Command('route')
    .description('which alerts go to which endpoints')
    .addCommand(addCommand(deps))
    .addCommand(listCommand(deps))
    .addCommand(removeCommand(deps))
    .addCommand(snoozeCommand(deps))
    .addCommand(muteCommand(deps))
    .addCommand(explainCommand(deps))
    .addCommand(testCommand(deps))
}

interface AddOptions {
  to: string[]
  replace?: boolean
  tag?: string[]
  host?: string[]
  article?: string[]
  field?: string[]
  kind?: string[]
  rule?: string[]
  minSeverity?: string
  word?: string[]
  notWord?: string[]
  lang?: string[]
  type?: string[]
}

function addCommand(deps: RouteDeps): Command {
  return new Command('add')
    .description('send the alerts that meet every condition to endpoints; of a list any one is enough')
    .argument('<name>', 'a name of your own, such as casualties')
    .requiredOption('--to <endpoint...>', 'endpoints to tell')
    .option('--tag <tag...>', 'the article has one of these tags')
    .option('--host <host...>', 'the article is on one of these hosts or below')
    .option('--article <id...>', 'one of these articles')
    .option('--field <field...>', 'headline, standfirst, body, byline, notice ...')
    .option('--kind <kind...>', 'number, person, quote, polarity, correction ...')
    .option('--rule <rule...>', 'the rule that judged it, as an alert names it')
    .option('--min-severity <severity>', 'minor, major or critical')
    .option('--word <words...>', 'words or phrases in the old or new text; a trailing * matches any ending')
    .option('--not-word <words...>', 'not when the text holds one of these')
    .option('--lang <lang...>', 'languages of the article; pt includes pt-BR')
    .option(
      '--type <type...>',
      'article.changed, article.*, endpoint.*, site.broken, source.gone, disk.low or * (default: article.*)',
    )
    .option('--replace', 'replace the route of this name')
    .addHelpText(
      'after',
      `
Examples:
  stet route add casualties --to desk --kind number --min-severity critical
  stet route add harbour --to desk --tag harbour --word "Port Quay" ferr*
  stet route add trouble --to ops --type "endpoint.*" site.broken disk.low`,
    )
    .action(async (name: string, options: AddOptions) => {
      const rule = ruleOf(options)
      const others = await deps.addRoute({ name, rule, endpoints: options.to, replace: options.replace === true })
      print(`route ${name} tells ${options.to.join(', ')}: ${ruleText(rule)}`)
      for (const other of others) {
        print(`route ${other} tells them of every alert already; to end that: stet route remove "${other}"`)
      }
    })
}

/** The conditions given; those left out are left out. */
function ruleOf(options: AddOptions): Record<string, unknown> {
  const given = {
    types: options.type,
    tags: options.tag,
    hosts: options.host?.map((host) => host.toLowerCase()),
    articles: options.article,
    langs: options.lang,
    min_severity: options.minSeverity,
    fields: options.field,
    kinds: options.kind,
    rules: options.rule,
    words: options.word,
    not_words: options.notWord,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

function ruleText({ muted: _, snoozed_until: __, ...conditions }: Record<string, unknown>): string {
  const parts = Object.entries(conditions).map(([name, value]) => `${name} ${[value].flat().map(String).join(' or ')}`)
  return parts.length === 0 ? 'every article.*' : parts.join('; ')
}

function listCommand(deps: RouteDeps): Command {
  return new Command('list')
    .description('the routes, their conditions and where they lead')
    .option('--json', 'print JSON lines')
    .addHelpText('after', '\nExample:\n  stet route list')
    .action(async (options: { json?: boolean }) => {
      const routes = await deps.listRoutes()
      if (options.json) return routes.forEach(printJson)
      if (routes.length === 0) return print('no routes; add one with: stet route add NAME --to ENDPOINT')
      const rows = routes.map(({ name, rule, endpoints }) => [
        name,
        endpoints.map((one) => (one.disabled ? `${one.name} (disabled)` : one.name)).join(', ') || 'nowhere',
        state(rule),
        ruleText(rule),
      ])
      print(table(['name', 'to', 'state', 'conditions'], rows))
    })
}

function state(rule: RouteRule): string {
  if (rule.muted) return styled('yellow', 'muted')
  if (rule.snoozed_until === undefined || Date.parse(rule.snoozed_until) <= Date.now()) return 'open'
  return styled('yellow', `snoozed until ${moment(rule.snoozed_until)}`)
}

function removeCommand(deps: RouteDeps): Command {
  return new Command('remove')
    .description('remove a route; what is owed already still goes out')
    .argument('<name>')
    .addHelpText('after', '\nExample:\n  stet route remove casualties')
    .action(async (name: string) => {
      await deps.removeRoute(name)
      print(`removed route ${name}`)
    })
}

function snoozeCommand(deps: RouteDeps): Command {
  return new Command('snooze')
    .description('keep a route silent for a while; what happens meanwhile is not told later')
    .argument('<name>')
    .option('--until <time>', 'an ISO time, or 90m, 24h, 7d from now', ahead)
    .option('--off', 'wake it now')
    .addHelpText('after', '\nExample:\n  stet route snooze casualties --until 8h')
    .action(async (name: string, options: { until?: string; off?: boolean }, command: Command) => {
      if ((options.until === undefined) === (options.off === undefined)) command.error('give --until TIME, or --off')
      await deps.snoozeRoute(name, options.until ?? null)
      print(options.until ? `route ${name} is silent until ${moment(options.until)} UTC` : `route ${name} is awake`)
    })
}

function muteCommand(deps: RouteDeps): Command {
  return new Command('mute')
    .description('keep a route silent until further notice')
    .argument('<name>')
    .option('--off', 'let it speak again')
    .addHelpText('after', '\nExample:\n  stet route mute casualties')
    .action(async (name: string, options: { off?: boolean }) => {
      await deps.muteRoute(name, options.off !== true)
      print(
        options.off
          ? `route ${name} speaks again`
          : `route ${name} is muted; to end that: stet route mute "${name}" --off`,
      )
    })
}
