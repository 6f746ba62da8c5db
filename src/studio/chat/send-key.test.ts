import { expect, it } from 'vitest'
import { sendsMessage } from './send-key.ts'

const enter = { key: 'Enter', keyCode: 13, shiftKey: false, altKey: false, isComposing: false }

it('sends at Enter alone', () => {
  expect(sendsMessage(enter, false)).toBe(true)
  expect(sendsMessage({ ...enter, key: 'a', keyCode: 65 }, false)).toBe(false)
})

it('breaks the line at Shift+Enter', () => {
  expect(sendsMessage({ ...enter, shiftKey: true }, false)).toBe(false)
})

it.each([
  ['while composing', { ...enter, isComposing: true }, false],
  ['at the key code of an input method', { ...enter, keyCode: 229 }, false],
  ['in the tick after the composition ended', enter, true],
])('does not send a half-composed word %s', (_when, press, justComposed) => {
  expect(sendsMessage(press, justComposed)).toBe(false)
})
