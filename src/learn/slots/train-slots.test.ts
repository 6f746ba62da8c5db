import { describe, expect, it } from 'vitest'
import type { CommandId, ParameterId } from '#domain/ids.ts'
import type { SlotModel } from '#domain/intent-model.ts'
import type { SlotLesson } from '#domain/slot-lesson.ts'
import { wordEncoder } from '../testing/synthetic.ts'
import { openTagger } from './tagger.ts'
import { trainSlots } from './train-slots.ts'
import { wordPlaces, type WordReading } from './words.ts'

const DIMENSION = 16
const encoder = wordEncoder(DIMENSION)
const BOOK = 'book' as CommandId
const GUESTS = 'guests' as ParameterId
const CITY = 'city' as ParameterId

/** Each word by itself: what stands around it is for the tagger to see. */
async function read(text: string): Promise<WordReading> {
  const places = wordPlaces(text)
  const words = places.map(({ start, end }) => text.slice(start, end))
  const vectors = new Float32Array(words.length * DIMENSION)
  for (const [i, word] of words.entries()) vectors.set(await encoder.embed(word), i * DIMENSION)
  return { places, words, vectors }
}

/** `book for [12](guests)` → the text and its slots. */
function row(marked: string) {
  const slots: { parameter: ParameterId; start: number; end: number }[] = []
  let text = ''
  let at = 0
  for (const match of marked.matchAll(/\[([^\]]+)\]\((\w+)\)/g)) {
    text += marked.slice(at, match.index)
    const [whole, value = '', parameter = ''] = match
    slots.push({
      parameter: parameter as ParameterId,
      start: text.length,
      end: text.length + value.length,
    })
    text += value
    at = match.index + whole.length
  }
  return { text: text + marked.slice(at), command: BOOK, slots }
}

const LESSON: SlotLesson = {
  rows: [
    'book for [12](guests) in [Paris](city)',
    'a table for [4](guests) in [New York](city) please',
    'table in [Rome](city) for [two](guests)',
    'for [7](guests) in [San Marino](city)',
    'book for [3](guests) in [Nice](city) please',
    'table for [6](guests) in [Lyon](city)',
    'a table for [8](guests) in [Bonn](city)',
    'book a table',
    'a table in [Oslo](city)',
  ].map(row),
  parameters: [
    { id: GUESTS, command: BOOK, kind: 'guests:integer', words: 'guests', values: [] },
    { id: CITY, command: BOOK, kind: 'city:string', words: 'city', values: ['Berlin'] },
  ],
}

const ports = { read, dimension: DIMENSION, seed: 1, pause: () => Promise.resolve() }

async function trained(): Promise<SlotModel> {
  const model = await trainSlots(LESSON, ports)
  if (!model) throw new Error('Nothing was learned')
  return model
}

const said = async (model: SlotModel, text: string): Promise<Record<string, string>> => {
  const spans = openTagger(model, DIMENSION)?.find(await read(text), BOOK) ?? []
  return Object.fromEntries(
    spans.map(({ parameter, start, end }) => [parameter, text.slice(start, end)]),
  )
}

describe('a trained tagger', () => {
  it('finds values it has not seen where values stood', async () => {
    const model = await trained()
    expect(await said(model, 'a table for 9 in Lisbon please')).toEqual({
      guests: '9',
      city: 'Lisbon',
    })
    expect(await said(model, 'a table in New Delhi')).toEqual({ city: 'New Delhi' })
    expect(await said(model, 'book a table')).toEqual({})
  })

  it('is the same, byte for byte, when trained again', async () => {
    expect((await trained()).weights).toEqual((await trained()).weights)
  })

  it('says how probable a value is', async () => {
    const tagger = openTagger(await trained(), DIMENSION)
    for (const span of tagger?.find(await read('for 12 in Paris'), BOOK) ?? [])
      expect(span.probability).toBeGreaterThan(0.5)
  })

  it('knows no other command, and nothing of no words', async () => {
    const tagger = openTagger(await trained(), DIMENSION)
    expect(tagger?.knows('other' as CommandId)).toBe(false)
    expect(tagger?.find(await read('for 12'), 'other' as CommandId)).toEqual([])
    expect(tagger?.find(await read(''), BOOK)).toEqual([])
  })

  it('does not open from damaged weights, or for another encoder', async () => {
    const model = await trained()
    expect(openTagger(model, DIMENSION + 1)).toBeNull()
    for (const length of [0, 3, 40, model.weights.length - 1])
      expect(
        openTagger({ ...model, weights: model.weights.slice(0, length) }, DIMENSION),
      ).toBeNull()
  })

  it('is none where no value is marked', async () => {
    const rows = LESSON.rows.map((each) => ({ ...each, slots: [] }))
    expect(await trainSlots({ ...LESSON, rows }, ports)).toBeNull()
  })

  it('stops when the job is cancelled', async () => {
    const pause = () => Promise.reject(new Error('cancelled'))
    await expect(trainSlots(LESSON, { ...ports, pause })).rejects.toThrow('cancelled')
  })
})
