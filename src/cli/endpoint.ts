import { Command } from 'commander'
import type { Preferences } from '../alert/preferences.ts'
import {
  type EndpointChangeDeps,
  preferencesText,
  removeCommand,
  rotateCommand,
  setCommand,
} from './endpoint-change.ts'
import { moment, print, printJson, styled, table } from './print.ts'

export interface ListedEndpoint {
  name: string
  format: string
  /** The URL as it may be shown: host and a tag. */
  redacted: string
  failures: number
  failingSince: string | null
  disabledAt: string | null
  disabledReason: string | null
  preferences: Preferences
}

export interface EndpointDeps extends EndpointChangeDeps {
  addEndpoint(endpoint: {
    name: string
    url: string
    format: string
    secret: string | null
    /** Makes a key pair instead of a shared secret. */
    ed25519?: boolean
  }): Promise<{ id: string; name: string; secret: string | null; publicKey: string | null; redacted: string }>
  listEndpoints(): Promise<ListedEndpoint[]>
  /** Sends a signed test.ping now, by the same way as alerts. */
  testEndpoint(name: string): Promise<{ ok: boolean; status: number | null; error: string | null; tookMs: number }>
  disableEndpoint(name: string): Promise<void>
  enableEndpoint(name: string): Promise<void>
}

export function endpointCommand(deps: EndpointDeps): Command {
  const endpoint = new Command('endpoint').description('webhooks that alerts are sent to')
  endpoint.addCommand(addCommand(deps)).addCommand(listCommand(deps)).addCommand(testCommand(deps))
  endpoint.addCommand(setCommand(deps)).addCommand(rotateCommand(deps)).addCommand(removeCommand(deps))
  endpoint
    .command('disable')
    .description('stop sending to an endpoint; what it is owed can be replayed later')
    .argument('<name>')
    .addHelpText('after', '\nExample:\n  stet endpoint disable desk')
    .action(async (name: string) => {
      await deps.disableEndpoint(name)
      print(`disabled ${name}`)
    })
  endpoint
    .command('enable')
    .description('send to an endpoint again')
    .argument('<name>')
    .addHelpText('after', '\nExample:\n  stet endpoint enable desk')
    .action(async (name: string) => {
      await deps.enableEndpoint(name)
      print(`enabled ${name}; send what it missed with: stet deliveries replay --dead-since 24h --endpoint ${name}`)
    })
  return endpoint
}

interface AddOptions {
  format: string
  secret?: string
  ed25519?: boolean
  json?: boolean
}

function addCommand(deps: EndpointDeps): Command {
  return new Command('add')
    .description('register a webhook; its signing secret is shown once')
    .argument('<name>', 'a name of your own, such as desk')
    .argument('<url>', 'https URL that takes the alerts, or mailto:you@paper.example for format email')
    .option('-f, --format <format>', 'stet, slack, teams, discord or email', 'stet')
    .option('--secret <secret>', 'a whsec_ or whsk_ secret of your own')
    .option('--ed25519', 'sign with a key pair: the receiver gets a public key and shares no secret')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  stet endpoint add desk https://hooks.example/stet')
    .action(async (name: string, url: string, options: AddOptions, command: Command) => {
      const { format, secret = null, ed25519 = false } = options
      if (secret !== null && ed25519) command.error('give a secret of your own, or --ed25519')
      const added = await deps.addEndpoint({ name, url, format, secret, ed25519 })
      if (options.json) return printJson(added)
      print(`added endpoint ${added.name} (${added.redacted})`)
      if (added.publicKey) print(`receivers verify with: ${added.publicKey}`)
      if (added.secret) print(`signing secret, shown this once: ${added.secret}`)
      print(`try it with: stet endpoint test ${added.name}`)
    })
}

function listCommand(deps: EndpointDeps): Command {
  return new Command('list')
    .description('the endpoints and how they are doing')
    .option('--json', 'print JSON lines')
    .addHelpText('after', '\nExample:\n  stet endpoint list')
    .action(async (options: { json?: boolean }) => {
      const endpoints = await deps.listEndpoints()
      if (options.json) return endpoints.forEach(printJson)
      if (endpoints.length === 0) return print('no endpoints; add one with: stet endpoint add NAME URL')
      print(
        table(
          ['name', 'format', 'url', 'health', 'told'],
          endpoints.map((one) => [one.name, one.format, one.redacted, health(one), preferencesText(one.preferences)]),
        ),
      )
    })
}

function health(endpoint: ListedEndpoint): string {
  if (endpoint.disabledAt) return styled('red', `disabled ${moment(endpoint.disabledAt)}: ${endpoint.disabledReason}`)
  if (endpoint.failures === 0) return 'good'
  return styled('yellow', `${endpoint.failures} failures in a row since ${moment(endpoint.failingSince)}`)
}

function testCommand(deps: EndpointDeps): Command {
  return new Command('test')
    .description('send a signed test message now and show the answer')
    .argument('<name>')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  stet endpoint test desk')
    .action(async (name: string, options: { json?: boolean }) => {
      const result = await deps.testEndpoint(name)
      if (options.json) printJson(result)
      else if (result.ok) print(`${name} took the test message: ${result.status} in ${result.tookMs} ms`)
      else print(`${name} did not take the test message: ${result.error ?? `HTTP ${result.status}`}`)
      if (!result.ok) process.exitCode = 1
    })
}
