import { describe, expect, it } from 'vitest'
import { CORE_COMMANDS } from '#domain/core-commands.ts'
import { BACKGROUND_MESSAGES } from './background.ts'
import { normalizeText } from './text.ts'

describe('background messages', () => {
  it('are different from each other', () => {
    const texts = BACKGROUND_MESSAGES.map((text) => text.toLowerCase())
    expect(new Set(texts).size).toBe(texts.length)
    expect(texts.length).toBeGreaterThan(200)
  })

  it('are none of the things a core command listens to', () => {
    const core = new Set(CORE_COMMANDS.flatMap(({ utterances }) => utterances))
    expect(BACKGROUND_MESSAGES.filter((text) => core.has(text))).toEqual([])
  })

  it('are written as the encoder reads them', () => {
    expect(BACKGROUND_MESSAGES.map(normalizeText)).toEqual(BACKGROUND_MESSAGES)
  })
})
