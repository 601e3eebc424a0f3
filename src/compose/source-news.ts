import { setImmediate as turn } from 'node:timers/promises'
import type { TakenSource } from '../article.ts'
import type { Hint } from '../cadence/pull-forward.ts'
import { sourceSettings } from '../cli/source-settings.ts'
import { readSource, type SourceContent, type SourceEntry, type SourceFault } from '../discover/read-source.ts'
import { type ChangedEntry, type SourceSettings, type Weighed, weigh } from '../discover/weigh.ts'
import { StetError } from '../errors.ts'
import { spellings } from '../outcome/address.ts'
import type { SourceRecord } from '../store/record-source.ts'
import { articlesAt, compareEntries, type NamedArticle } from '../store/source-entries.ts'
import { articleUrl } from './article-url.ts'
import { type HintParts, pulls } from './hints.ts'

/** What a document brings, on its way into the ledger. */
export interface Brought extends Pick<SourceRecord, 'remember' | 'gone' | 'track' | 'pulls' | 'children'> {
  kind: string
  title: string | null
  ttlMs: number | null
  entries: number
  waiting: number
  doubted: number
}

export const NOTHING: Brought = {
  ...{ kind: '', title: null, ttlMs: null, entries: 0, waiting: 0, doubted: 0 },
  ...{ remember: [], gone: null, track: [], pulls: [], children: null },
}

/** Looked up among the articles in one look, newest first: a document that moves more is not read for its edits. */
const MOST_LOOKED_UP = 1_000
/** Articles that one look brings forward: their hosts could not be asked for more soon anyway. */
const MOST_HINTS = 100
/** Sitemaps of an index that are followed: the newest ones. */
const MOST_CHILDREN = 50
/** A sitemap that was last touched so long ago holds an archive. */
const CHILD_DAYS = 30

type Parts = Pick<HintParts, 'config' | 'store'> & { observeHint: HintParts['observe'] }

/** Reads a source's document and weighs it against what is remembered and what is tracked. */
export async function readDocument(
  parts: Parts,
  taken: TakenSource,
  { text, url, now }: { text: string; url: string; now: string },
): Promise<Brought | { fault: { state: SourceFault | 'nested_index'; detail: string } }> {
  const read = await readSource(text, { url, now })
  if (!read.ok) return { fault: read }
  const { content } = read
  const entries = await named(content.entries, parts)
  if (content.kind === 'sitemap_index') {
    if (taken.parentId !== null) {
      return {
        fault: { state: 'nested_index', detail: 'an index of sitemaps that another index names is not followed' },
      }
    }
    return indexed(parts, taken, content, entries, now)
  }
  const settings = settingsOf(taken.settings)
  const { changed, back, gone } = await compareEntries(parts.store.pool, taken.id, entries)
  const articles = await articlesOf(parts, newestOf(changed))
  const day = now.slice(0, 10)
  const weighed = weigh(
    changed.map((entry): ChangedEntry => ({ ...entry, article: articles.get(entry.url) ?? null })),
    {
      settings,
      total: entries.length,
      trackedToday: taken.tracked?.day === day ? taken.tracked.count : 0,
      lookedAt: taken.readAt,
    },
  )
  // Beyond the newest nobody asked yet whether an article is known under another spelling.
  const wanted = new Set(weighed.fresh)
  const known =
    changed.length > MOST_LOOKED_UP
      ? await articlesOf(
          parts,
          changed.filter(({ url }) => wanted.has(url)),
        )
      : null
  const fresh = weighed.fresh.filter((url) => !known?.has(url))
  return {
    ...aboutOf(content, entries),
    waiting: weighed.waiting.length,
    doubted: weighed.doubted,
    remember: [...remembered(changed, weighed), ...back],
    gone,
    track: toTrack(fresh, entries, settings),
    pulls: toPull(parts, taken, { kind: content.kind, hints: weighed.hints, articles }),
    children: null,
  }
}

/** A source's settings as the ledger kept them; what cannot be read only hints. */
export function settingsOf(stored: unknown): SourceSettings {
  const parsed = sourceSettings.safeParse(stored)
  return parsed.success ? parsed.data : sourceSettings.parse({})
}

interface Named extends SourceEntry {
  host: string
}

