import { describe, expect, it } from 'vitest'
import type { Parameter } from '#domain/parameter.ts'
import { recordById } from '#domain/queries.ts'
import { workflow } from '#testing/workflow-builder.ts'
import { isLeftOpen } from './left-open.ts'

type Drafts = Readonly<Record<string, Partial<Omit<Parameter, 'id' | 'name'>>>>

function isOpen(text: string, parameters: Drafts, utterances: readonly string[] = []): boolean {
  const document = workflow().command('act', { parameters, utterances }).build()
  return isLeftOpen(text, recordById(document, 'command', 'act'), document)
}

const prose = { required: false, examples: ['buy milk and bread'] }

describe('a part of a message may still be going on', () => {
  it('in a text that has to be said', () => {
    expect(isOpen('remind me to buy milk', { note: {} })).toBe(true)
    expect(isOpen('remind me to buy milk', { note: { examples: ['call her back'] } })).toBe(true)
  })

  it('not where it is quoted to its end', () => {
    expect(isOpen('remind me to “buy milk”', { note: {} })).toBe(false)
    expect(isOpen('remind me to "buy milk" ', { note: {} })).toBe(false)
  })

  it('not in what is no prose: a name, a code, a number, what exists', () => {
    expect(isOpen('open W1', { order_id: {} })).toBe(false)
    expect(isOpen('greet Anna', { person: { examples: ['Anna', 'Ben Lee'] } })).toBe(false)
    expect(isOpen('add 2', { count: { type: 'integer' } })).toBe(false)
    expect(isOpen('open the boots', { note: { lookup: 'x' } })).toBe(false)
    expect(isOpen('stop', {})).toBe(false)
  })

  it('in a text that may be left out, if it is there or nearly always said', () => {
    const parameters = { note: prose }
    const seldom = ['stop it', 'stop', 'stop it now, [the noise is too loud](note)', 'halt']
    expect(isOpen('stop it', parameters, ['stop because [it is late now](note)'])).toBe(true)
    const mixed: Drafts = { ...parameters, count: { type: 'integer', required: false } }
    const marked = ['stop [2](count)', 'stop [3](count)', 'stop [4](count), [it is late](note)']
    expect(isOpen('stop 5', mixed, marked)).toBe(false)
    expect(isOpen('stop 5 unless somebody objects', mixed, marked)).toBe(true)
    expect(isOpen('stop it', { note: prose }, seldom)).toBe(true)
  })

  it('never for a command that is not there', () => {
    expect(isLeftOpen('anything', undefined, workflow().build())).toBe(false)
  })
})
