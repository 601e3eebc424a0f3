import { createServer, type Server } from 'node:http'

/** A story of an invented paper. */
export interface Story {
  path: string
  headline: string
  byline: string
  paragraphs: string[]
}

/** What the paper does next: in the open, with a notice, or without a word. */
export interface Edit {
  path: string
  what: string
  change(story: Story): Story
}

export interface Paper {
  server: Server
  stories: Map<string, Story>
  /** Makes the next edit; after the last one the first is made again, the other way round. */
  editNext(): Edit
}

/** The Port Quay Courier: a few stories on loopback, with furniture that changes at every visit. */
export function openPaper(): Paper {
  const stories = new Map(STORIES.map((story) => [story.path, story]))
  let visits = 0
  let edits = 0
  const server = createServer((request, response) => {
    const story = stories.get(request.url ?? '')
    visits++
    if (!story) response.writeHead(404).end()
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(story, visits))
  })
  return {
    server,
    stories,
    editNext() {
      const edit = EDITS[edits++ % EDITS.length] ?? EDITS[0]
      const story = stories.get(edit.path)
      if (story) stories.set(edit.path, edit.change(story))
      return edit
    },
  }
}

function page({ headline, byline, paragraphs }: Story, visit: number): string {
  const body = paragraphs.map((text) => `<p>${text}</p>`).join('\n')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${headline} | Port Quay Courier</title></head>
<body><header><nav><a href="/">Home</a> <a href="/tides">Tides</a></nav></header>
<main><article><h1>${headline}</h1><p class="byline">By ${byline}</p>${body}</article>
<aside><h2>Most read</h2><ul><li><a href="/a${visit}">Crossword number ${visit}</a></li></ul></aside></main>
<footer>${visit} readers today</footer></body></html>`
}

const STORIES: Story[] = [
  {
    path: '/ferry-fire',
    headline: 'Three dead after fire on the Port Quay ferry',
    byline: 'Ines Valdor',
    paragraphs: [
      'Three people died when a fire broke out on the evening ferry to Sandholm on Monday, the coastguard said.',
      'The fire began in the engine room shortly after seven, and 41 passengers were taken off by lifeboats from the harbour.',
      'The operator, Quay Lines, said that the ferry had passed its inspection in January and that it was helping investigators.',
      'The harbour was closed for the night, and services to Sandholm are not expected to run before Thursday.',
    ],
  },
  {
    path: '/harbour-vote',
    headline: 'Council approves new harbour wall',
    byline: 'Tomas Reede',
    paragraphs: [
      'The council of Port Quay approved a new harbour wall on Tuesday evening, after a debate of more than four hours.',
      'The wall will cost 18 million crowns and is expected to be finished within three years, said the mayor, Ada Lindqvist.',
      'Residents of the old town have asked for better defences since the winter, when water stood in their streets for a week.',
      'An independent panel will publish its review of the plans before the end of the summer.',
    ],
  },
  {
    path: '/arrest',
    headline: 'Man arrested over museum theft',
    byline: 'Lena Marsh',
    paragraphs: [
      'Police arrested a 34-year-old man from Westerby on Wednesday over the theft of a painting from the Maritime Museum.',
      'The man, named as Joren Hale, will appear before the district court on Friday, a spokesman for the police said.',
      'The painting, a view of the harbour from 1871, was cut from its frame in February while the museum was closed.',
      'The museum said that it hoped to see the painting back on its wall before the summer.',
    ],
  },
]

/** Replaces words in the headline and the text, or puts them back when they were replaced before. */
function swap(...pairs: Array<[string, string]>): Edit['change'] {
  const turn = (text: string) =>
    pairs.reduce((so, [a, b]) => (so.includes(b) ? so.replaceAll(b, a) : so.replaceAll(a, b)), text)
  return (story) => ({ ...story, headline: turn(story.headline), paragraphs: story.paragraphs.map(turn) })
}

const NOTICE = 'Correction: an earlier version of this article named the wrong suspect.'

const EDITS: [Edit, ...Edit[]] = [
  {
    path: '/ferry-fire',
    what: 'changes the toll in headline and text',
    change: swap(['Three dead', 'Five dead'], ['Three people', 'Five people']),
  },
  { path: '/harbour-vote', what: 'quietly changes the cost', change: swap(['18 million', '81 million']) },
  {
    path: '/arrest',
    what: 'corrects the name, and says so',
    change: (story) => {
      const named = swap(['Joren Hale', 'Joris Halden'])(story)
      const noted = story.paragraphs.includes(NOTICE)
      const paragraphs = noted ? named.paragraphs.filter((text) => text !== NOTICE) : [...named.paragraphs, NOTICE]
      return { ...named, paragraphs }
    },
  },
  {
    path: '/harbour-vote',
    what: 'turns its headline around',
    change: swap(['Council approves', 'Council rejects'], ['Port Quay approved', 'Port Quay rejected']),
  },
]
