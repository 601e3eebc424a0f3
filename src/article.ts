/**
 * The vocabulary of Stet as types: the words of the glossary (ARCHITECTURE.md), nothing else.
 * Pure data: every value here can be cloned into a thread and stored as JSON, unless a comment says otherwise.
 * Times are ISO 8601 strings in UTC; durations are numbers whose name ends in `Ms`.
 */

export type Severity = 'none' | 'minor' | 'major' | 'critical'

// ---------------------------------------------------------------- content: what was extracted from a page

/** What a page turned out to be. All but the first three hold no article text to compare. */
export type PageKind =
  | 'article'
  | 'live_blog'
  | 'gallery'
  | 'index'
  | 'consent_wall'
  | 'bot_wall'
  | 'login_wall'
  | 'paywall_teaser'
  | 'soft_404'
  | 'maintenance'
  /** A parked domain, a fresh server, a suspended account: somebody else's page at the article's address. */
  | 'wrong_page'
  | 'js_shell'
  | 'empty'

export type BlockKind = 'paragraph' | 'subhead' | 'quote' | 'list_item' | 'table_row'

/** One paragraph-like unit of the body; `text` holds the page's own characters with white space folded. */
export interface Block {
  kind: BlockKind
  text: string
  /** Where it stands, as tags and names of its elements; absent at the place that holds most of the body, and in plain text. */
  place?: string
}

export type HeadlineSource = 'rule' | 'h1' | 'json-ld' | 'og:title' | 'twitter:title' | 'microdata' | 'title' | 'text'

export interface Headline {
  source: HeadlineSource
  text: string
}

export type NoticeKind = 'correction' | 'clarification' | 'editors_note' | 'update' | 'retraction'

/** A correction, clarification or editor's note that stands in the article. */
export interface Notice {
  kind: NoticeKind
  text: string
}

/** One entry of a live blog. */
export interface Entry {
  id: string | null
  at: string | null
  text: string
}

/** What one machine-readable source of the page says of one field, as written there. */
export interface Claim {
  source: 'json-ld' | 'opengraph' | 'microdata' | 'meta' | 'twitter'
  field: string
  value: string
}

export interface Content {
  kind: PageKind
  /** The chosen headline; the source is kept so that like is compared with like. */
  headline: Headline | null
  headlines: Headline[]
  standfirst: string | null
  /** Names of people, in the page's order. */
  byline: string[]
  section: string | null
  /** ISO 8601 as precise as the page is: a date alone stays a date. */
  published: string | null
  modified: string | null
  lang: string | null
  dir: 'ltr' | 'rtl'
  canonicalUrl: string | null
  leadImage: string | null
  captions: string[]
  blocks: Block[]
  notices: Notice[]
  entries: Entry[]
  access: 'free' | 'paywalled' | 'unknown'
  claims: Claim[]
  /** 0..1: how sure the extraction is of its body; the reasons say why. */
  confidence: number
  reasons: string[]
}

// ---------------------------------------------------------------- change: what differs between two versions

export type ChangeKind =
  | 'number'
  | 'age'
  | 'money'
  | 'date'
  | 'person'
  | 'place'
  | 'org'
  | 'quote'
  | 'attribution'
  | 'certainty'
  | 'polarity'
  | 'event_outcome'
  | 'correction'
  | 'addition'
  | 'removal'
  | 'rewrite'
  | 'wording'

export type Field =
  | 'headline'
  | 'standfirst'
  | 'byline'
  | 'published'
  | 'body'
  | 'notice'
  | 'canonical_url'
  | 'caption'
  | 'entry'

/** One classified difference between two versions. */
export interface Change {
  kind: ChangeKind
  field: Field
  severity: Severity
  /** Where in the field: 1-based block of the new version (of the old one for removals); null outside the body. */
  block: number | null
  /** The values as the page wrote them; null on the side where there is none. */
  old: string | null
  new: string | null
  /** The sentences they stand in. */
  before: string | null
  after: string | null
  /** Points of the weights table, and the stable id of the rule that gave them. */
  points: number
  rule: string
  /** One line in plain words. */
  reason: string
}

/** A difference that was seen and kept silent, with why. */
export interface Suppressed {
  field: Field
  old: string | null
  new: string | null
  reason: string
}

export interface Comparison {
  changes: Change[]
  suppressed: Suppressed[]
  /** The worst severity of the changes. */
  severity: Severity
  /** Whether editors are to be told. */
  alert: boolean
  points: number
  /** The alert in one readable line without times; null when nothing is to be told. */
  line: string | null
  /** Set when the new state is one that stood before: its version number. */
  revertedTo: number | null
  /** Set when the article has flipped between known states more than once. */
  flapping: boolean
  /** Whether a notice of the new version announces the change. */
  announced: boolean
}

