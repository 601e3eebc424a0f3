import { Command, InvalidArgumentError } from 'commander'
import { ago } from './moment-of.ts'
import { moment, print, printJson, safe, short, styled, table } from './print.ts'

export interface RouteAsksDeps {
  explainAlert(alert: string): Promise<{
    id: string
    line: string
    foundAt: string
    /** By today's routes and mutes. */
    routes: Array<{ name: string; matched: boolean; reason: string; endpoints: string[] }>
  }>
  testRoute(
    name: string,
    since: string,
    weights: Record<string, number>,
  ): Promise<{
    /** Edits of publishers that were compared, and alerts they came to. */
    edits: number
    articles: number
    alerts: number
    sent: Array<{ foundAt: string; severity: string; line: string; article: string; reason: string }>
  }>
}

/** Why an alert goes where it goes. */
export function explainCommand(deps: RouteAsksDeps): Command {
  return new Command('explain')
    .description("every route with why it sends an alert or does not, by today's routes and mutes")
    .argument('<alert>', 'its number (stet alerts), or the id of its event')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  stet route explain 7')
    .action(async (alert: string, options: { json?: boolean }) => {
      const told = await deps.explainAlert(alert)
      if (options.json) return printJson(told)
      print(`alert ${told.id} of ${moment(told.foundAt)}: ${safe(told.line)}`)
      if (told.routes.length === 0) return print('no routes')
      const rows = told.routes.map(({ name, matched, reason, endpoints }) => [
        matched ? styled('green', 'sends') : 'silent',
        name,
        matched ? endpoints.join(', ') || 'nowhere' : '-',
        short(reason, 120),
      ])
      print(table(['', 'route', 'to', 'why'], rows))
    })
}

/** What a route would have sent. */
export function testCommand(deps: RouteAsksDeps): Command {
  return new Command('test')
    .description("replay stored versions through today's comparison, and show what a route would have sent")
    .argument('<route>', 'its name')
    .option('--since <time>', 'versions found since: an ISO time, or 90m, 24h, 30d', ago, ago('30d'))
    .option('--weight <rule=points...>', 'other points for a rule, kind or field, as in number_changed=20', weight, {})
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  stet route test casualties --since 30d\n  stet route test desk --weight wording=5',
    )
    .action(async (name: string, options: { since: string; weight: Record<string, number>; json?: boolean }) => {
      const told = await deps.testRoute(name, options.since, options.weight)
      if (options.json) return printJson(told)
      if (told.sent.length > 0) {
        const rows = told.sent.map((one) => [moment(one.foundAt), one.severity, one.reason, short(one.line, 120)])
        print(table(['found', 'severity', 'why', 'line'], rows))
      }
      print(
        `${told.edits} edits of ${told.articles} articles since ${moment(options.since)}: ${told.alerts} alerts, of which route ${name} would have sent ${told.sent.length}`,
      )
    })
}

function weight(text: string, before: Record<string, number>): Record<string, number> {
  const [, name = '', points] = /^([a-z_]+)=(-?\d{1,3}(?:\.\d+)?)$/.exec(text) ?? []
  if (points === undefined) throw new InvalidArgumentError('must be a rule and its points, as number_changed=20')
  return { ...before, [name]: Number(points) }
}
