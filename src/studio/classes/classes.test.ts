import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { readClasses } from '#bundle/interop/classes/read-typescript.ts'
import { acceptOffer } from '#domain/classes/accept.ts'
import { offerDiff, type OfferDiff } from '#domain/classes/offer-diff.ts'
import { newDocument, type Document } from '#domain/document.ts'
import type { WorkflowId } from '#domain/ids.ts'
import { workflow } from '#testing/workflow-builder.ts'
import {
  comparedRecords,
  createClassReader,
  type ClassesPort,
  type NumberedAnswer,
  type NumberedRequest,
} from './class-reader.ts'
import { actionWords, contextWords, foundWords, partWords, typeWords } from './row-words.ts'
import { effectiveKeys, suggestedKeys, takenCounts, toggled } from './selection.ts'

const EMPTY = newDocument('w' as WorkflowId, 'Shop')
const TEXT = `
  export class Order { number = ''; cancel(why: 'late' | 'broken', days?: number[]) { this.number = why } }
  class Dice { roll() { return 1 } }
`
const diffOf = (document: Document, text = TEXT): OfferDiff =>
  offerDiff(document, readClasses([{ path: 'app/main.ts', text }], ts))
const key = (member: string): string => `app/main.ts#${member}`

describe('what is ticked', () => {
  it('is at first what makes sense: the classes that are given to others, without their properties', () => {
    expect([...suggestedKeys(diffOf(EMPTY))]).toEqual([key('Order'), key('Order.cancel()')])
  })

  it('follows the context: a command brings it, and goes with it', () => {
    const diff = diffOf(EMPTY)
    const none: ReadonlySet<string> = new Set()
    const withCommand = toggled(diff, none, key('Dice.roll()'))
    expect(withCommand).toEqual(new Set([key('Dice'), key('Dice.roll()')]))
    expect(toggled(diff, withCommand, key('Dice'))).toEqual(none)
    expect(toggled(diff, none, key('Order'))).toEqual(suggestedKeys(diff))
    expect(effectiveKeys(diff, new Set([key('Dice.roll()')]))).toEqual(none)
  })

  it('is changes but no removals, once something was taken', () => {
    const before = acceptOffer(diffOf(EMPTY), suggestedKeys(diffOf(EMPTY)))(EMPTY)
    const renamed = diffOf(before, TEXT.replace('cancel(', 'callOff('))
    expect(takenCounts(renamed, suggestedKeys(renamed))).toEqual({ added: 0, changed: 1 })
    const removed = diffOf(before, TEXT.replace(/cancel\(.*}(?= })/, ''))
    expect(suggestedKeys(removed)).toEqual(new Set())
    expect(effectiveKeys(removed, new Set([key('Order.cancel()')])).size).toBe(1)
  })
})

describe('what is ticked of a context that was made by hand', () => {
  const hand = workflow()
    .context('Order')
    .command('Order/cancel', { handler: { kind: 'method', method: 'cancel', positional: true } })
    .build()
  const withHelper = TEXT.replace('cancel(', 'total() { return 1 } cancel(')

  it('is nothing: a person chose its commands, and the other methods help them', () => {
    const diff = diffOf(hand, withHelper)
    expect(diff.contexts[0]?.commands.map(({ state }) => state)).toContain('there')
    expect(suggestedKeys(diff)).toEqual(new Set())
  })

  it('is what makes sense again, once something of it was taken from the class', () => {
    const diff = diffOf(hand, withHelper)
    const taken = acceptOffer(diff, new Set([key('Order.total()')]))(hand)
    const grown = diffOf(taken, withHelper.replace('total(', 'weight() { return 2 } total('))
    expect(suggestedKeys(grown)).toEqual(new Set([key('Order.weight()')]))
  })
})

describe('words', () => {
  it('say what is found, what a value is, and what the button does', () => {
    const diff = diffOf(EMPTY)
    expect(foundWords(diff)).toBe('2 classes with 4 possible commands in 1 file')
    expect(diff.contexts.map(contextWords)).toEqual(['Order', 'Dice'])
    const parameters = diff.contexts[0]?.commands[0]?.offered?.parameters ?? []
    expect(parameters.map(typeWords)).toEqual(['one of late, broken', 'list: number'])
    expect(actionWords({ added: 12, changed: 0 })).toBe('Add 12 to the workflow')
    expect(actionWords({ added: 1, changed: 2 })).toBe('Add 1, accept 2 changes')
    expect(actionWords({ added: 0, changed: 1 })).toBe('Accept 1 change')
    const change = { before: null, after: null, isEdited: false }
    expect(partWords({ part: 'parameters.why.defaultValue', ...change })).toBe('why: default')
    expect(partWords({ part: 'displayName', ...change })).toBe('how an instance is called')
  })
})

describe('the reader', () => {
  const port = () => {
    const asked: NumberedRequest[] = []
    const made: ClassesPort & { ended: boolean } = {
      postMessage: (request) => asked.push(request),
      terminate: () => {
        made.ended = true
      },
      onmessage: null,
      onerror: null,
      ended: false,
    }
    return { made, asked }
  }
  const request = { language: 'typescript', sources: [], records: comparedRecords(EMPTY) } as const
  const message = (number: number | undefined, diff: OfferDiff) =>
    ({ data: { number, diff } }) as MessageEvent<NumberedAnswer>

  it('answers each request by its number, with one worker for all', async () => {
    const { made, asked } = port()
    let starts = 0
    const reader = createClassReader(() => {
      starts += 1
      return made
    })
    const { signal } = new AbortController()
    const first = reader.read(request, signal)
    const second = reader.read(request, signal)
    const diff = diffOf(EMPTY)
    made.onmessage?.(message(asked[1]?.number, diff))
    expect(await second).toBe(diff)
    made.onmessage?.(message(asked[0]?.number, diff))
    expect(await first).toBe(diff)
    expect(starts).toBe(1)
  })

  it('gives up on what is aborted, and ends a worker that failed', async () => {
    const { made } = port()
    const reader = createClassReader(() => made)
    const controller = new AbortController()
    const dropped = reader.read(request, controller.signal)
    controller.abort(new Error('closed'))
    await expect(dropped).rejects.toThrow('closed')
    const failing = reader.read(request, new AbortController().signal)
    made.onerror?.(new Event('error') as ErrorEvent)
    await expect(failing).rejects.toMatchObject({ code: 'import/not-readable' })
    expect(made.ended).toBe(true)
  })
})