// ---------------------------------------------------------------- page and outcome

/** Validators of a version, echoed byte for byte. */
export interface Validators {
  etag: string | null
  lastModified: string | null
}

export interface Redirect {
  status: number
  from: string
  to: string
}

/** A fetched HTTP response whose body was received whole and decoded within bounds. */
export interface Page {
  /** URL asked for and URL that answered. */
  requestedUrl: string
  url: string
  redirects: Redirect[]
  status: number
  /** Lower-case names; repeated headers joined by ", ". */
  headers: Record<string, string>
  validators: Validators
  /** Bytes as they came over the wire, still in `encoding`; this is the snapshot. */
  wire: Uint8Array
  encoding: string
  /** sha-256 of `wire`, hex. */
  wireHash: string
  charset: string
  /** The document itself, without its content codings, in `charset`: `textOf` makes text of it. */
  bytes: Uint8Array
  fetchedAt: string
  tookMs: number
}

/** What a check came to, in the words of the response corpus. */
export type Outcome =
  | 'new_version'
  | 'unchanged'
  | 'retry'
  | 'blocked'
  | 'paywalled'
  | 'removed_pending'
  | 'removed'
  | 'restored'
  | 'unavailable_legal'
  | 'suspect'
  | 'not_html'
  | 'too_large'
  | 'too_complex'
  | 'malformed'
  | 'refused'

/** Outcomes that fetching alone can tell; the others need the content or the history. */
export type Obstacle = Exclude<Outcome, 'new_version' | 'unchanged' | 'removed' | 'restored' | 'suspect'>

export type FetchOutcome =
  | { kind: 'page'; page: Page }
  /** An honest 304, or the wire hash of last time. */
  | {
      kind: 'unchanged'
      by: 'not_modified' | 'same_bytes'
      status: number
      /** URL that answered, and the way there: a moved article may well be unchanged. */
      url: string
      redirects: Redirect[]
      validators: Validators
      /** The answer's own: they say how long it stays fresh. */
      headers?: Record<string, string>
      tookMs: number
    }
  | {
      kind: 'obstacle'
      outcome: Obstacle
      /** The reason in one word: bot_wall, needs_js, tls_error, timeout, robots ... */
      state: string
      /** Says what, where and the value; for people. */
      detail: string
      status: number | null
      /** At the earliest; already bounded. */
      retryAfterMs: number | null
      redirects: Redirect[]
      tookMs: number
    }

// ---------------------------------------------------------------- article, version, history

export type ArticleId = string & { readonly __brand: 'ArticleId' }
export type DeliveryId = string & { readonly __brand: 'DeliveryId' }
export type EndpointId = string & { readonly __brand: 'EndpointId' }

/** What is known of an article's standing between checks; changed only by `settle` in outcome.ts. */
export interface Standing {
  /** The outcome that holds now, after hysteresis. */
  outcome: Outcome
  state: string | null
  /** When it was first seen so, and how many checks in a row have said so. */
  since: string
  seen: number
  /** Whether editors or operators were told of it. */
  told: boolean
  /** The last check that counted towards `seen`: two in quick succession confirm nothing. */
  countedAt?: string
  /** Checks in a row that came to `retry` and the like, and the first of them; absent after a good one. */
  misses?: { count: number; since: string }
  /** What had been told of it and still stands, whatever was seen since; `retry` when it was told unreachable. */
  said?: Outcome
  /** When its neighbours were asked whether it is alone: something bad is told once they were looked at after that. */
  askedAt?: string
  /** Where looks count from since an outage of its neighbours was over, if that is later than `since`. */
  afreshAt?: string
  /** A doubt that a second look removed; the article looks like that now. */
  believed?: string
  /**
   * Where the article seems to have its address now, until that is confirmed; `told` when it is settled, one way or the
   * other. `tries` counts looks at an address that the page named and that did not bear it out.
   */
  moving?: { to: string; by?: 'redirect' | 'canonical'; seen: number; countedAt: string; told: boolean; tries?: number }
  /** Addresses that it moved from, newest last. */
  cameFrom?: string[]
}

/** A tracked URL with its cadence and state. */
export interface Article {
  id: ArticleId
  url: string
  host: string
  tags: string[]
  /** Editor's priority, 1 is normal. */
  priority: number
  trackedAt: string
  versionNo: number
  checkNo: number
  validators: Validators
  wireHash: string | null
  /** Last time the whole page was read (not a 304): caches lie, so once a day it is. */
  lastFullFetchAt: string | null
  lastCheckedAt: string | null
  lastChangedAt: string | null
  /** When changes were found, newest first, at most 20. */
  edits: string[]
  traits: Traits | null
  /** Last time something pointed at it: a feed, an editor, a redirect. */
  wokenAt: string | null
  standing: Standing | null
}

