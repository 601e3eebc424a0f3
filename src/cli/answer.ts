import { Argument, Command } from 'commander'
import type { Answer } from '../alert/answer-back.ts'
import type { LabelledRow } from '../alert/labelled-row.ts'
import type { Mute } from '../alert/route.ts'
import { muteText } from './mute.ts'
import { print, printJson, safe } from './print.ts'

export interface AnswerCommandDeps {
  answerAlert(
    alert: string,
    answer: Answer,
  ): Promise<{ id: string; line: string; mute: { id: string; mute: Mute } | null }>
  /** Hands each labelled row on as it is read. */
  exportAnswers(row: (row: LabelledRow) => void): Promise<void>
}

const WORDS = { right: 'right', wrong: 'wrong', 'not-news': 'not_news', mute: 'mute_rule' } as const

export function answerCommand(deps: AnswerCommandDeps): Command {
  return new Command('answer')
    .description('say of an alert that it was right, wrong, no news, or never again by this rule at this article')
    .argument('<alert>', 'its number (stet alerts), or the id of its event')
    .addArgument(new Argument('<answer>').choices(Object.keys(WORDS)))
    .addHelpText('after', '\nExamples:\n  stet answer 7 wrong\n  stet answer 7 mute')
    .action(async (alert: string, word: keyof typeof WORDS) => {
      const { id, line, mute } = await deps.answerAlert(alert, WORDS[word])
      print(`alert ${id} is ${word}: ${safe(line)}`)
      if (mute) print(`mute ${mute.id}: ${muteText(mute.mute)}; to end it: stet mute remove ${mute.id}`)
    })
}

export function answersCommand(deps: AnswerCommandDeps): Command {
  const answers = new Command('answers').description('what editors said of alerts')
  answers
    .command('export')
    .description('the answered edits as labelled revisions, one JSON line each: both texts and what was to be told')
    .addHelpText('after', '\nExample:\n  stet answers export > answers.jsonl')
    .action(() => deps.exportAnswers(printJson))
  return answers
}
