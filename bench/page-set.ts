import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

export interface SetEntry {
  id: string
  url: string | null
}

/** The pages of a set by id and URL; the labels beside them are left unread. */
export function readSet(directory: string, list = 'truth.jsonl'): SetEntry[] {
  return readFileSync(join(directory, list), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const { id, url } = JSON.parse(line) as { id: string; url?: string }
      return { id, url: url ?? null }
    })
}

/** One stored page: gzip, UTF-8 whatever its meta charset says. */
export function readPage(directory: string, name: string): string {
  return gunzipSync(readFileSync(join(directory, `${name}.html.gz`))).toString('utf8')
}
