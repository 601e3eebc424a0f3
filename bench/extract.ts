import { extract } from '../src/extract/extract.ts'
import { readPage, readSet } from './page-set.ts'

/**
 * `extract SET_DIR`: one JSON line per page of the set, for tools/score-extraction.mjs of the shared folder.
 * `cpu_ms` is this process's CPU time over `extract` alone: no reading, no unzipping.
 */
export async function run([directory]: string[]): Promise<void> {
  if (!directory) throw new Error('usage: npm run -s bench -- extract SET_DIR')
  for (const { id, url } of readSet(directory)) {
    const html = readPage(directory, id)
    const from = process.cpuUsage()
    const line = outcomeOf(html, url)
    const spent = process.cpuUsage(from)
    process.stdout.write(`${JSON.stringify({ id, ...line, cpu_ms: (spent.user + spent.system) / 1000 })}\n`)
  }
}

function outcomeOf(html: string, url: string | null): object {
  try {
    const content = extract({ html, url, rules: null })
    // Notices and the entries of a live blog are fields of their own; the truths count them as text.
    const fields = [...content.blocks, ...content.notices, ...content.entries]
    const blocks = fields.map(({ text }) => text)
    return {
      headline: content.headline?.text ?? null,
      body: blocks.join('\n\n'),
      blocks,
      authors: content.byline,
      published: content.published,
      modified: content.modified,
      summary: content.standfirst === null ? [] : [content.standfirst],
    }
  } catch (error) {
    return { headline: null, body: '', blocks: [], authors: [], summary: [], err: String(error) }
  }
}
