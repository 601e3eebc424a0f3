/** Writes schemas/ anew: the JSON Schema of what Stet sends, and an example of every event. Run after a change to src/alert. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { EVENT_SCHEMA } from '../src/alert/event.ts'
import { eventJsonSchema } from '../src/alert/event-schema.ts'
import { eventExamples, exampleFile } from './event-examples.ts'

const folder = new URL('../schemas/', import.meta.url)

function write(path: string, value: object): void {
  writeFileSync(new URL(path, folder), `${JSON.stringify(value, null, 2)}\n`)
}

mkdirSync(new URL('examples/', folder), { recursive: true })
write(`${EVENT_SCHEMA}.json`, eventJsonSchema())
for (const example of eventExamples()) write(`examples/${exampleFile(example)}`, example)
