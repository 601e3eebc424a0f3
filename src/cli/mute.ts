import { Command, InvalidArgumentError } from 'commander'
import type { Mute } from '../alert/route.ts'
import { ahead } from './moment-of.ts'
import { moment, print, printJson, styled, table } from './print.ts'

export interface MuteDeps {
  /** `article` may be an id or a URL. */
  addMute(mute: Mute): Promise<{ id: string; mute: Mute }>
  listMutes(): Promise<Array<{ id: string; mute: Mute; createdAt: string }>>
  removeMute(id: string): Promise<void>
}

/** Mutes silence changes for every route. */
export function muteCommand(deps: MuteDeps): Command {
  const mute = new Command('mute').description('silence an article, a host, a rule or a kind of change for all routes')
  mute
    .command('add')
    .description('silence the changes that meet every condition given')
    .option('--article <article>', 'its id or its URL')
    .option('--host <host>', 'a host and what is below it')
    .option('--rule <rule>', 'a rule, as an alert names it')
    .option('--kind <kind>', 'number, person, quote, wording ...')
    .option('--until <time>', 'an ISO time, or 90m, 24h, 7d from now; for ever by default', ahead)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  stet mute add --article 12 --until 24h\n  stet mute add --host news.example --kind quote',
    )
    .action(async ({ json, ...wanted }: Mute & { json?: boolean }, command: Command) => {
      if (!(wanted.article ?? wanted.host ?? wanted.rule ?? wanted.kind)) {
        command.error('give at least one of --article, --host, --rule and --kind')
      }
      const added = await deps.addMute(wanted)
      if (json) return printJson(added)
      print(`mute ${added.id}: ${muteText(added.mute)}; to end it: stet mute remove ${added.id}`)
    })
  mute
    .command('list', { isDefault: true })
    .description('what is silenced')
    .option('--json', 'print JSON lines')
    .addHelpText('after', '\nExample:\n  stet mute list')
    .action(async (options: { json?: boolean }) => {
      const mutes = await deps.listMutes()
      if (options.json) return mutes.forEach(printJson)
      if (mutes.length === 0) return print('nothing is muted')
      const rows = mutes.map((one) => [one.id, moment(one.createdAt), muteText(one.mute)])
      print(table(['id', 'since', 'what'], rows))
    })
  mute
    .command('remove')
    .description('end a mute')
    .argument('<id>', 'its number', muteNumber)
    .addHelpText('after', '\nExample:\n  stet mute remove 3')
    .action(async (id: string) => {
      await deps.removeMute(id)
      print(`mute ${id} ended`)
    })
  return mute
}

export function muteText({ until, ...what }: Mute): string {
  const parts = Object.entries(what).map(([name, value]) => `${name} ${value}`)
  if (until === undefined) return parts.join(', ')
  const over = Date.parse(until) <= Date.now()
  return `${parts.join(', ')} ${over ? styled('dim', `until ${moment(until)} (over)`) : `until ${moment(until)}`}`
}

function muteNumber(text: string): string {
  if (!/^\d{1,18}$/.test(text)) throw new InvalidArgumentError('must be the number of a mute')
  return text
}
