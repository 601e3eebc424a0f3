import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { isAllowed, parseRobots } from '../src/fetch/robots.ts'

const row = z.object({
  id: z.string(),
  robots_txt: z.string().nullish(),
  robots_txt_b64: z.string().optional(),
  user_agent: z.string(),
  url: z.string(),
})

/** `robots FILE`: {id, allowed} for each row of a JSONL file of robots.txt cases. */
export async function run([file]: string[]): Promise<void> {
  if (!file) throw new Error('usage: bench robots FILE')
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const { id, robots_txt, robots_txt_b64, user_agent, url } = row.parse(JSON.parse(line))
    const body = robots_txt ?? Buffer.from(robots_txt_b64 ?? '', 'base64')
    process.stdout.write(`${JSON.stringify({ id, allowed: isAllowed(parseRobots(body), user_agent, url).allowed })}\n`)
  }
}
