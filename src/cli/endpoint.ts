import { Command } from 'commander'
import { print, printJson } from './print.ts'

export interface EndpointDeps {
  addEndpoint(endpoint: {
    name: string
    url: string
    format: string
    secret: string | null
  }): Promise<{ id: string; name: string; secret: string | null; redacted: string }>
}

export function endpointCommand(deps: EndpointDeps): Command {
  const endpoint = new Command('endpoint').description('webhooks that alerts are sent to')
  endpoint
    .command('add')
    .description('register a webhook; its signing secret is shown once')
    .argument('<name>', 'a name of your own, such as desk')
    .argument('<url>', 'https URL that takes the alerts')
    .option('-f, --format <format>', 'stet, slack, teams or discord', 'stet')
    .option('--secret <secret>', 'a whsec_ or whsk_ secret of your own')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  stet endpoint add desk https://hooks.example/stet')
    .action(async (name: string, url: string, options: { format: string; secret?: string; json?: boolean }) => {
      const added = await deps.addEndpoint({ name, url, format: options.format, secret: options.secret ?? null })
      if (options.json) return printJson(added)
      print(`added endpoint ${added.name} (${added.redacted})`)
      if (added.secret) print(`signing secret, shown this once: ${added.secret}`)
    })
  return endpoint
}
