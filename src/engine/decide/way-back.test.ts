import { describe, expect, it } from 'vitest'
import { contextId, workflow } from '#testing/workflow-builder.ts'
import { levelBackTo } from './way-back.ts'

const desk = workflow('Desk')
  .context('Customer', { containers: ['*'] })
  .context('Order', { containers: ['Customer'] })
  .context('OpenOrder', { bases: ['Order'] })
  .context('Item', { containers: ['Order'] })
  .build()

const levels = [
  { context: contextId('Item'), label: 'Boots' },
  { context: contextId('OpenOrder'), label: 'W12' },
  { context: contextId('Customer'), label: 'Maya Lindgren' },
  { context: contextId('*'), label: 'Front desk' },
]

describe('the way back', () => {
  it.each([
    ['go back to the customer', 2],
    ['back to the order', 1],
    ['Could you please take me back to the open order?', 1],
    ['return to Maya Lindgren', 2],
    ['go back to customer Maya Lindgren again', 2],
    ['leave this and go back to the customer', 2],
    ['close the order and go up to the front desk', 3],
    ['get me out to W12', 1],
    ['all the way back to the customer page please', 2],
  ])('“%s” leads %i up', (text, level) => {
    expect(levelBackTo(text, desk, levels)).toBe(level)
  })

  it.each([
    ['go back', 'to nothing in particular'],
    ['go back to the item', 'to where one is already'],
    ['go back to the shop', 'to what is not around this'],
    ['the customer', 'nowhere'],
    ['give it back to the customer now or never', 'nowhere, but gives something'],
    ['return the boots to the customer', 'nowhere, but returns something'],
    ['send it back to Maya Lindgren', 'nowhere, but sends something'],
  ])('“%s” leads %s', (text) => {
    expect(levelBackTo(text, desk, levels)).toBeNull()
  })

  it('leads to the nearest of those that are called the same', () => {
    const nested = [levels[0]!, { context: contextId('Order'), label: 'W1' }, levels[1]!]
    expect(levelBackTo('back to the order', desk, nested)).toBe(1)
  })

  it('does not lead to what has no name', () => {
    const nameless = [levels[0]!, { context: contextId('Gone'), label: '' }, levels[2]!]
    expect(levelBackTo('go back to the customer', desk, nameless)).toBe(2)
    expect(levelBackTo('go back to the please', desk, nameless)).toBeNull()
    expect(levelBackTo('go back to the', desk, nameless)).toBeNull()
  })

  it('leads to what is called by the name of its instance, if that of the context is gone', () => {
    const gone = [levels[0]!, { context: contextId('Gone'), label: 'W12' }]
    expect(levelBackTo('go back to W12', desk, gone)).toBe(1)
  })

  it('never leads to where one stands', () => {
    expect(levelBackTo('go back to the item', desk, [levels[0]!, levels[2]!])).toBeNull()
  })
})
