import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { confusion } from '../testing.ts'
import { groupedOrder } from './confusion-order.ts'

const texts = (count: number) => Array.from({ length: count }, (_, i) => `text ${i}`)

describe('groupedOrder', () => {
  it('puts what is confused side by side, the worst group first', () => {
    const order = groupedOrder([
      confusion('a', 'b', texts(2)),
      confusion('x', 'y', texts(5)),
      confusion('y', 'z', texts(4)),
      confusion('b', 'a', texts(1)),
    ])
    expect([order.slice(0, 3).join(''), order.slice(3).join('')]).toEqual(['xyz', 'ab'])
  })

  it('turns a chain around to bring the ends that belong together to each other', () => {
    const order = groupedOrder([
      confusion('a', 'b', texts(9)),
      confusion('c', 'd', texts(8)),
      confusion('a', 'd', texts(3)),
    ])
    expect(['badc', 'cdab']).toContain(order.join(''))
  })

  it('names each confused command once', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h')
    const pairs = fc.array(fc.tuple(name, name, fc.integer({ min: 1, max: 5 })))
    fc.assert(
      fc.property(pairs, (drawn) => {
        const confusions = drawn.map(([a, b, n]) => confusion(a, b, texts(n)))
        const named = new Set(confusions.flatMap((it) => [it.actual, it.predicted]))
        const order = groupedOrder(confusions)
        expect(order).toHaveLength(named.size)
        expect(new Set(order)).toEqual(named)
      }),
    )
  })
})
