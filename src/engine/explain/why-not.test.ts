import { describe, expect, it } from 'vitest'
import { WHAT_CAN_I_DO } from '#domain/core-commands.ts'
import { commandSchema, type Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import type { Understanding } from '#domain/intent-model.ts'
import { fakePorts, scopeAt } from '#testing/fake-engine.ts'
import { bagOfWords, FAKE_MODEL, fakeUnderstanding } from '#testing/fake-understanding.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'
import { decide } from '../decide/decide.ts'
import { createMemoryIndex } from '../decide/memory.ts'
import type { AskedModel } from '../decide/rung.ts'
import { whyNot, type WhyNot } from './why-not.ts'
import { whyNotText } from './wording.ts'

const desk = () =>
  workflow('Desk')
    .context('Order', { containers: ['*'] })
    .context('PendingOrder', { bases: ['Order'], containers: ['*'] })
    .command('find_order', { utterances: ['look for an order'] })
    .command('status', { utterances: ['how is the shop doing'] })
    .command('Order/status', { utterances: ['where is my parcel'] })
    .command('Order/return_items', { utterances: ['send the boots back', 'return the boots'] })
    .command('Order/print_label', { utterances: ['print the label'] })
    .command('PendingOrder/cancel_order', {
      utterances: ['cancel the boots'],
      availability: "self.status === 'pending' && parent.items?.some((it) => !it.sent)",
    })
    .command('PendingOrder/print_label', { utterances: ['print the cancellation'] })

interface Case {
  readonly path?: readonly string[]
  readonly closed?: readonly string[]
  readonly document?: Document
  readonly model?: AskedModel | null
  /** What the model makes of it; left out: what the fake one does. `null`: it cannot be asked. */
  readonly understanding?: Understanding | null
}

/** Decides as a session does, then asks. */
async function asked(message: string, command: CommandId, it: Case = {}) {
  const document = it.document ?? desk().build()
  const scope = scopeAt(document, it.path ?? ['PendingOrder'], it.closed)
  const model = it.model === undefined ? FAKE_MODEL : it.model
  const understanding =
    it.understanding === undefined ? fakeUnderstanding(document, message) : it.understanding
  const ports = { ...fakePorts(() => document), understand: () => Promise.resolve(understanding) }
  const decision = await decide(
    { message, document, scope, model },
    ports,
    createMemoryIndex(ports.embed),
    new AbortController().signal,
  )
  const why = whyNot({ command, message, decision, scope, document, model, understanding })
  return { why, text: whyNotText(document, command, scope, why) }
}

/** Logits by command id, everything equally familiar. */
function understood(logits: Readonly<Record<string, number>>, familiarity = 0.9): Understanding {
  const labels = Object.keys(logits).map(commandId)
  return {
    encoder: 'bag-of-words',
    embedding: bagOfWords('anything'),
    labels,
    logits: Float32Array.from(Object.values(logits)),
    inScope: Float32Array.from(labels, () => familiarity),
    nearest: [],
    embedMs: 0,
    headMs: 0,
  }
}

const RETURN = commandId('Order/return_items')
const CANCEL = commandId('PendingOrder/cancel_order')

describe('why not, for a command out of reach', () => {
  it('names where it is offered, and the way there', async () => {
    const { why, text } = await asked('cancel the boots', CANCEL, { path: [] })
    expect(why).toEqual<WhyNot>({
      kind: 'not-in-scope',
      places: ['PendingOrder'] as never,
      ways: [commandId('find_order')],
    })
    expect(text).toBe(
      '“Cancel order” is offered in PendingOrder, and this was said in Desk. To get there, say “Find order”.',
    )
  })

  it('names its condition, and what that depends on', async () => {
    const { why, text } = await asked('cancel the boots', CANCEL, { closed: [CANCEL] })
    expect(why).toEqual<WhyNot>({
      kind: 'not-available',
      level: 0,
      expression: "self.status === 'pending' && parent.items?.some((it) => !it.sent)",
      reads: ['self.status', 'parent.items'],
    })
    expect(text).toBe(
      "“Cancel order” was not available in PendingOrder. It takes that `self.status === 'pending' && parent.items?.some((it) => !it.sent)`. That depends on self.status and parent.items.",
    )
  })

  it('says that a context has one of its own of the same name', async () => {
    const { why, text } = await asked('print the label', commandId('Order/print_label'))
    expect(why).toEqual<WhyNot>({
      kind: 'overridden',
      by: commandId('PendingOrder/print_label'),
      context: 'PendingOrder' as never,
    })
    expect(text).toBe(
      '“Print label” is replaced in PendingOrder, which has a command of the same name that goes before it.',
    )
  })

  it('says that it is gone, or offered nowhere', async () => {
    expect((await asked('hello', commandId('gone'))).text).toBe(
      'This command is not there any more.',
    )
    const stray = commandSchema.parse({
      kind: 'command',
      id: 'stray',
      context: 'gone',
      name: 'stray',
      handler: { kind: 'reply', template: '' },
    })
    const document = { ...desk().build(), stray }
    expect((await asked('hello', commandId('stray'), { document })).text).toBe(
      '“Stray” is not offered in any context.',
    )
  })
})

describe('why not, where a rung before the classifier decided', () => {
  it('is that the message names another command', async () => {
    const exact = await asked('print label', RETURN)
    expect(exact.why).toEqual<WhyNot>({
      kind: 'named',
      rung: 'exact',
      by: commandId('PendingOrder/print_label'),
    })
    expect(exact.text).toBe(
      'The message is the name of “Print label”, and names go before likeness.',
    )
    const fuzzy = await asked('print lable', RETURN)
    expect(fuzzy.why).toMatchObject({ kind: 'named', rung: 'fuzzy' })
    expect(fuzzy.text).toBe(
      'The message is nearly the name of “Print label”, and names go before likeness.',
    )
  })

  it('is that it names a command that is not offered here', async () => {
    const { why } = await asked('PendingOrder/cancel_order', commandId('status'), { path: [] })
    expect(why).toEqual<WhyNot>({ kind: 'named', rung: 'exact', by: CANCEL })
  })

  it('is that a command of the same name stands nearer', async () => {
    const { why, text } = await asked('status', commandId('status'))
    expect(why).toEqual<WhyNot>({ kind: 'nearer', by: commandId('Order/status'), level: 0 })
    expect(text).toBe(
      '“Status” of PendingOrder has the same name and stands nearer. To mean the other, say its full name.',
    )
  })

  it('is nothing for what was chosen', async () => {
    expect((await asked('status', commandId('Order/status'))).why).toEqual<WhyNot>({
      kind: 'chosen',
      rung: 'exact',
    })
  })
})

describe('why not, where a correction stands', () => {
  const corrected = (meant: string | null, mistaken?: string) =>
    desk()
      .correction('send the boots back', { meant, ...(mistaken && { mistaken }) })
      .build()
  const correction = expect.stringMatching(/^correction-/) as string

  it('is what the correction says the words mean', async () => {
    const { why, text } = await asked('send the boots back', RETURN, {
      document: corrected('find_order'),
      path: ['PendingOrder'],
    })
    expect(why).toEqual({
      kind: 'corrected',
      correction,
      text: 'send the boots back',
      meant: commandId('find_order'),
    })
    expect(text).toBe('A correction says that “send the boots back” means “Find order”.')
  })

  it('is that they do not mean this, also where what they mean is not offered here', async () => {
    const { why, text } = await asked('send the boots back', commandId('find_order'), {
      document: corrected('PendingOrder/cancel_order', 'find_order'),
      path: ['Order'],
    })
    expect(why).toMatchObject({ kind: 'corrected', meant: CANCEL })
    expect(text).toBe('A correction says that “send the boots back” means “Cancel order”.')
    const refused = await asked('send the boots back', RETURN, { document: corrected(null) })
    expect(refused.text).toBe('A correction says that “send the boots back” is out of scope.')
  })

  it('is that nearly the same words do not mean this', async () => {
    const words = 'would you please be so kind to send the old red boots right back today'
    const document = desk()
      .correction(words, { meant: 'PendingOrder/cancel_order', mistaken: 'Order/return_items' })
      .build()
    const { why } = await asked(`${words} ok`, RETURN, {
      document,
      closed: [CANCEL],
      model: FAKE_MODEL,
    })
    expect(why).toMatchObject({ kind: 'corrected', text: words, meant: CANCEL })
  })
})

describe('why not, where the classifier weighed', () => {
  it('is that another scored more, with what was near and what told them apart', async () => {
    const { why, text } = await asked('send the heavy boots back', CANCEL)
    const cosine = expect.closeTo(0.516, 3) as number
    expect(why).toEqual<WhyNot>({
      kind: 'scored-lower',
      own: {
        command: CANCEL,
        probability: expect.closeTo(0.011, 3) as number,
        nearest: [{ text: 'cancel the boots', cosine }],
      },
      best: {
        command: RETURN,
        probability: expect.closeTo(0.981, 3) as number,
        nearest: [
          { text: 'send the boots back', cosine: expect.closeTo(0.894, 3) as number },
          { text: 'return the boots', cosine },
        ],
      },
      telling: { forIt: [], forOther: ['send', 'back'] },
      isNearerBetter: false,
    })
    expect(text).toBe(
      '“Cancel order” scored 1 %, “Return items” 98 %. The nearest utterance of “Cancel order” is “cancel the boots” (0.52). The nearest utterance of “Return items” is “send the boots back” (0.89). Only “Return items” is taught “send” and “back”.',
    )
  })

  it('finds the nearest utterance of what was not among the nearest, with the model at hand', async () => {
    const document = desk().build()
    const texts = ['print the cancellation', 'an utterance that was removed', 'cancel the boots']
    const rows = texts.map(bagOfWords)
    const vectors = new Float32Array(rows.length * 256)
    rows.forEach((row, at) => vectors.set(row, at * 256))
    const labels = [commandId('PendingOrder/print_label'), CANCEL]
    const model = { ...FAKE_MODEL, labels, examples: { texts, labels: [0, 0, 1], vectors } }
    const understanding = {
      ...understood({ [CANCEL]: 5, 'PendingOrder/print_label': 0 }),
      embedding: bagOfWords('the boots'),
    }
    const { why } = await asked('the boots', commandId('PendingOrder/print_label'), {
      document,
      model,
      understanding,
    })
    expect(why).toMatchObject({
      kind: 'scored-lower',
      own: {
        nearest: [{ text: 'print the cancellation', cosine: expect.closeTo(0.408, 3) as number }],
      },
      best: { nearest: [{ text: 'cancel the boots', cosine: expect.closeTo(0.816, 3) as number }] },
    })
  })

  it('is that it takes a clear lead to go further out', async () => {
    const understanding = understood({ find_order: 1.1, [CANCEL]: 1, [RETURN]: -9 })
    const model = { ...FAKE_MODEL, thresholds: { ...FAKE_MODEL.thresholds, route: 0.4 } }
    const find = commandId('find_order')
    const { why, text } = await asked('that one there', find, { understanding, model })
    expect(why).toMatchObject({ kind: 'scored-lower', isNearerBetter: true })
    expect(text).toBe(
      '“Find order” scored 52 % and “Cancel order” 48 %, but that stands nearer, and it takes a clear lead to go further out.',
    )
  })

  it('is that it was asked about, because the message says not to', async () => {
    const document = desk()
      .command('pay', { risk: 'write', utterances: ['pay for it'] })
      .build()
    const { why } = await asked('do not pay for it', commandId('pay'), { document })
    expect(why).toEqual<WhyNot>({ kind: 'forbidden' })
  })

  it('is that it was asked about, being first by too little', async () => {
    const understanding = understood({ [RETURN]: 1.2, [CANCEL]: 1 })
    const first = await asked('the boots', RETURN, { understanding })
    expect(first.why).toEqual<WhyNot>({
      kind: 'below-threshold',
      own: { command: RETURN, probability: expect.closeTo(0.55, 2) as number, nearest: [] },
      best: { command: RETURN, probability: expect.closeTo(0.55, 2) as number, nearest: [] },
      needed: { probability: 0.6, lead: 0.2 },
    })
    expect(first.text).toBe(
      '“Return items” came first with 55 %. To act without asking it takes 60 %, a lead of 20 %, and that the message surely belongs here.',
    )
    const second = await asked('the boots', CANCEL, { understanding })
    expect(second.text).toBe(
      '“Cancel order” was offered with 45 %, 10 % behind “Return items”. A lead of less than 20 %, or less than 60 % for the first, is asked about.',
    )
  })

  it('is that the message did not belong here, with what it was like', async () => {
    const understanding = understood({ [RETURN]: 3, [CANCEL]: 0 }, 0.1)
    const { why, text } = await asked('what a day', RETURN, { understanding })
    expect(why).toEqual<WhyNot>({
      kind: 'refused',
      own: { command: RETURN, probability: expect.closeTo(0.953, 3) as number, nearest: [] },
      inScope: expect.closeTo(0.1, 3) as number,
      needed: 0.63,
      elsewhere: null,
    })
    expect(text).toBe(
      'The message was 10 % sure to belong here, and it takes 63 %. “Return items” had 95 %.',
    )
  })

  it('is that the message was meant for what is offered elsewhere', async () => {
    const understanding = understood({ [CANCEL]: 9, status: 0 })
    const { why, text } = await asked('the boots', commandId('status'), { path: [], understanding })
    expect(why).toMatchObject({ kind: 'refused', elsewhere: CANCEL })
    expect(text).toMatch(/^The message was taken to be meant for “Cancel order”\. “Status” had/)
  })

  it('is that it has not been learned, or nothing has', async () => {
    const understanding = understood({ [CANCEL]: 5, [RETURN]: 0 })
    const { why, text } = await asked('the boots', commandId('find_order'), { understanding })
    expect(why).toEqual<WhyNot>({ kind: 'not-learned' })
    expect(text).toBe('“Find order” has not been learned yet. Train, and its utterances count.')
    const untrained = await asked('the boots', CANCEL, { model: null, understanding: null })
    expect(untrained.why).toEqual<WhyNot>({ kind: 'not-trained' })
  })

  it('goes by what the decision kept where no model is at hand any more', async () => {
    const document = desk().build()
    const scope = scopeAt(document, ['PendingOrder'])
    const candidate = { command: RETURN, level: 0, probability: 0.9, nearest: [] }
    const why = whyNot({
      command: WHAT_CAN_I_DO.id,
      message: 'the boots',
      document,
      scope,
      model: null,
      understanding: null,
      decision: {
        outcome: 'route',
        rung: 'classifier',
        candidates: [candidate],
        refusal: null,
        inlineText: null,
        inlineValues: null,
        thresholds: FAKE_MODEL.thresholds,
        inScope: 0.9,
        correction: null,
        timings: [],
      },
    })
    expect(why).toMatchObject({
      kind: 'scored-lower',
      own: { probability: null, nearest: [] },
      best: { probability: 0.9 },
    })
    expect(whyNotText(document, WHAT_CAN_I_DO.id, scope, why)).toBe(
      '“What can I do here?” scored less than what is listed, “Return items” 90 %. Only “Return items” is taught “boots”.',
    )
  })
})
