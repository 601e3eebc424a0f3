import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

/** One HTTP response of the corpus, by what playing it needs. */
export const caseRow = z.object({
  id: z.string(),
  generator: z.record(z.string(), z.unknown()).optional(),
  error_code: z.string().optional(),
  prior: z
    .object({
      version: z.string().optional(),
      version_html_b64: z.string().optional(),
      etag: z.string().optional(),
      last_modified: z.string().optional(),
      state: z.string().optional(),
    })
    .loose()
    .nullish(),
  expected: z.record(z.string(), z.unknown()),
})

export type Case = z.infer<typeof caseRow>

/** HTML of the version that a case starts from; null when the article was never seen. */
export function priorHtml({ prior }: Case): Buffer | null {
  if (prior?.version_html_b64) return Buffer.from(prior.version_html_b64, 'base64')
  if (!prior?.version) return null
  const base = JSON.parse(readFileSync(path.resolve('../shared/data/hostile/responses_base.json'), 'utf8'))
  return Buffer.from(base.html_b64, 'base64')
}
