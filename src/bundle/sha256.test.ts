import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sha256 } from './sha256.ts'

const ofNode = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('sha256', () => {
  it('is the SHA-256 of any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(sha256(bytes)).toBe(ofNode(bytes))
      }),
    )
  })

  it.each([0, 55, 56, 63, 64, 65, 119, 120, 1_000_003])('is right for %i bytes', (length) => {
    const bytes = Uint8Array.from({ length }, (_, i) => i * 31)
    expect(sha256(bytes)).toBe(ofNode(bytes))
  })

  it('is right for a part of a buffer', () => {
    const bytes = Uint8Array.from({ length: 200 }, (_, i) => i).subarray(3, 150)
    expect(sha256(bytes)).toBe(ofNode(bytes))
  })
})
