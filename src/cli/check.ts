import { Command } from 'commander'
import type { Article, Content, FetchOutcome, Review, Version } from '../article.ts'
import { StetError } from '../errors.ts'
import { type Explanation, showExplanation } from './explanation.ts'
import { print, printJson, safe, short, styled } from './print.ts'
import { severityMark } from './show.ts'

/** Every stage of one check that writes nothing. */
export interface DryCheck {
  article: Article
  fetched: FetchOutcome
  review: Review
  content: Content | null
  latest: Version | null
  /** The address that the page names for its own, and how many of the looks that it takes to move there were made. */
  pointsTo: { to: string; looks: number; of: number } | null
  /** With --explain: what decided on each block and field. */
  explanation: Explanation | null
}

export interface CheckCommandDeps {
  check(target: string, options: { explain: boolean }): Promise<DryCheck>
  /** What is pulled out of a file; null where the target is none. `url` says where it came from. */
  explainFile(target: string, url: string | null): Promise<Explanation | null>
}

export function checkCommand(deps: CheckCommandDeps): Command {
  return new Command('check')
    .description(
      'check an article now and show every stage: fetch, extraction, comparison, what would be alerted; stores nothing',
    )
    .argument(
      '<url|article|file>',
      'a URL, the id of a tracked article, or a file of HTML or plain text ("-" is stdin)',
    )
    .option('--explain', 'show for each block and field of the page what decided on it', false)
    .option('--url <url>', 'where the file came from: for its links and for the rules of its site')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  stet check https://news.example/2031/flood --explain\n  stet check page.html --url https://news.example/2031/flood',
    )
    .action(async (target: string, options: { explain: boolean; url?: string; json?: boolean }) => {
      const read = await deps.explainFile(target, options.url ?? null)
      if (read) return options.json ? printJson(read) : showExplanation(read)
      if (options.url !== undefined) throw new StetError('no_such_file', `${target} is no file: --url goes with files`)
      const checked = await deps.check(target, { explain: options.explain })
      if (options.json) return printJson(forPrograms(checked))
      showFetch(checked)
      if (checked.explanation) showExplanation(checked.explanation)
      else if (checked.content) showContent(checked.content)
      showReview(checked)
    })
}

function forPrograms({ article, fetched, review, content, pointsTo, explanation }: DryCheck) {
  const { id, url, versionNo } = article
  const { kind } = fetched
  const status = fetched.kind === 'page' ? fetched.page.status : fetched.status
  const { outcome, state, detail, changes, suppressed, nextCheckAt } = review
  const alerts = review.alerts.map(({ type, severity, line, endpoints }) => ({
    type,
    severity,
    line,
    endpoints: endpoints.length,
  }))
  return {
    article: { id, url, versionNo },
    fetch: { kind, status },
    content,
    outcome,
    state,
    detail,
    changes,
    suppressed,
    alerts,
    nextCheckAt,
    pointsTo,
    ...(explanation && {
      rules: explanation.rules,
      ruleHits: explanation.ruleHits,
      verdicts: explanation.verdicts,
      quarantined: explanation.quarantined,
    }),
  }
}

function heading(text: string): void {
  print(`\n${styled('bold', text)}`)
}

function showFetch({ article, fetched }: DryCheck): void {
  heading('fetch')
  print(`  ${article.url}`)
  const redirects = fetched.kind === 'page' ? fetched.page.redirects : fetched.redirects
  for (const hop of redirects) print(`  ${hop.status} to ${safe(hop.to)}`)
  switch (fetched.kind) {
    case 'page': {
      const { status, tookMs, wire, encoding, charset, wireHash } = fetched.page
      const coding = encoding || 'uncompressed'
      print(`  HTTP ${status} in ${Math.round(tookMs)} ms, ${wire.length} bytes ${coding}, ${charset}`)
      print(styled('dim', `  sha-256 ${wireHash}`))
      break
    }
    case 'unchanged':
      print(
        `  HTTP ${fetched.status}: ${fetched.by === 'not_modified' ? 'not modified' : 'the same bytes as last time'}`,
      )
      break
    case 'obstacle':
      print(`  ${styled('yellow', `${fetched.outcome}: ${fetched.state}`)}: ${safe(fetched.detail)}`)
  }
}

function showContent(content: Content): void {
  heading('extraction')
  const says = (name: string, value: string | null) => value && print(`  ${name.padEnd(11)}${safe(value)}`)
  says('kind', `${content.kind}, ${content.access}, confidence ${content.confidence.toFixed(2)}`)
  says('headline', content.headline && `${content.headline.text}  ${styled('dim', `(${content.headline.source})`)}`)
  says('standfirst', content.standfirst && short(content.standfirst, 160))
  says('byline', content.byline.join(', '))
  says('published', content.published)
  says('language', content.lang)
  for (const notice of content.notices) says(notice.kind, short(notice.text, 160))
  const words = content.blocks.reduce((sum, block) => sum + block.text.split(/\s+/).length, 0)
  says('body', `${content.blocks.length} blocks, ${words} words`)
  for (const block of content.blocks.slice(0, 3)) print(styled('dim', `    ${short(block.text, 110)}`))
  if (content.blocks.length > 3) print(styled('dim', `    and ${content.blocks.length - 3} more`))
}

function showReview({ review, latest, pointsTo }: DryCheck): void {
  heading('comparison')
  print(latest ? `  with version ${latest.no} of ${latest.foundAt}` : '  nothing stored yet: this would be version 1')
  if (review.technical) print('  our own extraction changed since: its differences are set aside')
  for (const change of review.changes) {
    print(
      `  ${severityMark(change)} ${safe(change.reason)}  ${styled('dim', `(${change.rule}, ${change.points} points)`)}`,
    )
  }
  for (const silent of review.suppressed) {
    print(
      styled(
        'dim',
        `  silent: ${safe(silent.reason)}: ${short(silent.old ?? '', 50)} / ${short(silent.new ?? '', 50)}`,
      ),
    )
  }
  if (latest && review.changes.length === 0) print('  no change that matters')
  heading('outcome')
  print(
    `  ${review.outcome}${review.state ? `: ${review.state}` : ''}${review.detail ? `  ${safe(review.detail)}` : ''}`,
  )
  if (pointsTo) print(`  points to ${safe(pointsTo.to)}, look ${pointsTo.looks} of ${pointsTo.of}`)
  for (const alert of review.alerts) {
    print(`  would alert ${alert.endpoints.length} endpoint(s), ${alert.severity}: ${safe(alert.line)}`)
  }
  if (review.alerts.length === 0) print('  nobody would be alerted')
  print(styled('dim', '  nothing was stored and nothing was sent'))
}
