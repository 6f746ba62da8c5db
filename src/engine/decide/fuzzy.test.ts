import { describe, expect, it } from 'vitest'
import { scopeAt } from '#testing/fake-engine.ts'
import { FAKE_MODEL } from '#testing/fake-understanding.ts'
import { workflow } from '#testing/workflow-builder.ts'
import { fuzzyRung, isSlipOf } from './fuzzy.ts'
import { commandsInScope } from './scope-commands.ts'

const SIXTY = `${'long_'.repeat(10)}name_names`

/** A decision about the message in an order, where these commands are to be had, as one line. */
function near(message: string, ...names: readonly string[]): string | null {
  const document = names
    .reduce((building, name) => building.command(name), workflow().context('Order').context('Item'))
    .build()
  const scope = commandsInScope(document, scopeAt(document, ['Order']))
  const found = fuzzyRung({ text: message, document, scope, model: FAKE_MODEL })
  if (!found) return null
  const { outcome, candidates, refusal } = found
  const elsewhere = refusal?.kind === 'elsewhere' ? ` ${refusal.command}` : ''
  return [outcome + elsewhere, ...candidates.map(({ command }) => command)].join(' ')
}

describe('a slip of the fingers', () => {
  it.each([
    ['a letter too few', 'lst orders', 'list_orders'],
    ['two letters exchanged', 'lits orders', 'list_orders'],
    ['with a slash', '/lits_orders', 'list_orders'],
    ['a blank too few', 'listorders', 'list_orders'],
    ['in the shortest there is', 'puase', 'pause'],
    ['in its name alone, of one that has a context', 'send_ntoe', 'Order/send_note'],
    ['in its qualified name', 'Order/send_ntoe', 'Order/send_note'],
    ['with blanks around the slash', 'order / send_ntoe', 'Order/send_note'],
    ['two in a long word', 'remembxx', 'remember'],
    ['in the longest that is looked at', SIXTY.replace('names', 'nmaes'), SIXTY],
  ])('is forgiven: %s', (_, message, name) => expect(near(message, name)).toBe(`route ${name}`))

  it.each([
    ['in too few letters', 'shpi', 'ship'],
    ['in more than a name has', `x${SIXTY}`, `x${SIXTY}x`],
    ['in the first letter', 'rist orders', 'list_orders'],
    ['in a short word', 'adx item', 'add_item'],
    ['two in a word of seven', 'arcxxve', 'archive'],
    ['a word too many', 'list the orders', 'list_orders'],
    ['another word', 'unlock door', 'lock_door'],
  ])('is none: %s', (_, message, name) => expect(near(message, name)).toBeNull())
})

describe('of several', () => {
  it('the nearest runs', () => {
    expect(near('remembrs', 'remember', 'remembers')).toBe('route remembers')
  })

  it('five at most are asked about, all as likely', () => {
    const names = ['copya', 'copyb', 'copyc', 'copyd', 'copye', 'copyf']
    expect(near('copyz', ...names)).toBe('ask copya copyb copyc copyd copye')
    const document = names.reduce((building, name) => building.command(name), workflow()).build()
    const scope = commandsInScope(document, scopeAt(document))
    const found = fuzzyRung({ text: 'copyz', document, scope, model: FAKE_MODEL })
    expect(found?.candidates.map(({ probability }) => probability)).toEqual(Array(5).fill(1 / 6))
  })

  it('one that is out of reach and nearer keeps the one in reach from running', () => {
    expect(near('remembrs', 'remember', 'Item/remembers')).toBe('refuse Item/remembers')
    expect(near('unlock gate', 'unlock_gates', 'Item/unlock_gate')).toBe('refuse Item/unlock_gate')
  })

  it('one that is out of reach and as near does not', () => {
    expect(near('lock gare', 'lock_gate', 'Item/lock_gaze')).toBe('route lock_gate')
  })

  it('one that is out of reach is refused by its very name alone, where none is in reach', () => {
    expect(near('remember', 'Item/remember')).toBe('refuse Item/remember')
    expect(near('remembre', 'Item/remember')).toBeNull()
  })

  it('the narrower of one name runs', () => {
    expect(near('sttaus', 'status', 'Order/status')).toBe('route Order/status')
  })
})

describe('an answer to “which of these?”', () => {
  it.each([
    ['Lits orders', 'list_orders', true],
    ['list_ordrs', 'list_orders', true],
    ['puase', 'pause', true],
    ['ship', 'ship', false],
    ['another thing', 'list_orders', false],
  ])('%s may name %s', (text, name, is) => expect(isSlipOf(text, name)).toBe(is))
})
