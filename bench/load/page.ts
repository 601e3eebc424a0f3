import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'

/** A page as its origin keeps it ready: compressed bytes and their validator. */
export interface ServedPage {
  body: Buffer
  etag: string
}

/** What a page shows: the article's edition, and the turn of everything around it. */
export interface Showing {
  /** Which invented article, 0.. */
  text: number
  edition: number
  furniture: number
}

/** About what news sites send: 150 KB of markup, most of it not the article. */
const LINKS = 210
const SCRIPT_BYTES = 45_000
const PARAGRAPHS = 26

/** An invented news page; the same arguments give the same bytes. */
export function newsPage(showing: Showing): string {
  const { text, edition, furniture } = showing
  const story = storyOf(text, edition)
  const turned = randomOf(`furniture ${text} ${furniture}`)
  const links = (count: number, name: string) =>
    Array.from({ length: count }, (_, n) => linkOf(turned, `${name}${n}`)).join('\n')
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${story.headline} | The Marlow Courier</title>
<meta property="og:title" content="${story.headline}"><meta property="og:type" content="article">
<meta name="description" content="${story.standfirst}"><meta name="build" content="${furniture}-${text}">
<script type="application/ld+json">${JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: story.headline,
    datePublished: '2031-03-04T06:10:00Z',
    author: { '@type': 'Person', name: story.author },
    articleSection: 'Local',
  })}</script>
<script>window.state=${JSON.stringify(scriptState(turned))}</script>
<style>${STYLE}</style></head>
<body><header><nav><ul>${links(60, 'top')}</ul></nav><p class="clock">Page built ${furniture}</p></header>
<main><article><h1>${story.headline}</h1><p class="standfirst">${story.standfirst}</p>
<p class="byline">By ${story.author}</p><time datetime="2031-03-04T06:10:00Z">4 March 2031</time>
${story.paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n')}
</article><aside class="most-read"><h2>Most read</h2><ol>${links(40, 'read')}</ol></aside></main>
<section class="more"><h2>More from the Courier</h2><ul>${links(LINKS, 'more')}</ul></section>
<footer><ul>${links(80, 'foot')}</ul><p>Copyright The Marlow Courier</p></footer></body></html>`
}

/** The page as it goes over the wire. */
export function servedPage(showing: Showing): ServedPage {
  const body = gzipSync(newsPage(showing), { level: 5 })
  return { body, etag: `"${createHash('sha256').update(body).digest('hex').slice(0, 20)}"` }
}

interface Story {
  headline: string
  standfirst: string
  author: string
  paragraphs: string[]
}

/** Each edition changes one figure of the standfirst's sentence and of the paragraph that says it again. */
function storyOf(text: number, edition: number): Story {
  const random = randomOf(`story ${text}`)
  const place = pick(random, PLACES)
  const homes = 12 + text + edition * 7
  const subject = pick(random, SUBJECTS)
  const said = () =>
    `${pick(random, PEOPLE)}, who ${pick(random, ROLES)} in ${pick(random, PLACES)}, said the ${pick(random, SUBJECTS)} would ${pick(random, ENDS)} by ${pick(random, DAYS)}`
  const plain = () =>
    `About ${Math.floor(random() * 900) + 20} ${pick(random, CROWDS)} from ${pick(random, PLACES)} ${pick(random, DEEDS)} near the ${pick(random, SITES)} on ${pick(random, DAYS)}, and the ${pick(random, SUBJECTS)} was ${pick(random, STATES)}`
  return {
    headline: `${place} ${subject} damages ${homes} homes, council says`,
    standfirst: `The ${subject} in ${place} damaged ${homes} homes before dawn on Tuesday, the council said`,
    author: pick(random, PEOPLE),
    paragraphs: [
      `The ${subject} in ${place} damaged ${homes} homes before dawn on Tuesday, the borough council said in a statement.`,
      ...Array.from({ length: PARAGRAPHS }, () => `${plain()}. ${said()}. ${plain()}.`),
    ],
  }
}

function linkOf(random: () => number, id: string): string {
  const words = `${pick(random, PLACES)} ${pick(random, SUBJECTS)} ${pick(random, STATES)} after ${pick(random, CROWDS)} ${pick(random, DEEDS)}`
  const slug = words.toLowerCase().replaceAll(' ', '-')
  return `<li class="card card--${id}"><a href="/2031/${Math.floor(random() * 1e6)}/${slug}" data-track="${id}"><span class="kicker">${pick(random, SITES)}</span> ${words}</a></li>`
}

function scriptState(random: () => number): object {
  const items = Array.from({ length: Math.round(SCRIPT_BYTES / 60) }, () => ({
    id: Math.floor(random() * 1e12).toString(36),
    slot: pick(random, SITES),
    score: Math.round(random() * 1e6) / 1e6,
  }))
  return { session: Math.floor(random() * 1e12).toString(36), items }
}

const STYLE = Array.from(
  { length: 220 },
  (_, n) => `.card--${n}{margin:${n % 7}px;color:#${(n * 7919).toString(16).padStart(6, '0').slice(0, 6)}}`,
).join('')

const PLACES = ['Marlow Ferry', 'Quillby', 'Easthaven', 'Tarn Bridge', 'Oldcastle', 'Brimsey', 'Harrowgate', 'Lynfold']
const SUBJECTS = ['flood', 'fire', 'storm', 'rail closure', 'strike', 'landslip', 'power cut', 'harbour dispute']
const PEOPLE = ['Ada Winslow', 'Piet Marsh', 'Nora Bellamy', 'Idris Cole', 'Greta Fenn', 'Tom Askew', 'Leila Hart']
const ROLES = ['runs the lifeboat station', 'chairs the council', 'teaches history', 'leads the fire service']
const ENDS = ['be settled', 'be repaired', 'cost more than planned', 'close two schools', 'be reviewed']
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']
const CROWDS = ['residents', 'farmers', 'students', 'passengers', 'shopkeepers', 'volunteers']
const DEEDS = ['gathered', 'waited for buses', 'cleared the road', 'signed a petition', 'slept in a hall']
const SITES = ['harbour', 'town hall', 'viaduct', 'old mill', 'market square', 'ring road']
const STATES = ['over', 'still going on', 'worse than feared', 'under control', 'being investigated']

function pick(random: () => number, words: readonly string[]): string {
  return words[Math.floor(random() * words.length)] ?? ''
}

/** Repeatable numbers in [0, 1) from a seed (mulberry32). */
export function randomOf(seed: string): () => number {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
