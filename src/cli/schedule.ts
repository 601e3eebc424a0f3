import { Command, InvalidArgumentError } from 'commander'
import type { Load } from '../cadence/forecast.ts'
import type { SiteDelay } from '../store/schedule.ts'
import { wholeNumber } from './list.ts'
import { moment, print, printJson, safe, styled, table } from './print.ts'

/** An article's next check and why it is then. */
export interface Explained {
  id: string
  url: string
  host: string
  lastCheckedAt: string | null
  nextCheckAt: string | null
  /** In plain words. */
  reason: string
  /** Expected edits an hour when that was chosen; null before the first check. */
  editsPerHour: number | null
  wokenAt: string | null
}

export interface Forecast {
  load: Load[]
  delays: SiteDelay[]
}

export interface ScheduleDeps {
  explainSchedule(article: string): Promise<Explained>
  /** Brings the next check forward as an editor asks for it; says what came of it. */
  pull(article: string): Promise<{ id: string; url: string; at: string; woken: boolean; moved: boolean }>
  forecast(wanted: { host: string | null; hours: number }): Promise<Forecast>
}

interface Options {
  now?: boolean
  forecast?: boolean
  host?: string
  hours: number
  json?: boolean
}

export function scheduleCommand(deps: ScheduleDeps): Command {
  const command = new Command('schedule')
  return command
    .description('when an article is checked next and why; or the load to come')
    .argument('[article]', 'its id or its URL')
    .option('--now', 'bring its next check forward to now; wakes one that rests')
    .option('--forecast', 'checks to come by host and hour, and how long edits wait to be found')
    .option('--host <host>', 'forecast this host alone')
    .option('--hours <number>', 'forecast so many hours', hoursAhead, 24)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  stet schedule 12\n  stet schedule 12 --now\n  stet schedule --forecast --hours 6',
    )
    .action(async (article: string | undefined, options: Options) => {
      if (options.forecast && article === undefined) return showForecast(deps, options)
      if (article === undefined || options.forecast) return command.error('name an article, or ask for --forecast')
      if (options.now) {
        const pulled = await deps.pull(article)
        if (options.json) return printJson(pulled)
        const how = pulled.moved ? (pulled.woken ? 'awake again, due' : 'due') : 'was due already,'
        return print(`${how}  ${moment(pulled.at)}  ${pulled.id}  ${pulled.url}`)
      }
      const told = await deps.explainSchedule(article)
      if (options.json) return printJson(told)
      print(`${styled('bold', safe(told.url))}`)
      print(`last check ${moment(told.lastCheckedAt)}, next check ${moment(told.nextCheckAt)} (UTC)`)
      print(safe(told.reason))
    })
}

async function showForecast(deps: ScheduleDeps, { host, hours, json }: Options): Promise<void> {
  const { load, delays } = await deps.forecast({ host: host ?? null, hours })
  if (json) return printJson({ load, delays })
  if (load.length === 0) return print('nothing is planned')
  const hosts = [...new Set(load.map((one) => one.host))]
  const starts = [...new Set(load.map((one) => one.hour))]
  const checks = new Map(load.map((one) => [`${one.host} ${one.hour}`, one.checks]))
  const rows = hosts.map((name) => [name, ...starts.map((hour) => String(checks.get(`${name} ${hour}`) ?? 0))])
  print(table(['checks by hour (UTC)', ...starts.map((hour) => hour.slice(11, 13))], rows))
  if (delays.length === 0) return
  print('')
  const delayRows = delays.map((one) => [
    one.host,
    String(one.articles),
    one.checksPerDay.toFixed(0),
    `${one.delayMinutes.toFixed(1)} min`,
    // An interval is the price over the attention: twice the checks halve every wait.
    `${(one.delayMinutes / 2).toFixed(1)} min`,
  ])
  print(table(['host', 'articles', 'checks a day', 'an edit waits', 'with twice the checks'], delayRows))
}

const MOST_HOURS = 168

function hoursAhead(text: string): number {
  const hours = wholeNumber(text)
  if (hours > MOST_HOURS) throw new InvalidArgumentError(`must be at most ${MOST_HOURS}`)
  return hours
}
