import { describe, expect, it } from 'vitest'
import { DEFAULT_ENCODER, ENCODERS, FAST_ENCODER } from '#learn/encoders.ts'
import { encoderChoices } from './encoder-choices.ts'

describe('encoderChoices', () => {
  it('names each encoder by what it is good for, with its size', () => {
    const { options, problem } = encoderChoices(DEFAULT_ENCODER, null)
    expect(options.map(({ value }) => value)).toEqual(ENCODERS.map(({ id }) => id))
    expect(options[0]?.label).toMatch(/^Accurate \(bge-small-en-v1\.5, \d+\.\d.MB\)$/)
    expect(options[1]?.label).toMatch(/^Fast \(/)
    expect(problem).toBeNull()
  })

  it('says that a model of another encoder is to be trained again', () => {
    expect(encoderChoices(FAST_ENCODER, 'other-encoder').problem).toMatchObject({
      severity: 'warning',
    })
    expect(encoderChoices(FAST_ENCODER, 'other-release').problem?.text).toContain('Train again')
  })

  it('keeps an encoder in the list that this studio does not have, and says so', () => {
    const { options, problem } = encoderChoices('all-mpnet-base-v2', 'unknown-encoder')
    expect(options[0]).toEqual({
      value: 'all-mpnet-base-v2',
      label: 'all-mpnet-base-v2 (not in this studio)',
    })
    expect(options).toHaveLength(ENCODERS.length + 1)
    expect(problem).toMatchObject({ severity: 'error' })
  })
})
