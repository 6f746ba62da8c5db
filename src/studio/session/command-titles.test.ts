import { describe, expect, it } from 'vitest'
import { GO_UP } from '#domain/core-commands.ts'
import { ROOT_CONTEXT } from '#domain/ids.ts'
import { OUT_OF_SCOPE } from '#domain/intent-model.ts'
import { orderDesk } from '#testing/order-desk.ts'
import { commandId, contextId, workflow } from '#testing/workflow-builder.ts'
import {
  commandPlace,
  commandTitle,
  contextTitle,
  levelTitle,
  placesOffering,
  wordsFor,
} from './command-titles.ts'

const document = orderDesk()

describe('commandTitle', () => {
  it.each([
    ['Order/cancel_order', 'Cancel order'],
    [GO_UP.id, 'Go up'],
    [OUT_OF_SCOPE, 'Out of scope'],
    ['gone', 'Removed command'],
  ])('calls %s %s', (id, title) => {
    expect(commandTitle(document, commandId(id))).toBe(title)
  })
})

describe('places', () => {
  it('calls the root by the workflow, and a level by its instance', () => {
    expect(contextTitle(document, ROOT_CONTEXT)).toBe('Order desk')
    const level = { context: contextId('Order'), available: [], identity: '', unavailable: [] }
    expect(levelTitle(document, { ...level, label: 'Order W12' })).toBe('Order W12')
    expect(levelTitle(document, { ...level, label: '' })).toBe('Order')
    expect(commandPlace(document, GO_UP.id)).toBe('Everywhere')
  })

  it('names every context that offers a command, inheriting ones too', () => {
    const shop = workflow()
      .context('Order')
      .context('GiftOrder', { bases: ['Order'] })
      .command('Order/cancel_order')
      .build()
    expect(placesOffering(shop, commandId('Order/cancel_order'))).toEqual(['Order', 'GiftOrder'])
  })
})

describe('wordsFor', () => {
  it('is the title, or the qualified name where another command has the same title', () => {
    const twins = workflow()
      .context('Order')
      .context('Item')
      .command('Order/cancel')
      .command('Item/cancel')
      .command('help_me')
      .build()
    expect(wordsFor(twins, commandId('help_me'))).toBe('Help me')
    expect(wordsFor(twins, commandId('Item/cancel'))).toBe('Item/cancel')
  })
})
