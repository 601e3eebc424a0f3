import { Command } from 'commander'
import { type EndpointDeps, endpointCommand } from './endpoint.ts'
import { type TrackDeps, trackCommand } from './track.ts'

/** Everything the commands need of the rest: main hands it over. */
export interface CliDeps extends TrackDeps, EndpointDeps {
  version: string
  run(): Promise<void>
}

/** The `stet` command. Answers go to stdout, everything else to stderr. Exit codes: 0 done, 1 failed, 2 misused, 78 bad settings. */
export function createProgram(deps: CliDeps): Command {
  const program = new Command('stet')
    .description('Watches published news articles and tells editors when a headline or a key fact changes.')
    .version(deps.version)
    .showHelpAfterError('(stet --help, or stet COMMAND --help, tells more)')
    .addHelpText(
      'after',
      '\nStart with:\n  stet endpoint add desk https://hooks.example/stet\n  stet track https://news.example/story\n  stet run',
    )
  program.command('run').description('run the worker until it is stopped').action(deps.run)
  program.addCommand(trackCommand(deps))
  program.addCommand(endpointCommand(deps))
  return program
}
