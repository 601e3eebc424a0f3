import { describe, expect, it } from 'vitest'
import { policyOf } from '../../../src/fetch/status.ts'
import { refine, wallInHeaders } from '../../../src/fetch/wall.ts'

describe('policyOf', () => {
  it.each([
    [404, 'removed_pending', 'not_found'],
    [410, 'removed_pending', 'gone'],
    [451, 'unavailable_legal', 'legal'],
    [402, 'paywalled', 'payment_required'],
    [403, 'blocked', 'forbidden'],
    [206, 'retry', 'partial'],
    [429, 'retry', 'too_many_requests'],
    [507, 'retry', 'server_error'],
    [226, 'retry', 'status_226'],
    [305, 'retry', 'status_305'],
    [422, 'retry', 'status_422'],
  ])('takes %d for %s', (status, outcome, state) => {
    expect(policyOf(status)).toEqual({ kind: 'obstacle', outcome, state })
  })
})

describe('a wall', () => {
  it('is known by its headers alone, on any status', () => {
    expect(wallInHeaders({ 'cf-mitigated': 'challenge' })).toMatchObject({ state: 'bot_wall' })
    expect(wallInHeaders({ 'x-datadome': 'protected' })).toBeNull()
    expect(wallInHeaders({ server: 'cloudflare' })).toBeNull()
  })

  it.each([
    [403, {}, '<title>Hold on</title><p>Please verify that you are human', 'blocked', 'bot_wall'],
    [429, {}, '<script src="https://ct.captcha-delivery.com/c.js"></script>', 'blocked', 'bot_wall'],
    [403, { server: 'AkamaiGHost' }, '<h1>Access Denied</h1>', 'blocked', 'bot_wall'],
    [403, {}, '<p>This content is not available in your region</p>', 'blocked', 'geo_block'],
    [451, {}, '<p>We cannot serve visitors from the European Economic Area', 'blocked', 'geo_block'],
    [403, {}, '<p>Only for our subscribers', 'paywalled', 'paywall'],
    [503, {}, '<h1>Wartungsarbeiten</h1>', 'retry', 'maintenance'],
    [500, {}, '<p>There has been a critical error on this website.</p>', 'retry', 'maintenance'],
  ])('%d with %o and %s is %s, %s', (status, headers, text, outcome, state) => {
    expect(refine(status, headers, text)).toEqual({ outcome, state })
  })

  it.each([
    [403, '<h1>Forbidden</h1>'],
    [451, '<p>Removed after an order of the court of Havnvik</p>'],
    [404, '<p>Checking your browser</p>'],
    [410, '<p>not available in your country</p>'],
    [502, '<h1>Bad gateway</h1>'],
  ])('is not seen in %d with %s', (status, text) => {
    expect(refine(status, {}, text)).toBeNull()
  })
})
