import { z } from 'zod'
import { EVENT_SCHEMA, stetDigest, stetEvent } from './event.ts'

/** The JSON Schema (2020-12) of everything that an endpoint of format `stet` is sent; published in schemas/. */
export function eventJsonSchema(): object {
  // io input: fields may be added within v1, so unknown ones are not forbidden
  const { $schema, ...schema } = z.toJSONSchema(z.union([stetEvent, stetDigest]), { io: 'input' })
  return {
    $schema,
    $id: `https://stet.invalid/schemas/${EVENT_SCHEMA}.json`,
    title: 'Stet event',
    description:
      'The body of a webhook of Stet: {type, timestamp, data}. Receivers should ignore fields they do not know.',
    ...schema,
  }
}
