import { createServer } from 'node:http'
import { classOf, type Mix, type OutcomeClass } from './outcome-class.ts'
import { type ServedPage, servedPage } from './page.ts'

/**
 * A news site in a process of its own, so that serving is not counted as checking. Started by `fork`; answers each
 * known article as the class that it was told over IPC asks for, and says over IPC on which port it listens.
 */
export type OriginOrder = { kind: 'answer'; as: OutcomeClass } | { kind: 'mix'; mix: Mix }
export type OriginNews = { kind: 'listening'; port: number }

/** Distinct pages kept ready: many articles share a text, none knows of the other. */
const TEXTS = 40
const FURNITURES = 6
const EDITIONS = 4

interface Shown {
  answers: number
  edition: number
  furniture: number
}

function serve(): void {
  const ready = new Map<string, ServedPage>()
  const shown = new Map<string, Shown>()
  let order: OriginOrder = { kind: 'answer', as: '304' }

  const pageOf = (article: string, { edition, furniture }: Shown): ServedPage => {
    const showing = {
      text: Number(article.slice(article.lastIndexOf('/') + 1)) % TEXTS,
      edition: edition % EDITIONS,
      furniture: furniture % FURNITURES,
    }
    const key = `${showing.text} ${showing.edition} ${showing.furniture}`
    const known = ready.get(key) ?? servedPage(showing)
    ready.set(key, known)
    return known
  }

  const server = createServer((request, response) => {
    const article = request.url ?? ''
    if (!article.startsWith('/a/')) {
      response.writeHead(404).end()
      return
    }
    const before = shown.get(article)
    const now = before ?? { answers: 0, edition: 0, furniture: 0 }
    const as = order.kind === 'answer' ? order.as : classOf(order.mix, article, now.answers)
    if (before) {
      now.answers++
      if (as === 'furniture' || as === 'change') now.furniture++
      if (as === 'change') now.edition++
    }
    shown.set(article, now)
    const page = pageOf(article, now)
    if (as === '304' && request.headers['if-none-match'] === page.etag) {
      response.writeHead(304, { etag: page.etag }).end()
      return
    }
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-encoding': 'gzip',
      'content-length': page.body.length,
      etag: page.etag,
    })
    response.end(page.body)
  })
  // All pages are made before the first request: their making must not count as the site's slowness.
  for (let text = 0; text < TEXTS; text++) {
    for (let edition = 0; edition < EDITIONS; edition++) {
      for (let furniture = 0; furniture < FURNITURES; furniture++) {
        pageOf(`/a/${text}`, { answers: 0, edition, furniture })
      }
    }
  }
  process.on('message', (next) => {
    order = next as OriginOrder
    process.send?.({ kind: 'taken' })
  })
  process.on('disconnect', () => process.exit(0))
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    process.send?.({ kind: 'listening', port: typeof address === 'object' && address ? address.port : 0 })
  })
}

if (process.send) serve()
