import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { signatureHeaders } from '../../../src/alert/signature.ts'
import { newKeyPair, newSecret } from '../../../src/alert/signing-secret.ts'

const text = readFileSync(new URL('../../../docs/verify-webhooks.md', import.meta.url), 'utf8')

/** The nth code block of a language in docs/verify-webhooks.md. */
function block(lang: string, nth = 0): string {
  return [...text.matchAll(new RegExp(`\`\`\`${lang}\\n([\\s\\S]*?)\`\`\``, 'g'))][nth]?.[1] ?? ''
}

function load(code: string): Promise<Record<string, (key: string, headers: object, body: string) => unknown>> {
  return import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`)
}

/** A machine without Python does not verify in it; CI has one. */
const PYTHON = process.env['CI'] === 'true' || spawnSync('python3', ['--version']).status === 0 ? ['python3'] : []
const secret = newSecret(Buffer.alloc(32, 5))
const old = newSecret(Buffer.alloc(32, 6))
const body = '{"type":"test.ping","data":{"line":"žluťoučký 漢字"}}'
const headers = signatureHeaders({ webhookId: 'msg_1', attemptAtMs: Date.now(), body, secrets: [secret, old] })

describe('docs/verify-webhooks.md', () => {
  it('verifies in Node, with either secret of a rotation', async () => {
    const { verify } = await load(block('js'))
    expect(verify?.(secret, headers, body)).toEqual(JSON.parse(body))
    expect(verify?.(old, headers, body)).toEqual(JSON.parse(body))
    expect(() => verify?.(secret, headers, `${body} `)).toThrow('bad signature')
    expect(() => verify?.(secret, { ...headers, 'webhook-timestamp': '1' }, body)).toThrow('too old')
  })

  it('verifies ed25519 in Node', async () => {
    const pair = newKeyPair(Buffer.alloc(32, 8))
    const signed = signatureHeaders({ webhookId: 'msg_1', attemptAtMs: Date.now(), body, secrets: [pair.secret] })
    const { verifyEd25519 } = await load(block('js', 1))
    expect(verifyEd25519?.(pair.publicKey, signed, body)).toBe(true)
    expect(verifyEd25519?.(pair.publicKey, signed, `${body} `)).toBe(false)
  })

  it.each(PYTHON)('verifies in Python (%s), with either secret of a rotation', (python) => {
    const verified = (key: string, given: object, text: string) => {
      const asks = `\nimport sys\nkey, headers = json.loads(sys.argv[1])\nprint(json.dumps(verify(key, headers, sys.stdin.buffer.read())))`
      const { stdout, stderr } = spawnSync(python, ['-c', block('python') + asks, JSON.stringify([key, given])], {
        input: text,
        encoding: 'utf8',
      })
      return stdout === '' ? stderr : JSON.parse(stdout)
    }
    expect(verified(secret, headers, body)).toEqual(JSON.parse(body))
    expect(verified(old, headers, body)).toEqual(JSON.parse(body))
    expect(verified(secret, headers, `${body} `)).toContain('bad signature')
    expect(verified(secret, { ...headers, 'webhook-timestamp': '1' }, body)).toContain('too old')
  })

  it('prints the signature in a shell', () => {
    const folder = mkdtempSync(join(tmpdir(), 'stet-verify-'))
    writeFileSync(join(folder, 'body.json'), body)
    const env = {
      ...process.env,
      SECRET: secret,
      WEBHOOK_ID: headers['webhook-id'],
      WEBHOOK_TIMESTAMP: headers['webhook-timestamp'],
    }
    const printed = execFileSync('sh', ['-c', block('sh')], { cwd: folder, env, encoding: 'utf8' })
    rmSync(folder, { recursive: true })
    expect(headers['webhook-signature']).toContain(`v1,${printed.trim()}`)
  })
})
