import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { eventExamples, exampleFile } from '../../../scripts/event-examples.ts'
import { EVENT_TYPES, stetDigest, stetEvent } from '../../../src/alert/event.ts'
import { eventJsonSchema } from '../../../src/alert/event-schema.ts'

const schemas = new URL('../../../schemas/', import.meta.url)
const read = (path: string) => JSON.parse(readFileSync(new URL(path, schemas), 'utf8'))

describe('the published schema', () => {
  it('is in step with the code (if not: node scripts/schemas.ts)', () => {
    expect(read('stet-event.v1.json')).toEqual(JSON.parse(JSON.stringify(eventJsonSchema())))
  })

  it('has an example of every event type and of a digest, in step with the code', () => {
    const files = readdirSync(new URL('examples/', schemas)).sort()
    expect(files).toEqual([...EVENT_TYPES, 'digest'].map((type) => `${type}.v1.json`).sort())
    for (const example of eventExamples()) expect(read(`examples/${exampleFile(example)}`)).toEqual(example)
  })

  it('takes every example, by the schema as a receiver would read it', () => {
    const published = z.fromJSONSchema(read('stet-event.v1.json'))
    for (const example of eventExamples()) {
      const own = example.type === 'digest' ? stetDigest : stetEvent
      expect(own.safeParse(example).error).toBeUndefined()
      expect(published.safeParse(example).error).toBeUndefined()
      expect(published.safeParse({ ...example, timestamp: 'yesterday' }).success).toBe(false)
    }
  })
})
