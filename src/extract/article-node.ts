import { plain } from './entity.ts'
import { letters, likeness } from './likeness.ts'
import { isNode, type Node, resolve, typesOf } from './structured.ts'

/** What JSON-LD says of the article. Texts are plain, entities decoded. */
export interface ArticleClaims {
  types: string[]
  headline: string | null
  description: string | null
  authors: string[]
  /** Those of the authors that are said to be organizations. */
  organizations: string[]
  published: string | null
  modified: string | null
  section: string | null
  image: string | null
  publisher: string | null
  lang: string | null
  /** isAccessibleForFree as written; null when it says nothing. */
  free: boolean | null
  articleBody: string | null
  /** The posts of a LiveBlogPosting. */
  updates: Node[]
}

const ARTICLE = /^(?:\w*Article|\w*Posting|Report|Review|CriticReview|Recipe|HowTo|Guide|AnalysisNewsArticle)$/
const PAGE = /^(?:\w*WebPage|\w*Page|CreativeWork|VideoObject|ItemPage)$/

/**
 * The node that stands for this page's article. Of several (related stories, endless scroll) the one whose address
 * is the page's, else the one whose headline the page's title holds, else the first; a WebPage with a date is better
 * than nothing.
 */
export function readArticleClaims(nodes: readonly Node[], addresses: readonly string[], title: string): ArticleClaims {
  const articles = nodes.filter((node) => typesOf(node).some((type) => ARTICLE.test(type)))
  const pages = nodes.filter(
    (node) => typesOf(node).some((type) => PAGE.test(type)) && (node['datePublished'] || node['headline']),
  )
  const untyped = nodes.filter((node) => node['@type'] === undefined && node['headline'] && node['datePublished'])
  const node = pick(articles, addresses, title) ?? pick(pages, addresses, title) ?? untyped[0] ?? null
  const page = node && pages.find((each) => each !== node)
  const from = (key: string): unknown => node?.[key] ?? (key === 'headline' ? undefined : page?.[key])
  return {
    types: node ? typesOf(node) : [],
    headline: textOf(from('headline')) ?? (node && articles.includes(node) ? textOf(node['name']) : null),
    description: textOf(from('description')),
    authors: node ? namesOf(from('author') ?? from('creator'), nodes) : [],
    organizations: node ? namesOf(from('author') ?? from('creator'), nodes, /Organization$/) : [],
    published: textOf(from('datePublished')) ?? textOf(from('dateCreated')) ?? textOf(from('uploadDate')),
    modified: textOf(from('dateModified')),
    section: firstText(from('articleSection')),
    image: imageOf(resolve(from('image') ?? from('thumbnailUrl'), nodes)),
    publisher:
      namesOf(
        from('publisher') ?? nodes.find((each) => typesOf(each).some((type) => /Organization$/.test(type))),
        nodes,
      )[0] ?? null,
    lang: textOf(from('inLanguage')),
    free: freeOf(from('isAccessibleForFree')),
    articleBody: textOf(from('articleBody') ?? from('text'), 1_000_000),
    updates: updatesOf(node, nodes),
  }
}

function pick(nodes: readonly Node[], addresses: readonly string[], title: string): Node | null {
  if (nodes.length < 2) return nodes[0] ?? null
  const wanted = new Set(addresses.map(pathOf))
  const here = nodes.filter((node) => addressesOf(node).some((address) => wanted.has(pathOf(address))))
  if (here[0])
    return here.find((node) => node['headline'] && node['author']) ?? here.find((node) => node['headline']) ?? here[0]
  let best: Node | null = null
  let bestLikeness = 0.5
  for (const node of nodes.slice(0, 40)) {
    const like = likeness(textOf(node['headline'] ?? node['name']) ?? '', title)
    if (like > bestLikeness) {
      best = node
      bestLikeness = like
    }
  }
  return best ?? nodes[0] ?? null
}

function addressesOf(node: Node): string[] {
  const main = node['mainEntityOfPage']
  const values = [node['url'], node['@id'], isNode(main) ? (main['@id'] ?? main['url']) : main]
  return values.filter((value) => typeof value === 'string')
}

function pathOf(address: string): string {
  return address
    .replace(/^[a-z]+:\/\/(?:www\.|m\.|amp\.)?/i, '')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
}

/** Names in a Person, Organization, string or list of these. */
function namesOf(value: unknown, nodes: readonly Node[], only: RegExp | null = null): string[] {
  const names: string[] = []
  const values = Array.isArray(value) ? value.slice(0, 40) : [value]
  for (const each of values) {
    const known = resolve(each, nodes)
    if (Array.isArray(known))
      names.push(
        ...namesOf(
          known.slice(0, 40).filter((inner) => !Array.isArray(inner)),
          nodes,
        ),
      )
    if (only && !(isNode(known) && typesOf(known).some((type) => only.test(type)))) continue
    const name = isNode(known) ? nameOf(known, nodes) : known
    const text = textOf(name, 300)
    if (text && !names.some((other) => letters(other) === letters(text))) names.push(text)
  }
  return names
}

function nameOf(node: Node, nodes: readonly Node[]): unknown {
  const name =
    node['name'] ?? [node['givenName'], node['familyName']].filter((part) => typeof part === 'string').join(' ')
  if (Array.isArray(name)) return name.filter((part) => typeof part === 'string').join(', ')
  if (isNode(name)) return resolve(name, nodes) === name ? name['name'] : null
  return name
}

function imageOf(value: unknown): string | null {
  const first = Array.isArray(value) ? value[0] : value
  return textOf(isNode(first) ? (first['url'] ?? first['contentUrl'] ?? first['@id']) : first, 2000)
}

function freeOf(value: unknown): boolean | null {
  const text = String(value).toLowerCase().replace(/^.*\//, '')
  return text === 'true' ? true : text === 'false' ? false : null
}

function updatesOf(node: Node | null, nodes: readonly Node[]): Node[] {
  const blog = node?.['liveBlogUpdate'] ? node : nodes.find((each) => each['liveBlogUpdate'])
  const updates = blog?.['liveBlogUpdate']
  return (Array.isArray(updates) ? updates : [updates]).filter(isNode)
}

function firstText(value: unknown): string | null {
  return textOf(Array.isArray(value) ? value[0] : value, 200)
}

function textOf(value: unknown, limit = 2000): string | null {
  const first = Array.isArray(value) ? value[0] : value
  const text = isNode(first) ? (first['@value'] ?? first['name'] ?? null) : first
  if (typeof text === 'number') return String(text)
  if (typeof text !== 'string') return null
  return plain(text.slice(0, limit)) || null
}