/** What cadence asks of the latest version. */
export interface Traits {
  kind: PageKind
  section: string | null
  published: string | null
  lang: string | null
}

/** Stored immutable content of an article: 1, 2, 3 ... */
export interface Version {
  no: number
  content: Content
  contentHash: string
  /** Versions of the extractor and of the site's rules that made it. */
  extractor: string
  rules: string
  /** True when only our own extraction differed: never an alert. */
  technical: boolean
  foundAt: string
  lastSeenAt: string
  snapshotSha256: string
}

/** An earlier version by what is needed to know it again. */
export interface VersionDigest {
  no: number
  contentHash: string
  headline: string | null
  foundAt: string
  technical: boolean
}

/** What a page said, to be known again without being read: by what stands where (extract/imprint.ts). */
export interface Imprint {
  /** Where the content stands: elements by their place in document order, each as its distance from the last, base 36. */
  watched: string
  digest: string
}

/** The imprint of a page that showed an article's latest version. */
export interface KnownPage extends Imprint {
  /** It is believed on this day (UTC) and then made anew. */
  day: string
  /** How many pages of that day showed the same and were not known by it. */
  missed: number
  /** What the page says of its own address: no part of its version, but of its standing. */
  canonical: string | null
}

/** What stood before: the arguments of a review that the ledger provides. */
export interface History {
  latest: Version | null
  /** Whether extractor or rules differ from those that made `latest`. */
  outdated: boolean
  /** HTML of the latest snapshot; given only when outdated, null then where it cannot be read any more. */
  latestHtml: string | null
  /** Newest first, the latest among them; at most 100. */
  earlier: VersionDigest[]
  /** Changes told before, newest first, for series and flapping; at most 200. */
  changes: Array<Change & { versionNo: number; foundAt: string }>
  /** What is remembered of the site's furniture, and the keys of what the operator gave free; absent where nothing is. */
  site?: { memory: SiteMemory | null; released: string[] } | null
}

// ---------------------------------------------------------------- attempt

/** What came of one HTTP try of a delivery. */
export interface AttemptResult {
  /** null when no head came. */
  status: number | null
  /** Lower-case names. */
  headers: Record<string, string>
  /** The beginning of the answer's body as text, at most 4 KB, without control characters: it goes into the ledger. */
  answer: string
  tookMs: number
  /** Error class in one word (timeout, dns_error, refused_address ...) and detail for people; null when answered whole. */
  error: { code: string; detail: string } | null
}

// ---------------------------------------------------------------- site, review

/** Rules and politeness of a host, as the ledger holds them between checks. */
export interface Site {
  host: string
  /** The operator's own pause between two requests to the host; null is the default of the settings. */
  gapMs: number | null
  /** No request before this time. */
  openAt: string | null
  /** What fetch/politeness and cadence remember of the host: small JSON values that only they read. */
  politeness: unknown
  habits: unknown
  robots: unknown
  /** What its articles together ask of a budget (cadence). */
  urge: number
  /** The operator's own rules for the host. */
  settings: SiteSettings
  /** Set while most of its articles are read wrongly. */
  trouble?: Trouble | null
}

/** A site that is read wrongly as a whole: what looks wrong is held back until it is well, or its operator resumes. */
export interface Trouble {
  /** When the first of its articles ailed. */
  since: string
  ailment: string
  ailing: number
  looked: number
  /** `tell`: what looks wrong is told after all. `accept`: it is our sight of it, a technical version. */
  resumed: 'tell' | 'accept' | null
}

export interface SiteSettings {
  /** Fetch what robots.txt forbids: the operator's decision, logged. */
  ignoreRobots?: boolean
  /** Headers sent to this host alone, lower-case names. */
  headers?: Record<string, string>
  /** Requests that it may be asked in a day, instead of the settings' number. */
  dayRequests?: number
}

/** What looks at a site taught of the furniture among its texts; bounded (review/memory.ts). */
export interface SiteMemory {
  /** By place, as `Block.place` names it. */
  places: Record<
    string,
    {
      /** When its text was replaced wholesale while the article stood, newest first. */
      turns: Array<{ articleId: string; checkNo: number; at: string }>
      turnedAt: string
      /** Beginning of what stood there last. */
      sample: string
      /** Since when it is furniture, and why; null while that is only suspected. */
      since: string | null
      reason: string | null
    }
  >
}

/** A version on its way into the ledger, with the snapshot it was extracted from. */
export interface NewVersion {
  content: Content
  contentHash: string
  extractor: string
  rules: string
  technical: boolean
}

