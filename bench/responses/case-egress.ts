import { createEgress, type Egress } from '../../src/fetch/egress.ts'
import type { Case } from './case.ts'
import type { Player } from './player.ts'

const ARTICLE_PATH = '/a'

/** The URL that a case's article is watched at. */
export function caseUrl(played: Case): string {
  return `http://${hostOf(played)}${ARTICLE_PATH}`
}

/**
 * The real egress, told to reach the player under the case's own host, and no other address; a case with an error
 * code has DNS or the socket fail with it. The player keeps its cases under /case/ID; that prefix is put on and
 * taken off here, so that the product sees the site's own paths.
 */
export function openCaseEgress({ port }: Player, played: Case, requests: Array<Record<string, string>>): Egress {
  const { id, error_code: code } = played
  const host = hostOf(played)
  const failure = code ? Object.assign(new Error(`made to fail: ${code}`), { code }) : null
  const byDns = code !== undefined && /^(?:ENOTFOUND|EAI_|ESERVFAIL|ENODATA)/.test(code)
  const egress = createEgress({
    userAgent: 'StetBench/1 (+https://stet.example/bot)',
    allow: [{ cidr: '127.0.0.1', port }],
    ...(byDns ? {} : { resolve: { [host]: `127.0.0.1:${port}` } }),
    lookup: (name) =>
      Promise.reject(failure ?? Object.assign(new Error(`no answer for ${name}`), { code: 'ENOTFOUND' })),
    ...(failure && !byDns ? { dial: (_, callback) => callback(failure, null) } : {}),
  })
  return {
    async request(request) {
      requests.push(request.headers ?? {})
      const result = await egress.request({ ...request, url: playerUrl(request.url, host, id) })
      const location = result.kind === 'response' ? result.headers['location'] : undefined
      if (result.kind === 'response' && location?.startsWith(`/case/${id}/`)) {
        result.headers['location'] = location.slice(`/case/${id}`.length)
      }
      return result
    },
    close: () => egress.close(),
  }
}

function hostOf({ id }: Case): string {
  return `${id}.case.test`
}

function playerUrl(asked: string, host: string, id: string): string {
  if (!URL.canParse(asked) || new URL(asked).hostname !== host) return asked
  const url = new URL(asked)
  url.pathname = url.pathname === ARTICLE_PATH ? `/case/${id}` : `/case/${id}${url.pathname}`
  return url.href
}
