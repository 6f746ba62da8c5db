import { describe, expect, it } from 'vitest'
import type { CommandId } from '#domain/ids.ts'
import type { SlotModel } from '#domain/intent-model.ts'
import { parameterSchema, type Parameter } from '#domain/parameter.ts'
import { slotLesson } from '#domain/slot-lesson.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'
import { wordEncoder } from '../testing/synthetic.ts'
import { openTagger } from './tagger.ts'
import { trainSlots } from './train-slots.ts'
import { wordPlaces, type WordReading } from './words.ts'

const DIMENSION = 16
const encoder = wordEncoder(DIMENSION)

/** Each word by itself: what stands around it is for the tagger to see. */
async function read(text: string): Promise<WordReading> {
  const places = wordPlaces(text)
  const words = places.map(({ start, end }) => text.slice(start, end))
  const vectors = new Float32Array(words.length * DIMENSION)
  for (const [i, word] of words.entries()) vectors.set(await encoder.embed(word), i * DIMENSION)
  return { places, words, vectors }
}

const field = (id: string, name = id): Parameter =>
  parameterSchema.parse({ type: 'string', name, id })

const place = (of: string): Partial<Parameter> => ({
  type: 'object',
  fields: [field(`${of}-city`, 'city'), field(`${of}-hall`, `${of}_hall`)],
})

const document = workflow()
  .command('move', {
    parameters: { origin: place('origin'), target: place('target') },
    utterances: [
      'move it from [Rome](origin.city) to [Oslo](target.city)',
      'from [Nice](origin.city) to [Bonn](target.city) please',
      'move it to [Lyon](target.city) from [Paris](origin.city)',
      'to [Ulm](target.city) from [Riga](origin.city)',
      'from [Bern](origin.city) to [Kiel](target.city)',
      'move it to [Turin](target.city)',
      'move it from [Genoa](origin.city)',
    ],
  })
  .command('visit', {
    parameters: { address: { type: 'object', fields: [field('visit-city', 'city')] } },
    utterances: [
      'show me [Rome](address.city)',
      'show me [San Marino](address.city) please',
      'show [Oslo](address.city)',
      'show me [Nice](address.city)',
    ],
  })
  .command('greet', {
    parameters: { city: {} },
    utterances: ['show me around', 'hello [Rome](city)'],
  })
  .build()

async function trained(): Promise<SlotModel> {
  const pause = (): Promise<void> => Promise.resolve()
  const model = await trainSlots(slotLesson(document), {
    read,
    dimension: DIMENSION,
    seed: 1,
    pause,
  })
  if (!model) throw new Error('Nothing was learned')
  return model
}

const said = async (
  model: SlotModel,
  command: CommandId,
  text: string,
): Promise<Record<string, string>> => {
  const spans = openTagger(model, DIMENSION)?.find(await read(text), command) ?? []
  return Object.fromEntries(
    spans.map(({ parameter, start, end }) => [parameter, text.slice(start, end)]),
  )
}

describe('fields of objects', () => {
  it('are found each by itself, also where two objects have one of the same name', async () => {
    expect(await said(await trained(), commandId('move'), 'move it from Lisbon to Porto')).toEqual({
      'origin-city': 'Lisbon',
      'target-city': 'Porto',
    })
  })

  it('share what was learned with whatever is called the same elsewhere', async () => {
    const model = await trained()
    const kindOf = (id: string) => model.parameters.find((each) => each.id === id)?.kind
    expect(kindOf('visit-city')).toBe(kindOf('greet.city'))
    expect(kindOf('origin-city')).not.toBe(kindOf('target-city'))
    expect(await said(model, commandId('greet'), 'show me Lisbon')).toEqual({
      'greet.city': 'Lisbon',
    })
  })
})
