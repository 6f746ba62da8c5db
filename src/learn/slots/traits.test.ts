import { describe, expect, it } from 'vitest'
import type { CommandId, ParameterId } from '#domain/ids.ts'
import type { SlotRow } from '#domain/slot-row.ts'
import { openTagger } from './tagger.ts'
import { trainSlots } from './train-slots.ts'
import { TRAITS, withPromisedTraits, withTraits } from './traits.ts'
import { wordPlaces, type WordReading } from './words.ts'

const DIMENSION = 2
const FLY = 'fly' as CommandId
const CITY = 'city' as ParameterId
const COUNTRY = 'country' as ParameterId

/** By an encoder to which all words are alike. */
function readingOf(text: string): WordReading {
  const places = wordPlaces(text)
  const words = places.map(({ start, end }) => text.slice(start, end))
  return { places, words, vectors: new Float32Array(words.length * DIMENSION).fill(Math.SQRT1_2) }
}

/** What stands beside the encoder's vector of each word. */
const traits = (rows: Float32Array): number[][] =>
  Array.from({ length: rows.length / (DIMENSION + TRAITS) }, (_, word) => [
    ...rows.subarray(word * (DIMENSION + TRAITS) + DIMENSION, (word + 1) * (DIMENSION + TRAITS)),
  ])

const toward = (place: string, parameter: ParameterId): SlotRow => ({
  text: `fly to ${place}`,
  command: FLY,
  slots: [{ parameter, start: 7, end: 7 + place.length }],
})

describe('traits of words', () => {
  it('stand beside what the encoder makes of them', () => {
    const rows = withTraits(readingOf('in Peru'))
    expect(rows).toHaveLength(2 * (DIMENSION + TRAITS))
    expect(rows[0]).toBeCloseTo(Math.SQRT1_2)
  })

  it('tell large letters from small ones, and numbers from signs', () => {
    const [small, large, number, sign] = traits(withTraits(readingOf('fly Rome 9 !')))
    expect(new Set([small, large, number, sign].map(String)).size).toBe(4)
  })

  it('are of a name what its values have', () => {
    const [name] = traits(withPromisedTraits(readingOf('country')))
    const [, value] = traits(withTraits(readingOf('to France')))
    const [, other] = traits(withTraits(readingOf('to Kiel')))
    const likeness = (of: number[] | undefined): number =>
      name!.reduce((sum, each, i) => sum + each * of![i]!, 0)
    expect(likeness(value)).toBeGreaterThan(likeness(other))
  })

  it('tell a country from a city in places that are alike', async () => {
    const rows = [
      ...['Rome', 'Kiel', 'Oslo', 'Bonn'].map((place) => toward(place, CITY)),
      ...['France', 'Peru', 'Chad', 'Spain'].map((place) => toward(place, COUNTRY)),
    ]
    const parameters = [CITY, COUNTRY].map((id) => {
      return { id, command: FLY, kind: `${id}:string`, words: id, values: [] }
    })
    const ports = {
      read: (text: string) => Promise.resolve(readingOf(text)),
      dimension: DIMENSION,
      seed: 1,
      pause: () => Promise.resolve(),
    }
    const model = await trainSlots({ rows, parameters }, ports)
    const tagger = model && openTagger(model, DIMENSION)
    const found = (place: string) =>
      tagger?.find(readingOf(`fly to ${place}`), FLY).map(({ parameter }) => parameter)
    expect(found('Turin')).toEqual([CITY])
    expect(found('Brazil')).toEqual([COUNTRY])
    expect(found('New Zealand')).toEqual([COUNTRY])
  })
})
