import { describe, expect, it, onTestFinished } from 'vitest'
import { documentFor, withoutPersonal } from '#domain/corrections-in-force.ts'
import { utteranceSchema, type Document } from '#domain/document.ts'
import type { CommandId, UtteranceId } from '#domain/ids.ts'
import { correctionsOf, utterancesOf } from '#domain/queries.ts'
import { createSession } from '#engine/turn/create-session.ts'
import { turnsOf } from '#engine/turn/turn-state.ts'
import { createDocumentStore } from '#store/document-store.ts'
import { fakePorts } from '#testing/fake-engine.ts'
import { FAKE_MODEL, fakeUnderstanding } from '#testing/fake-understanding.ts'
import { converse, orderDesk } from '#testing/order-desk.ts'
import { commandId, contextId } from '#testing/workflow-builder.ts'
import { createCorrectionController, type HeardWords } from './correction-controller.ts'
import type { CorrectionEffects } from './correction-effects.ts'
import { createUiStore } from './ui-store.ts'

const RETURN = commandId('Order/return_order')
const SHOW = commandId('Order/show_details')
const IN_ORDER = { path: ['Order', 'Customer'] }

const said = (text: string, taken: HeardWords['taken'] = null): HeardWords => ({
  text,
  context: contextId('Order'),
  taken,
})
const silent = { signal: new AbortController().signal, onProgress: () => undefined }

async function open(start: Document = orderDesk(), messages: readonly string[] = []) {
  const document = createDocumentStore(start)
  const ui = createUiStore()
  const current = () => document.state.getState().document
  const { now, embed } = fakePorts(current, IN_ORDER)
  const trainedOn = Object.fromEntries(
    Object.entries(start).filter(([, record]) => !('heldOut' in record && record.heldOut)),
  )
  const understand = (text: string) => Promise.resolve(fakeUnderstanding(trainedOn, text))
  const entries = await converse(start, messages, IN_ORDER)
  const corrections = createCorrectionController({
    document,
    ui,
    ports: { now, understand, embed },
    model: () => FAKE_MODEL,
    history: () => Promise.resolve([{ id: 'c', startedAt: 0, title: '', entries }]),
    report: () => undefined,
  })
  onTestFinished(() => corrections.dispose())
  const goesTo = async (text: string) => {
    const ports = fakePorts(current, IN_ORDER)
    const person = ui.state.getState().person
    const asked = createSession(ports, {
      document: () => documentFor(current(), { person, now: 0 }),
      model: () => FAKE_MODEL,
    })
    await asked.say(text)
    return turnsOf(ports.journal.entries)[0]?.state.command?.id
  }
  return { document, ui, current, corrections, goesTo }
}

/** What a kept correction did, once that is known. */
function told(corrections: Awaited<ReturnType<typeof open>>['corrections'], id: string) {
  return new Promise<CorrectionEffects>((resolve) => {
    const look = () => {
      const found = Object.entries(corrections.state.getState().effects).find(([key]) => key === id)
      if (found?.[1]) resolve(found[1])
    }
    corrections.state.subscribe(look)
    look()
  })
}

describe('a correction', () => {
  it('is in force on the next message, as one edit that undo takes back', async () => {
    const { document, current, corrections, goesTo } = await open()
    expect(await goesTo('what is in it')).toBe(SHOW)
    corrections.keep(said('what is in it', SHOW), RETURN)
    expect(correctionsOf(current())).toMatchObject([
      { text: 'what is in it', meant: RETURN, mistaken: SHOW, person: null, expiresAt: null },
    ])
    expect(await goesTo('what is in it')).toBe(RETURN)
    document.undo()
    expect(await goesTo('what is in it')).toBe(SHOW)
  })

  it('that is one person’s own holds for them alone, and stays when the workflow leaves', async () => {
    const { ui, current, corrections, goesTo } = await open()
    ui.set({ person: 'Ada', correctsForOneself: true })
    corrections.keep(said('what is in it', SHOW), RETURN)
    expect(await goesTo('what is in it')).toBe(RETURN)
    ui.set({ person: 'Bo' })
    expect(await goesTo('what is in it')).toBe(SHOW)
    expect(correctionsOf(withoutPersonal(current()))).toEqual([])
  })

  it('tells which other messages it took along, once it is kept', async () => {
    const { corrections } = await open(orderDesk(), ['tell me what is inside of it'])
    const id = corrections.keep(said('so tell me what is inside of it'), RETURN)
    expect(corrections.state.getState().effects[id]).toBeNull()
    const { effects } = await told(corrections, id)
    expect(effects).toMatchObject([
      {
        message: { text: 'tell me what is inside of it', from: 'conversation' },
        verdict: 'unknown',
      },
    ])
  })
})

describe('the preview of a correction', () => {
  /** The order desk with one more utterance, that no training has seen. */
  const withHeldOut = (command: CommandId, text: string): Document => {
    const id = 'held-out' as UtteranceId
    const record = utteranceSchema.parse({ kind: 'utterance', id, command, text, heldOut: true })
    return { ...orderDesk(), [id]: record }
  }

  it('changes nothing, and warns where it takes away what was right', async () => {
    const text = 'what is in it today my good friend'
    const { current, corrections } = await open(withHeldOut(SHOW, text))
    const before = current()
    const words = said('what is in it today my good old friend')
    const { effects } = await corrections.preview(words, RETURN, silent)
    expect(effects).toMatchObject([
      {
        message: { text, from: 'held-out' },
        from: { kind: 'command', command: SHOW },
        to: { kind: 'command', command: RETURN },
        verdict: 'broken',
      },
    ])
    expect(current()).toBe(before)
  })

  it('says what it mends', async () => {
    const text = 'undo the whole delivery'
    const { corrections } = await open(withHeldOut(RETURN, text))
    const words = said('now undo the whole delivery')
    const { effects } = await corrections.preview(words, RETURN, silent)
    expect(effects).toMatchObject([{ message: { text }, verdict: 'mended' }])
  })

  it('does not count the words themselves, nor what was taught as something else', async () => {
    const { corrections } = await open(orderDesk(), ['what is in it'])
    const { effects } = await corrections.preview(said('what is in it', SHOW), RETURN, silent)
    expect(effects).toEqual([])
  })

  it('stops when it is not wanted any more', async () => {
    const { corrections } = await open()
    const stop = new AbortController()
    stop.abort(new Error('closed'))
    const work = corrections.preview(said('what is in it now'), RETURN, {
      ...silent,
      signal: stop.signal,
    })
    await expect(work).rejects.toThrow('closed')
  })
})

describe('a command made of a message', () => {
  it('stands where it was put, answers, and is meant by the same words and by like ones', async () => {
    const { document, current, corrections, goesTo } = await open()
    const before = current()
    const id = corrections.makeCommand(said('wrap it up as a present for her'), {
      name: 'Gift wrap',
      context: contextId('Order'),
      reply: 'Wrapped.',
    })
    expect(current()[id]).toMatchObject({
      name: 'gift_wrap',
      context: 'Order',
      handler: { kind: 'reply', template: 'Wrapped.' },
    })
    expect(utterancesOf(current(), id).map(({ text }) => text)).toEqual([
      'wrap it up as a present for her',
    ])
    expect(await goesTo('wrap it up as a present for her')).toBe(id)
    expect(await goesTo('for her wrap it up as a present please')).toBe(id)
    expect(await goesTo('gift wrap')).toBe(id)
    document.undo()
    expect(current()).toEqual(before)
  })
})
