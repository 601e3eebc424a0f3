import { Command } from 'commander'
import type { Step } from './plan-watchlist.ts'
import { print, printJson, styled, table } from './print.ts'

export interface Applied {
  name: string
  steps: Step[]
  /** Whether anything was written. */
  applied: boolean
  /** Signing secrets that were made, by endpoint: shown this once. */
  secrets: Record<string, string>
}

export interface ApplyDeps {
  /** @param planned is told the plan before anything is written */
  apply(file: string, options: { dryRun: boolean; planned: (steps: Step[]) => void }): Promise<Applied>
}

export function applyCommand(deps: ApplyDeps): Command {
  return new Command('apply')
    .description('make the ledger match a watchlist: articles, sources, endpoints, routes and sites')
    .argument('<file>', 'a watchlist as YAML; config/watchlist.example.yaml shows one')
    .option('--dry-run', 'show what would be done and do nothing', false)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  stet apply watchlist.yaml --dry-run')
    .action(async (file: string, { dryRun, json }: { dryRun: boolean; json?: boolean }) => {
      const done = await deps.apply(file, { dryRun, planned: (steps) => (json ? undefined : show(steps)) })
      if (json) return printJson(done)
      for (const [name, secret] of Object.entries(done.secrets)) {
        print(`signing secret of ${name}, shown this once: ${secret}`)
      }
      const idle = done.steps.every(({ act }) => act === 'kept')
      if (idle) print(`nothing to do: the ledger matches watchlist ${done.name}`)
      else print(dryRun ? 'nothing was done: this was a dry run' : `applied watchlist ${done.name}`)
    })
}

const MARKS = { added: '+', changed: '~', removed: '-', kept: '!' } as const
const STYLES = { added: 'green', changed: 'yellow', removed: 'red', kept: 'dim' } as const

function show(steps: Step[]): void {
  if (steps.length === 0) return
  const rows = steps.map(({ act, what, name, detail }) => [
    styled(STYLES[act], `${MARKS[act]} ${act}`),
    what,
    name,
    detail,
  ])
  print(table(['plan', '', '', ''], rows))
}
