import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPublicAddress, unmapped } from '../../../src/fetch/address.ts'

describe('isPublicAddress', () => {
  it.each([
    '8.8.4.4',
    '172.15.255.255',
    '172.32.0.1',
    '100.63.255.255',
    '100.128.0.1',
    '198.17.255.255',
    '198.20.0.1',
    '223.255.255.254',
    '2a02:1::1',
    '2620:fe::fe',
    '::ffff:8.8.4.4',
  ])('lets %s be dialled', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  it.each([
    '0.1.2.3',
    '10.200.0.1',
    '100.100.100.200',
    '127.8.8.8',
    '169.254.1.1',
    '172.31.255.255',
    '192.168.77.1',
    '198.19.255.255',
    '224.0.0.251',
    '255.255.255.255',
    '168.63.129.16',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:a00:1',
    '::10.0.0.1',
    '64:ff9b::7f00:1',
    'fd12::1',
    'fe80::2',
    'fec0::1',
    'ff02::1',
    '2001:db8::1',
    '2002:a00:1::',
    'fe80::1%eth0',
    'localhost',
    '',
  ])('keeps %j out', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it('judges an IPv4 address and its mapped form alike', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(unmapped(`::ffff:${address}`)).toBe(address)
        expect(isPublicAddress(`::ffff:${address}`)).toBe(isPublicAddress(address))
      }),
    )
  })

  it('never lets an IPv6 address outside 2000::/3 out', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        if (address.includes('.')) return
        const first = Number.parseInt(new URL(`http://[${address}]/`).hostname.slice(1).split(':')[0] || '0', 16)
        if (first >> 13 !== 1 && !unmapped(address).includes('.')) expect(isPublicAddress(address)).toBe(false)
      }),
    )
  })
})
