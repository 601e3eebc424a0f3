import { Command } from 'commander'
import { type AlertsDeps, alertsCommand } from './alerts.ts'
import { type AnswerCommandDeps, answerCommand, answersCommand } from './answer.ts'
import { type ApplyDeps, applyCommand } from './apply.ts'
import { type CheckCommandDeps, checkCommand } from './check.ts'
import { type DeliveriesDeps, deliveriesCommand } from './deliveries.ts'
import { type DiffDeps, diffCommand } from './diff.ts'
import { type DoctorDeps, doctorCommand } from './doctor.ts'
import { type EndpointDeps, endpointCommand } from './endpoint.ts'
import { type ListDeps, listCommand } from './list.ts'
import { type MuteDeps, muteCommand } from './mute.ts'
import { type RouteDeps, routeCommand } from './route.ts'
import { type ScheduleDeps, scheduleCommand } from './schedule.ts'
import { type ShowDeps, showCommand } from './show.ts'
import { type SiteDeps, siteCommand } from './site.ts'
import { type SourceCommandDeps, sourceCommand } from './source.ts'
import { type StatusDeps, statusCommand } from './status.ts'
import { forgetCommand, type TrackDeps, trackCommand, untrackCommand } from './track.ts'

/** Everything the commands need of the rest: main hands it over. */
export interface CliDeps
  extends TrackDeps,
    ListDeps,
    ShowDeps,
    CheckCommandDeps,
    DiffDeps,
    EndpointDeps,
    DeliveriesDeps,
    AlertsDeps,
    AnswerCommandDeps,
    RouteDeps,
    MuteDeps,
    ApplyDeps,
    StatusDeps,
    DoctorDeps,
    ScheduleDeps,
    SiteDeps,
    SourceCommandDeps {
  version: string
  run(): Promise<void>
}

const START = `
Start with:
  stet endpoint add desk https://hooks.example/stet
  stet track https://news.example/2031/flood
  stet run

Exit codes: 0 done, 1 failed (why is on stderr), 2 misused, 78 bad settings.`

/** The \`stet\` command. Answers go to stdout, everything else to stderr. */
export function createProgram(deps: CliDeps): Command {
  const program = new Command('stet')
    .description('Watches published news articles and tells editors when a headline or a key fact changes.')
    .version(deps.version)
    .addHelpText('after', START)
  program
    .command('run')
    .description('run the worker until it is stopped')
    .addHelpText('after', '\nExample:\n  stet run')
    .action(() => deps.run())
  program.addCommand(trackCommand(deps)).addCommand(untrackCommand(deps)).addCommand(forgetCommand(deps))
  program.addCommand(listCommand(deps)).addCommand(showCommand(deps)).addCommand(checkCommand(deps))
  program.addCommand(diffCommand(deps)).addCommand(endpointCommand(deps)).addCommand(deliveriesCommand(deps))
  program.addCommand(answerCommand(deps)).addCommand(answersCommand(deps))
  program.addCommand(alertsCommand(deps)).addCommand(routeCommand(deps)).addCommand(muteCommand(deps))
  program.addCommand(applyCommand(deps)).addCommand(statusCommand(deps)).addCommand(doctorCommand(deps))
  program.addCommand(scheduleCommand(deps)).addCommand(siteCommand(deps))
  program.addCommand(sourceCommand(deps))
  misuseExitsWith2(program)
  return program
}

/** commander exits with 1 for what a person typed wrongly; 1 is for what went wrong. */
function misuseExitsWith2(command: Command): void {
  command.exitOverride((error) => {
    process.exit(error.exitCode === 0 ? 0 : 2)
  })
  command.showHelpAfterError(`(${command.name()} --help tells more)`)
  for (const sub of command.commands) misuseExitsWith2(sub)
}