/**
 * Entries by their addresses as the ledger writes them, each once; what may not be tracked is nobody's entry. Addresses
 * of a whole sitemap take a second to be judged: others get their turn in between.
 */
export async function named(entries: readonly SourceEntry[], { config }: Pick<Parts, 'config'>): Promise<Named[]> {
  const byUrl = new Map<string, Named>()
  for (const [n, { url: written, title, at }] of entries.entries()) {
    if (n % TURN === TURN - 1) await turn()
    const address = trackable(written, config)
    if (address === null) continue
    const known = byUrl.get(address.url)
    const latest = [known?.at ?? null, at].filter((one) => one !== null).sort()
    byUrl.set(address.url, { ...address, title: known?.title ?? title, at: latest.at(-1) ?? null })
  }
  return [...byUrl.values()]
}

const TURN = 500

/** Null for an address that may not be asked for: a private one, one with a password. */
export function trackable(written: string, config: Parts['config']): { url: string; host: string } | null {
  try {
    return articleUrl(written, config)
  } catch (thrown) {
    if (thrown instanceof StetError && thrown.code === 'bad_url') return null
    throw thrown
  }
}

function newestOf(changed: readonly Named[]): Named[] {
  return changed.toSorted((a, b) => (b.at ?? '').localeCompare(a.at ?? '')).slice(0, MOST_LOOKED_UP)
}

/** The articles that entries name, under whatever spelling they are tracked. */
async function articlesOf({ store }: Parts, entries: readonly Named[]): Promise<Map<string, NamedArticle>> {
  const spelt = new Map(entries.map(({ url }) => [url, [url, ...spellings(url)]]))
  const at = await articlesAt(store.pool, [...new Set([...spelt.values()].flat())])
  const found = new Map<string, NamedArticle>()
  for (const [url, all] of spelt) {
    const known = all.map((one) => at.get(one)).filter((one) => one !== undefined)
    const article = known.find(({ tracked }) => tracked) ?? known[0]
    if (article) found.set(url, article)
  }
  return found
}

/** What waits for tomorrow's limit is not remembered: it is new again then. */
function remembered(changed: readonly Named[], { waiting }: Weighed): Named[] {
  const left = new Set(waiting)
  return changed.filter(({ url }) => !left.has(url))
}

function toTrack(
  fresh: readonly string[],
  entries: readonly Named[],
  { tags, priority }: SourceSettings,
): Brought['track'] {
  const wanted = new Set(fresh)
  return entries
    .filter(({ url }) => wanted.has(url))
    .map(({ url, host }) => ({ url, host, tags: [...new Set(tags)].sort(), priority }))
}

function toPull(
  { config, observeHint }: Parts,
  { id }: TakenSource,
  { kind, hints, articles }: { kind: SourceContent['kind']; hints: string[]; articles: Map<string, NamedArticle> },
): Brought['pulls'] {
  const hint: Hint = kind === 'sitemap' || kind === 'news_sitemap' || kind === 'list' ? 'sitemap' : 'feed'
  const pointed = new Map(
    hints.slice(0, MOST_HINTS).flatMap((url) => {
      const article = articles.get(url)
      return article ? [[article.id, article] as const] : []
    }),
  )
  return pulls({ config, observe: observeHint }, [...pointed.values()], { hint, by: `source ${id}` })
}

/** The sitemaps that an index names, the newest ones; those that it says were touched since are looked at soon. */
async function indexed(
  { store }: Parts,
  taken: TakenSource,
  content: SourceContent,
  entries: readonly Named[],
  now: string,
): Promise<Brought> {
  const { changed, back, gone } = await compareEntries(store.pool, taken.id, entries)
  const touched = new Set(changed.map(({ url }) => url))
  const oldest = new Date(Date.parse(now) - CHILD_DAYS * 86_400_000).toISOString()
  const followed = entries
    .filter(({ url, at }) => url !== taken.url && (at === null || at >= oldest))
    .toSorted((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))
    .slice(0, MOST_CHILDREN)
  return {
    ...NOTHING,
    ...aboutOf(content, entries),
    remember: [...changed, ...back],
    gone,
    children: followed.map(({ url, host, at }) => ({ url, host, touched: at !== null && touched.has(url) })),
  }
}

function aboutOf({ kind, title, ttlMs }: SourceContent, entries: readonly Named[]) {
  return { kind, title, ttlMs, entries: entries.length }
}
