import { Command } from 'commander'
import type { ListedAlert } from '../store/alerts.ts'
import { wholeNumber } from './list.ts'
import { moment, print, printJson, short, table } from './print.ts'

export interface AlertsDeps {
  /** `article` may be an id or a URL. */
  listAlerts(wanted: { article?: string; limit: number }): Promise<ListedAlert[]>
}

export function alertsCommand(deps: AlertsDeps): Command {
  return new Command('alerts')
    .description('what was found worth telling, newest first, and whom it was owed to')
    .option('-a, --article <article>', 'only of this article: its id or its URL')
    .option('-n, --limit <number>', 'at most so many', wholeNumber, 50)
    .option('--json', 'print JSON lines')
    .addHelpText('after', '\nExample:\n  stet alerts --article 12')
    .action(async ({ json, ...wanted }: { article?: string; limit: number; json?: boolean }) => {
      const alerts = await deps.listAlerts(wanted)
      if (json) return alerts.forEach(printJson)
      if (alerts.length === 0) return print('no alerts')
      const rows = alerts.map((one) => [
        one.id,
        moment(one.foundAt),
        one.severity,
        one.endpoints.join(', ') || 'nobody',
        one.answer ?? '-',
        short(one.line, 100),
      ])
      print(table(['id', 'found', 'severity', 'told', 'answer', 'line'], rows))
    })
}
