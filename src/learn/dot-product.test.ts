import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dotProduct } from './dot-product.ts'

it('is the sum of the products, whatever the length and wherever it begins', () => {
  const part = fc.integer({ min: -9, max: 9 })
  fc.assert(
    fc.property(fc.array(part), fc.array(part, { maxLength: 21 }), (before, values) => {
      const a = Float32Array.from([...before, ...values, 7])
      const b = Float32Array.from(values, (value) => value - 3)
      const sum = values.reduce((total, value) => total + value * (value - 3), 0)
      expect(dotProduct(a, b, before.length)).toBe(sum)
    }),
  )
})
