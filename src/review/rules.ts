import type { Mute, Route } from '../alert/route.ts'
import type { Article, FetchOutcome, History, KnownPage, Page, Site, SiteSettings } from '../article.ts'
import type { Window } from '../cadence/window.ts'
import type { CadenceSettings } from '../cadence.ts'
import type { SiteRules } from '../extract/site-rules.ts'
import type { Outbreak } from '../outcome/outbreak.ts'
import type { OutcomeRules } from '../outcome/rules.ts'
import type { PageLook } from './look.ts'

/** A page without its wire bytes: what thinking needs of it. */
export interface ReadPage extends Omit<Page, 'wire'> {
  /** Where it was looked at before, what that brought: its bytes are not needed any more. */
  look?: PageLook
}

export type ReadOutcome = Exclude<FetchOutcome, { kind: 'page' }> | { kind: 'page'; page: ReadPage }

/** What the operator, the editors and the release say of how to judge. */
export interface Rules {
  /** Version of the extractor: a hash of its code. */
  extractor: string
  /** The site's own rules, their version, and the file they stand in, where there is one. */
  site: { version: string; rules: SiteRules | null; file?: string | null }
  routes: Route[]
  mutes: Mute[]
  /** By endpoint id: how its editors want to be told. */
  preferences: Record<string, unknown>
  /** The operator's points for this host, by rule, kind and field; and what tags add to them. */
  weights: Record<string, number>
  weightsByTag: Record<string, Record<string, number>>
  cadence: CadenceSettings
  /** How patient the hysteresis is; the policy of the response corpus where nothing is set. */
  outcome?: OutcomeRules
  /** By tag: when its articles may be checked. */
  windows: Record<string, Window[]>
  gapMs: number
  requestsPerDay: number
  /** Checks that all sites together may spend in a day, and what all articles ask of them; null without a limit. */
  total?: { checksPerDay: number; urge: number } | null
  publicUrl: string | null
}

export interface ReviewInput {
  article: Article
  history: History
  site: Pick<Site, 'host' | 'gapMs' | 'habits' | 'urge'> & { settings?: SiteSettings }
  /** Set when the same happens to the article's neighbours. */
  outbreak?: Outbreak | null
  /** Set while the whole site is read wrongly. */
  trouble?: 'hold' | 'accept' | null
  /** Of the paragraphs that came or went, those that stand on so many other articles of the site. */
  shared?: Readonly<Record<string, number>>
  /** The page that showed the latest version, where the next may be known by it; absent where it is to be read. */
  knownPage?: KnownPage | null
  fetched: ReadOutcome
  rules: Rules
  now: string
}
