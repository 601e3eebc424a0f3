import { readFileSync } from 'node:fs'
import { signatureHeaders, whyUnverified } from '../src/alert/signature.ts'

interface Vector {
  id: string
  secret: string
  public_key?: string
  msg_id: string
  timestamp: number
  payload: string
  signature: string
}

/** `webhooks [FILE]`: reproduces and verifies every vector of Standard Webhooks; a line each, then a summary. */
export async function run(args: string[]): Promise<void> {
  const file = args[0] ?? '../shared/data/hostile/webhook_vectors.jsonl'
  const vectors = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  let good = 0
  for (const line of vectors) {
    const vector: Vector = JSON.parse(line)
    const headers = signatureHeaders({
      webhookId: vector.msg_id,
      attemptAtMs: vector.timestamp * 1000,
      body: vector.payload,
      secrets: [vector.secret],
    })
    const signed = headers['webhook-signature'] === vector.signature
    const why = whyUnverified({
      headers: { ...headers, 'webhook-signature': vector.signature },
      body: vector.payload,
      keys: [vector.public_key ?? vector.secret],
      nowMs: vector.timestamp * 1000,
    })
    if (signed && why === null) good++
    process.stdout.write(`${JSON.stringify({ id: vector.id, signed, verified: why === null })}\n`)
  }
  process.stdout.write(`${JSON.stringify({ vectors: vectors.length, good })}\n`)
  if (good < vectors.length) process.exitCode = 1
}
