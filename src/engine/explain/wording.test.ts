import { describe, expect, it } from 'vitest'
import type { CorrectionId } from '#domain/ids.ts'
import { scopeAt } from '#testing/fake-engine.ts'
import { commandId, contextId, workflow } from '#testing/workflow-builder.ts'
import type { Weight, WhyNot } from './why-not.ts'
import { whyNotText } from './wording.ts'

const desk = workflow('Desk')
  .context('Order', { containers: ['*'] })
  .command('Order/cancel')
  .command('Order/pay')
  .build()
const nameless = workflow('').command('pay').build()

const CANCEL = commandId('Order/cancel')
const PAY = commandId('Order/pay')

const said = (why: WhyNot, document = desk, path: readonly string[] = ['Order']): string =>
  whyNotText(document, CANCEL, scopeAt(document, path), why)

const weight = (command: typeof CANCEL, probability: number | null, near?: string): Weight => ({
  command,
  probability,
  nearest: near === undefined ? [] : [{ text: near, cosine: 0.875 }],
})

const NOTHING_TELLS = { forIt: [], forOther: [] }

const corrected = (meant: typeof CANCEL | null): WhyNot => ({
  kind: 'corrected',
  correction: 'c' as CorrectionId,
  text: 'stop it',
  meant,
})

describe('why not, in words', () => {
  it.each<[string, WhyNot, string]>([
    ['a correction means another', corrected(PAY), 'A correction says that “stop it” means “Pay”.'],
    [
      'a correction means nothing here',
      corrected(null),
      'A correction says that “stop it” is out of scope.',
    ],
    [
      'a correction means it, and yet it was not run',
      corrected(CANCEL),
      'A correction of “stop it” decided this, and says that it means “Cancel”.',
    ],
    [
      'the name of another',
      { kind: 'named', rung: 'exact', by: PAY },
      'The message is the name of “Pay”, and names go before likeness.',
    ],
    [
      'nearly a name, of what is nobody’s any more',
      { kind: 'named', rung: 'fuzzy', by: null },
      'The message is nearly the name of another command, and names go before likeness.',
    ],
    [
      'the message says not to',
      { kind: 'forbidden' },
      '“Cancel” is what the message is like, but it begins by saying what not to do. Nothing is changed by such words, unless the command is taught them.',
    ],
    [
      'asked about, at some distance behind',
      {
        kind: 'below-threshold',
        own: weight(CANCEL, 0.25),
        best: weight(PAY, 0.5),
        needed: { probability: 0.75, lead: 0.125 },
      },
      '“Cancel” was offered with 25 %, 25 % behind “Pay”. A lead of less than 13 %, or less than 75 % for the first, is asked about.',
    ],
    [
      'too far down to be listed',
      {
        kind: 'scored-lower',
        own: weight(CANCEL, null),
        best: weight(PAY, 0.5, 'pay now'),
        telling: NOTHING_TELLS,
        isNearerBetter: false,
      },
      '“Cancel” scored less than what is listed, “Pay” 50 %. The nearest utterance of “Pay” is “pay now” (0.88).',
    ],
  ])('%s', (_, why, text) => {
    expect(said(why)).toBe(text)
  })

  it('calls places by what they are called now', () => {
    const offered = (place: string, document = desk): string =>
      said(
        { kind: 'not-in-scope', places: [contextId(place)], ways: [] },
        document,
        document === desk ? ['Order'] : [],
      )
    expect(offered('*')).toBe('“Cancel” is offered in Desk, and this was said in Order.')
    expect(offered('Gone')).toContain('is offered in a removed context')
    expect(offered('*', nameless)).toContain(
      'is offered in the root, and this was said in the root',
    )
  })

  it('does not know a level that the conversation has left', () => {
    const why = { kind: 'not-available', level: 7, expression: '', reads: [] } as const
    expect(said(why)).toBe('“Cancel” was not available in the root.')
  })
})
