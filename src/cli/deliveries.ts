import { Command, InvalidArgumentError, Option } from 'commander'
import type { EndedAttempt, ListedDelivery } from '../store/delivery-log.ts'
import { wholeNumber } from './list.ts'
import { ago } from './moment-of.ts'
import { moment, print, printJson, safe, short, styled, table } from './print.ts'

interface Wanted {
  endpoint?: string
  state?: string
  since?: string
  /** Its id or its URL. */
  article?: string
  limit: number
}

export interface DeliveriesDeps {
  listDeliveries(wanted: Wanted): Promise<ListedDelivery[]>
  /** The last attempts, then each one as it ends, until the signal. */
  followAttempts(
    wanted: { endpoint?: string },
    following: { signal: AbortSignal; told: (attempt: EndedAttempt) => void },
  ): Promise<void>
  showDelivery(id: string): Promise<{
    id: string
    state: string
    webhookId: string | null
    body: string | null
    attempts: Array<{
      no: number
      startedAt: string
      tookMs: number | null
      status: number | null
      error: string | null
      answer: string | null
    }>
  }>
  replay(which: { id: string } | { deadSince: string; endpoint?: string }): Promise<string[]>
}

export function deliveriesCommand(deps: DeliveriesDeps): Command {
  const deliveries = new Command('deliveries').description('messages owed to endpoints, sent, and given up')
  deliveries
    .command('list', { isDefault: true })
    .description('deliveries, newest first')
    .option('-e, --endpoint <name>', 'only those to this endpoint')
    .addOption(new Option('-s, --state <state>', 'only those').choices(['open', 'pending', 'delivered', 'dead']))
    .option('--since <time>', 'only those owed since: an ISO time, or 90m, 24h, 7d', ago)
    .option('-a, --article <article>', 'only those about this article: its id or its URL')
    .option('-n, --limit <number>', 'at most so many', wholeNumber, 50)
    .option('--json', 'print JSON lines')
    .addHelpText('after', '\nExample:\n  stet deliveries list --state dead --since 24h')
    .action(async ({ json, ...wanted }: Wanted & { json?: boolean }) => {
      const found = await deps.listDeliveries(wanted)
      if (json) return found.forEach(printJson)
      if (found.length === 0) return print('no deliveries')
      const rows = found.map((one) => [
        one.id,
        one.endpoint,
        state(one),
        String(one.tries),
        moment(one.createdAt),
        short(one.line, 80),
      ])
      print(table(['id', 'endpoint', 'state', 'tries', 'owed since', 'line'], rows))
    })
  deliveries
    .command('show')
    .description('one delivery with every attempt and its bytes')
    .argument('<id>', 'its number', deliveryNumber)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  stet deliveries show 7')
    .action(async (id: string, options: { json?: boolean }) => {
      const found = await deps.showDelivery(id)
      if (options.json) return printJson(found)
      print(`delivery ${found.id}, ${found.state}, webhook-id ${found.webhookId ?? '(not yet released)'}`)
      const rows = found.attempts.map((one) => [
        String(one.no),
        one.startedAt,
        one.tookMs === null ? 'cut short' : `${one.tookMs} ms`,
        one.status === null ? '-' : String(one.status),
        short(one.error ?? one.answer ?? '', 100),
      ])
      print(table(['try', 'started', 'took', 'status', 'error or answer'], rows))
      if (found.body) print(`\n${safe(found.body)}`)
    })
  deliveries
    .command('replay')
    .description('send again: the same webhook-id and the same bytes')
    .argument('[id]', 'one delivery', deliveryNumber)
    .option('--dead-since <time>', 'all that were given up since: an ISO time, or 90m, 24h, 7d', ago)
    .option('-e, --endpoint <name>', 'of these only those to this endpoint')
    .addHelpText('after', '\nExamples:\n  stet deliveries replay 7\n  stet deliveries replay --dead-since 24h')
    .action(async (id: string | undefined, options: { deadSince?: string; endpoint?: string }, command: Command) => {
      if ((id === undefined) === (options.deadSince === undefined)) command.error('give one delivery, or --dead-since')
      const which = id === undefined ? { deadSince: options.deadSince ?? '', ...options } : { id }
      const again = await deps.replay(which)
      print(again.length === 0 ? 'nothing to send again' : `sending again: ${again.join(', ')}`)
    })
  return deliveries.addCommand(followCommand(deps))
}

function followCommand(deps: DeliveriesDeps): Command {
  return new Command('follow')
    .description('print the last attempts, then each one as it ends, until Ctrl-C')
    .option('-e, --endpoint <name>', 'only those to this endpoint')
    .option('--json', 'print JSON lines')
    .addHelpText('after', '\nExample:\n  stet deliveries follow --endpoint desk')
    .action(async ({ json, ...wanted }: { endpoint?: string; json?: boolean }) => {
      const over = new AbortController()
      for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => over.abort())
      const told = json ? printJson : (one: EndedAttempt) => print(attemptLine(one))
      await deps.followAttempts(wanted, { signal: over.signal, told })
    })
}

function attemptLine({
  delivery,
  no,
  endpoint,
  startedAt,
  tookMs,
  status,
  error,
  state: came,
  line,
}: EndedAttempt): string {
  const answered = error ?? (status === null ? 'no answer' : String(status))
  const told = styled(came === 'delivered' ? 'green' : came === 'dead' ? 'red' : 'yellow', came)
  return `${startedAt}  ${endpoint}  delivery ${delivery} try ${no}  ${told}  ${short(answered, 80)} in ${tookMs} ms  ${short(line, 80)}`
}

function state(one: ListedDelivery): string {
  if (one.state === 'dead') return styled('red', `dead: ${one.reason ?? ''}`)
  if (one.state === 'delivered') return `delivered ${moment(one.doneAt)}`
  const why = one.lastError ?? (one.lastStatus === null ? null : `HTTP ${one.lastStatus}`)
  return styled(
    'yellow',
    `${one.state}, next ${moment(one.nextAttemptAt)}${why === null ? '' : ` after ${short(why, 40)}`}`,
  )
}

function deliveryNumber(text: string): string {
  if (!/^\d{1,18}$/.test(text)) throw new InvalidArgumentError('must be the number of a delivery')
  return text
}
