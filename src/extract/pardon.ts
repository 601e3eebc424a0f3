import type { Frame, Leaf } from './leaves.ts'
import { IN } from './markup.ts'

/** A mark that covers this much of the page's prose is the site's mistake, or undone by a script, and is not obeyed. */
const TOO_MUCH = { hidden: 0.5, nav: 0.5, consent: 0.6, comments: 0.9 } as const

/** Takes back, in all frames, the marks that would hide most of the page's prose. */
export function pardon(leaves: readonly Leaf[], frames: readonly Frame[]): void {
  let all = 0
  const under = { hidden: 0, nav: 0, consent: 0, comments: 0 }
  for (const { frame, prose } of leaves) {
    all += prose
    if (frame.flags & IN.hidden) under.hidden += prose
    if (frame.flags & IN.nav) under.nav += prose
    if (frame.flags & IN.consent) under.consent += prose
    if (frame.flags & IN.comments) under.comments += prose
  }
  let pardoned = 0
  for (const mark of ['hidden', 'nav', 'consent', 'comments'] as const) {
    if (under[mark] > all * TOO_MUCH[mark]) pardoned |= IN[mark]
  }
  if (pardoned) for (const frame of frames) frame.flags &= ~pardoned
}
