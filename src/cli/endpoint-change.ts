import { Command, InvalidArgumentError } from 'commander'
import type { Preferences } from '../alert/preferences.ts'
import { span } from './moment-of.ts'
import { moment, print, printJson } from './print.ts'

/** What is given of an endpoint's preferences; `off` takes one away. */
export interface PreferencesGiven {
  mergeMinutes?: number
  breakThrough?: string
  perMinute?: number
  zone?: string
  digest?: { every: 'hour' } | { at: string[] } | 'off'
  quiet?: { from: string; to: string } | 'off'
}

export interface EndpointChangeDeps {
  setPreferences(name: string, given: PreferencesGiven): Promise<Preferences>
  rotateSecret(
    name: string,
    options: { overlapMs: number; secret: string | null },
  ): Promise<{ secret: string | null; publicKey: string | null; oldUntil: string }>
  /** How many messages it is still owed: 0 when it was removed, else it was disabled. */
  removeEndpoint(name: string): Promise<number>
}

export function setCommand(deps: EndpointChangeDeps): Command {
  return new Command('set')
    .description('how an endpoint wants to be told')
    .argument('<name>')
    .option('--merge-minutes <n>', 'edits of one article within so many minutes come as one message; 0 off', number)
    .option('--digest <times>', 'hour, or times of day such as 08:00,17:00; off', digest)
    .option('--quiet <hours>', 'hours without messages, such as 22:00-07:00; off', quiet)
    .option('--zone <zone>', 'time zone of both, such as Europe/Lisbon')
    .option('--break-through <severity>', 'from this severity on nothing waits: minor, major, critical or never')
    .option('--per-minute <n>', 'at most so many messages a minute', number)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  stet endpoint set desk --merge-minutes 10 --quiet 22:00-07:00 --zone Europe/Lisbon
  stet endpoint set boss --digest 08:00 --zone Europe/Lisbon --break-through never`,
    )
    .action(async (name: string, { json, ...given }: PreferencesGiven & { json?: boolean }, command: Command) => {
      if (Object.keys(given).length === 0) command.error('give at least one preference')
      const set = await deps.setPreferences(name, given)
      if (json) printJson(set)
      else print(`${name}: ${preferencesText(set)}`)
    })
}

/** Preferences in a line. */
export function preferencesText({ digest, quiet, ...set }: Preferences): string {
  const times =
    digest === undefined ? null : 'every' in digest ? 'every hour' : `${digest.at.join(', ')} ${digest.zone}`
  return [
    times === null ? 'at once' : `digest ${times}`,
    ...(set.merge_minutes > 0 ? [`merged over ${set.merge_minutes} min`] : []),
    ...(quiet ? [`quiet ${quiet.from}-${quiet.to} ${quiet.zone}`] : []),
    ...(times !== null || quiet || set.merge_minutes > 0 ? [`${set.break_through} breaks through`] : []),
    `at most ${set.per_minute} a minute`,
  ].join('; ')
}

export function rotateCommand(deps: EndpointChangeDeps): Command {
  return new Command('rotate')
    .description('give an endpoint a new signing secret, shown once; both sign for a while')
    .argument('<name>')
    .option('--overlap <time>', 'how long the old one signs too: 90m, 24h, 7d', span, span('24h'))
    .option('--secret <secret>', 'a whsec_ or whsk_ secret of your own')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  stet endpoint rotate desk --overlap 24h')
    .action(async (name: string, options: { overlap: number; secret?: string; json?: boolean }) => {
      const rotated = await deps.rotateSecret(name, { overlapMs: options.overlap, secret: options.secret ?? null })
      if (options.json) return printJson(rotated)
      if (rotated.secret) print(`new signing secret of ${name}, shown this once: ${rotated.secret}`)
      if (rotated.publicKey) print(`receivers verify with: ${rotated.publicKey}`)
      print(`the old one signs too until ${moment(rotated.oldUntil)} UTC: put the new one into the receiver before`)
    })
}

export function removeCommand(deps: EndpointChangeDeps): Command {
  return new Command('remove')
    .description('remove an endpoint with its log; one that is still owed messages is disabled instead')
    .argument('<name>')
    .addHelpText('after', '\nExample:\n  stet endpoint remove desk')
    .action(async (name: string) => {
      const owed = await deps.removeEndpoint(name)
      if (owed === 0) return print(`removed ${name}`)
      print(`${name} was owed ${owed} messages: disabled, not removed`)
      print(
        `send them with: stet endpoint enable ${name}, then stet deliveries replay --dead-since 1h --endpoint ${name}`,
      )
      print(`or give them up with: stet endpoint remove ${name}`)
      process.exitCode = 1
    })
}

function number(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('must be a whole number')
  return Number(text)
}

function digest(text: string): NonNullable<PreferencesGiven['digest']> {
  if (text === 'off') return 'off'
  return text === 'hour' ? { every: 'hour' } : { at: text.split(',').map((time) => time.trim()) }
}

function quiet(text: string): NonNullable<PreferencesGiven['quiet']> {
  if (text === 'off') return 'off'
  const [from = '', to, ...rest] = text.split('-')
  if (to === undefined || rest.length > 0) throw new InvalidArgumentError('must be hours such as 22:00-07:00, or off')
  return { from, to }
}
