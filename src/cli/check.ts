import { Command } from 'commander'
import type { Article, Content, FetchOutcome, Review, Version } from '../article.ts'
import { print, printJson, safe, short, styled } from './print.ts'
import { severityMark } from './show.ts'

/** Every stage of one check that writes nothing. */
export interface DryCheck {
  article: Article
  fetched: FetchOutcome
  review: Review
  content: Content | null
  latest: Version | null
  /** With --explain: each run of text of the page, kept or dropped, and why. */
  verdicts: Array<{ kept: boolean; text: string; reason: string }> | null
}

export interface CheckCommandDeps {
  check(target: string, options: { explain: boolean }): Promise<DryCheck>
}

export function checkCommand(deps: CheckCommandDeps): Command {
  return new Command('check')
    .description(
      'check an article now and show every stage: fetch, extraction, comparison, what would be alerted; stores nothing',
    )
    .argument('<url|article>', 'a URL, or the id of a tracked article')
    .option('--explain', 'show for each block of the page why it was kept or dropped', false)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  stet check https://news.example/2031/flood --explain')
    .action(async (target: string, options: { explain: boolean; json?: boolean }) => {
      const checked = await deps.check(target, { explain: options.explain })
      if (options.json) return printJson(forPrograms(checked))
      showFetch(checked)
      if (checked.content) showContent(checked.content)
      if (checked.verdicts) showVerdicts(checked.verdicts)
      showReview(checked)
    })
}

function forPrograms({ article, fetched, review, content }: DryCheck) {
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

function showVerdicts(verdicts: NonNullable<DryCheck['verdicts']>): void {
  heading('blocks')
  for (const { kept, text, reason } of verdicts) {
    print(
      `  ${kept ? styled('green', 'kept   ') : styled('red', 'dropped')}  ${short(text, 80)}  ${styled('dim', `(${safe(reason)})`)}`,
    )
  }
}

function showReview({ review, latest }: DryCheck): void {
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
  for (const alert of review.alerts) {
    print(`  would alert ${alert.endpoints.length} endpoint(s), ${alert.severity}: ${safe(alert.line)}`)
  }
  if (review.alerts.length === 0) print('  nobody would be alerted')
  print(styled('dim', '  nothing was stored and nothing was sent'))
}
