import { expect, it } from 'vitest'
import { propertiesIn } from './expression-properties.ts'

it.each([
  ["self.status === 'pending'", ['self.status']],
  ['self.items.length > 0 && root.isOpen', ['self.items.length', 'root.isOpen']],
  ['self.items.some((it) => it.sent)', ['self.items']],
  ['self.isFree()', ['self.isFree']],
  ['parent?.customer?.isBlocked !== true', ['parent.customer.isBlocked']],
  ['self.a || self.a', ['self.a']],
  ["self.kind === 'self.other'", ['self.kind']],
  ['myself.status', []],
  ['true', []],
])('of %s they are %j', (expression, properties) => {
  expect(propertiesIn(expression)).toEqual(properties)
})
