import { describe, expect, it } from 'vitest'
import { redactUrl, validateEndpoint } from '../../../src/alert/endpoint.ts'
import type { StetError } from '../../../src/errors.ts'

const allowHttp = ['desk.lan:8080', 'press.lan']

function refusal(url: string, format: 'stet' | 'email' = 'stet'): StetError {
  try {
    validateEndpoint(url, format, { allowHttp })
  } catch (thrown) {
    return thrown as StetError
  }
  throw new Error(`not refused: ${url}`)
}

describe('validateEndpoint', () => {
  it('takes https, and gives back the canonical URL and a text fit for logs', () => {
    const taken = validateEndpoint('https://HOOKS.Example/T0/SECRET', 'slack', { allowHttp: [] })
    expect(taken.url).toBe('https://hooks.example/T0/SECRET')
    expect(taken.host).toBe('hooks.example')
    expect(taken.redacted).toMatch(/^https:\/\/hooks\.example\/…#[0-9a-f]{6}$/)
  })

  it('takes plain http only from hosts allowed by name', () => {
    expect(validateEndpoint('http://desk.lan:8080/x', 'stet', { allowHttp }).host).toBe('desk.lan:8080')
    expect(validateEndpoint('http://press.lan:99/x', 'stet', { allowHttp }).host).toBe('press.lan:99')
    expect(refusal('http://desk.lan/x').code).toBe('endpoint_insecure')
    expect(refusal('http://evil.desk.lan:8080/x').code).toBe('endpoint_insecure')
  })

  it.each([
    ['endpoint_malformed', 'ftp://hooks.example/'],
    ['endpoint_malformed', 'hooks.example/x'],
    ['endpoint_malformed', 'https://hooks.example/a b'],
    ['endpoint_malformed', 'https://hooks.example\\@evil.example/'],
    ['endpoint_malformed', 'https://hooks.example/x#part'],
    ['endpoint_malformed', `https://hooks.example/${'a'.repeat(2100)}`],
    ['endpoint_credentials', 'https://user:pass@hooks.example/'],
    ['endpoint_malformed', ''],
  ])('refuses with %s: %s', (code, url) => {
    expect(refusal(url).code).toBe(code)
  })

  it('never repeats a path, which may be a secret', () => {
    expect(refusal('http://hooks.example/T0/SECRET').message).not.toContain('SECRET')
    expect(redactUrl('https://hooks.example/T0/SECRET?key=SECRET')).not.toContain('SECRET')
  })

  it('takes one mailbox for mail and nothing that could smuggle a header', () => {
    const taken = validateEndpoint('mailto:desk@paper.example', 'email', { allowHttp: [] })
    expect(taken).toMatchObject({ url: 'mailto:desk@paper.example', host: 'paper.example' })
    for (const bad of [
      'mailto:a@b',
      'mailto:a@b.example,c@d.example',
      'mailto:a@b.example?bcc=x',
      'mailto:a@b.example\n',
    ]) {
      expect(refusal(bad, 'email').code).toBe('endpoint_malformed')
    }
  })
})