/** An event owed to endpoints: what routing decided of one alert. */
export interface Owed {
  type: string
  severity: Severity
  line: string
  /** The event as it will be sent, without the times that only the ledger knows. */
  event: unknown
  /** Names the same edit over many articles of a site; null where that cannot be. */
  stormKey: string | null
  /** Whether it tells of an article that flips between known states: told once a day. */
  flapping: boolean
  /** Alerts with one key are collected in one open delivery of an endpoint; null stands alone. */
  endpoints: Array<{ id: EndpointId; releaseAt: string; key: string | null }>
}

/** What a check came to: everything that `recordCheck` writes in one transaction. */
export interface Review {
  outcome: Outcome
  state: string | null
  detail: string | null
  standing: Standing
  version: NewVersion | null
  /** Set when the extractor or the rules differ: the latest snapshot seen with today's eyes, stored first. */
  technical: NewVersion | null
  /** Set when today's extractor and rules see the very same in the latest snapshot: `extractor rules`. */
  confirmedBy: string | null
  changes: Change[]
  suppressed: Suppressed[]
  alerts: Owed[]
  nextCheckAt: string | null
  urge: number
  /** Where a permanent redirect leads, once confirmed. */
  movedTo: string | null
  /** The site's memory, when this look taught something; null leaves what is stored. */
  memory: SiteMemory | null
  /** What the next page may be known by; null forgets what is stored of one before, undefined leaves it. */
  knownPage: KnownPage | null | undefined
  /** Time spent on the stages, by the clock that the review was given; 0 without one. */
  spent: { extractMs: number; compareMs: number }
}

/** One article taken for a check under a lease; writes are fenced by the lease's number. */
export interface Taken {
  article: Article
  leaseNo: string
  dueAt: string
  /** What last pointed at it; null for nothing. */
  pulled: PulledBy | null
  /** The page that showed the latest version, where the next may be known by it. */
  knownPage: KnownPage | null
}

/** What pointed at an article, so that its check was brought forward: why it is due while `to` is when it is due. */
export interface PulledBy {
  /** editor, redirect, sibling, feed, sitemap (cadence/pull-forward.ts). */
  hint: string
  /** The article, address or source that pointed at it; null where a person did. */
  by: string | null
  at: string
  to: string
  /** Checks made or under way when it came: the one after them is the first that can have seen what was pointed at. */
  after: number
  /** Whether that woke it from rest, or its check was due sooner anyway. */
  came: 'pulled' | 'woken' | 'not_needed'
  /** The look that it was brought forward for found the page of before: this is for a second one, the last. */
  second: boolean
}

/** What is known of a source between looks, beside its pace: where it is moving to, and that it seems to be gone. */
export interface SourceStanding {
  moving?: NonNullable<Standing['moving']>
  gone?: { since: string; seen: number; countedAt: string; told: boolean }
}

/** A source taken for one look under a lease; what is written of it is fenced by the lease's number. */
export interface TakenSource {
  id: string
  url: string
  host: string
  /** The sitemap index that names it, whose settings hold. */
  parentId: string | null
  leaseNo: string
  checkNo: number
  /** As the operator wants it (discover/weigh.ts). */
  settings: unknown
  validators: Validators
  wireHash: string | null
  title: string | null
  /** What is held of its address; null before anything was. */
  standing: SourceStanding | null
  /** Addresses that it had before, newest first. */
  cameFrom: string[]
  /** When its document was last read; null at first sight. */
  readAt: string | null
  /** What its cadence remembers. */
  pace: unknown
  tracked: { day: string; count: number } | null
}

// ---------------------------------------------------------------- deliveries at work

/** The bytes and the webhook-id of a delivery: made once, at its release, the same on every try. */
export interface Frozen {
  webhookId: string
  body: string
  contentType: string
}

/** A delivery taken for one attempt; `attemptNo` is the fence of everything written about it. */
export interface TakenDelivery {
  id: DeliveryId
  attemptNo: number
  tries: number
  /** Null until it is released: then the bytes are frozen by `freezeDelivery`. */
  frozen: Frozen | null
  events: Array<{ alertId: string; articleId: string | null; event: unknown; foundAt: string }>
  endpoint: {
    id: EndpointId
    name: string
    format: string
    /** Sealed, as stored. */
    url: string
    secrets: string
    disabled: boolean
    failures: number
    failingSince: string | null
  }
}

/** How an attempt ended and what follows from it. */
export interface AttemptEnd {
  tookMs: number
  status: number | null
  error: string | null
  answer: string | null
  next: { kind: 'delivered' } | { kind: 'again'; at: string } | { kind: 'dead'; reason: string }
  /** False when our own side broke it off: that is held against nobody. */
  counts: boolean
  /** Whether the endpoint will never take any message again. */
  disables: boolean
}

/** How an endpoint has been doing, this attempt included. */
export interface EndpointHealth {
  failures: number
  failingSince: string | null
}
