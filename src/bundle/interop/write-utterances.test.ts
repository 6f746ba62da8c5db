import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newDocument, utteranceSchema, type Document } from '#domain/document.ts'
import { inOrder, put } from '#domain/edits/change.ts'
import { addCommand } from '#domain/edits/commands.ts'
import { addParameter, updateParameter } from '#domain/edits/parameters.ts'
import { cleanUtterance } from '#domain/edits/utterances.ts'
import { ROOT_CONTEXT, type CommandId, type ParameterId, type WorkflowId } from '#domain/ids.ts'
import { recordsOf } from '#domain/queries.ts'
import { readImport } from './read-import.ts'
import { utterancesAsCsv, utterancesAsJsonl } from './write-utterances.ts'

const GO = 'go' as CommandId
const WHERE = 'where' as ParameterId
const ADDRESS = 'address' as ParameterId
const CITY = 'city' as ParameterId

/** As files name them. */
const NAMES = new Map([
  [WHERE, 'where'],
  [CITY, 'address.city'],
])

const drafts = fc.array(
  fc.record({
    text: fc
      .oneof(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.stringMatching(/^['"=+@;,|\t\n -]{0,5}[a-z"[\](){}]{1,9}$/),
      )
      .map(cleanUtterance)
      .filter((text) => text !== ''),
    heldOut: fc.boolean(),
    slot: fc.option(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(...NAMES.keys())), { nil: null }),
  }),
  { minLength: 1, maxLength: 12 },
)
type Drafts = typeof drafts extends fc.Arbitrary<infer T> ? T : never

function documentOf(list: Drafts): Document {
  const empty = inOrder(
    addCommand(GO, ROOT_CONTEXT, 'go'),
    addParameter(GO, WHERE, 'where'),
    addParameter(GO, ADDRESS, 'address'),
    updateParameter(GO, ADDRESS, { type: 'object' }),
    addParameter(GO, CITY, 'city', ADDRESS),
  )(newDocument('w' as WorkflowId, 'W'))
  const records = list.map(({ text, heldOut, slot }, index) => {
    const [start, end] = slot ? [slot[0] % text.length, (slot[1] % text.length) + 1] : [0, 0]
    const isWord = slot !== null && text.slice(start, end).trim() === text.slice(start, end)
    const slots = isWord && start < end ? [{ parameter: slot[2], start, end }] : []
    return utteranceSchema.parse({
      kind: 'utterance',
      id: `u${index}`,
      command: GO,
      text,
      heldOut,
      slots,
    })
  })
  return put(empty, ...records)
}

describe('utterances written and read again', () => {
  it.each([
    ['CSV', 'u.csv', utterancesAsCsv],
    ['JSON Lines', 'u.jsonl', utterancesAsJsonl],
  ])('are the same as %s, whatever they hold', (_, name, write) => {
    fc.assert(
      fc.property(drafts, (list) => {
        const document = documentOf(list)
        const bytes = new TextEncoder().encode(write(document))
        const { rows, skipped } = readImport([{ name, bytes }])
        expect(skipped).toEqual([])
        expect(
          rows.map(({ intent, text, slots, heldOut }) => ({ intent, text, slots, heldOut })),
        ).toEqual(
          recordsOf(document, 'utterance').map(({ text, slots, heldOut }) => ({
            intent: 'go',
            text,
            slots: slots.map(({ parameter, start, end }) => ({
              entity: NAMES.get(parameter),
              start,
              end,
            })),
            heldOut,
          })),
        )
      }),
      { numRuns: 300 },
    )
  })

  it('are no formulas to a spreadsheet', () => {
    const document = documentOf([{ text: '=HYPERLINK("http://x")', heldOut: false, slot: null }])
    expect(utterancesAsCsv(document)).toContain(`"'=HYPERLINK(""http://x"")",go,,false`)
  })

  it('can be some of them', () => {
    const document = documentOf([
      { text: 'one', heldOut: false, slot: null },
      { text: 'two', heldOut: false, slot: null },
    ])
    expect(utterancesAsJsonl(document, new Set(['u1']))).toBe(
      '{"text":"two","intent":"go","slots":[],"held_out":false}\n',
    )
  })
})
