import { describe, expect, it } from 'vitest'
import type { Candidate } from '#engine/decide/decision.ts'
import { orderDesk } from '#testing/order-desk.ts'
import { commandId } from '#testing/workflow-builder.ts'
import { correctionGroups } from './correction-options.ts'

const document = orderDesk()
const candidates: Candidate[] = [
  { command: commandId('Order/cancel_order'), level: 0, probability: 0.5, nearest: [] },
  { command: commandId('Order/return_order'), level: 0, probability: 0.4, nearest: [] },
]

function shown(query: string, mistaken: string | null = null): Record<string, string[]> {
  const groups = correctionGroups(document, {
    candidates,
    mistaken: mistaken === null ? null : commandId(mistaken),
    query,
  })
  return Object.fromEntries(
    groups.map(({ title, options }) => [
      title,
      options.map((it) => (it.kind === 'command' ? `${it.key ?? '-'} ${it.title}` : it.kind)),
    ]),
  )
}

describe('correctionGroups', () => {
  it('offers the candidates first, by number, and each command once', () => {
    const { Likely, 'All commands': rest = [] } = shown('')
    expect(Likely).toEqual(['1 Cancel order', '2 Return order'])
    expect(rest).toContain('- Find customer')
    expect(rest).not.toContain('- Cancel order')
  })

  it('leaves out what was removed since', () => {
    const removed = { command: commandId('Order/removed'), level: 0, probability: 0.1, nearest: [] }
    const [likely] = correctionGroups(document, {
      candidates: [removed, ...candidates],
      mistaken: null,
      query: '',
    })
    expect(likely?.options).toHaveLength(candidates.length)
  })

  it('leaves out what it was taken for', () => {
    expect(shown('', 'Order/cancel_order')['Likely']).toEqual(['1 Return order'])
  })

  it('always offers something new and out of scope', () => {
    expect(shown('no such thing')).toEqual({ 'None of these': ['new-command', 'out-of-scope'] })
  })

  it('finds by title, context and description, every word somewhere, the title leading', () => {
    expect(shown('order')['Found']).toEqual([
      '- List orders',
      '- Show details',
      '- Close desk',
      '- Find customer',
    ])
    expect(shown('customer')['Found']).toEqual(['- Find customer', '- List orders'])
    expect(shown('e-mail')['Found']).toEqual(['- Find customer'])
    expect(shown('customer list')['Found']).toEqual(['- List orders'])
  })

  it('reads a name as its title', () => {
    expect(shown('Order/cancel_order')).toMatchObject({ Likely: ['1 Cancel order'] })
  })

  it('offers the core commands too', () => {
    expect(shown('go up')['Found']).toEqual(['- Go up'])
  })
})
