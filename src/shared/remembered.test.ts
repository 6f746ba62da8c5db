import { expect, it } from 'vitest'
import { remembered } from './remembered.ts'

/** What is worked out, in order, when these are asked for; at most two are remembered. */
function workedOut(texts: readonly string[]): string[] {
  const worked: string[] = []
  const lengthOf = remembered((text) => {
    worked.push(text)
    return text.length || undefined
  }, 2)
  for (const text of texts) expect(lengthOf(text)).toBe(text.length || undefined)
  return worked
}

it('works out each result once, whatever it is', () => {
  expect(workedOut(['a', 'bb', 'a', 'bb', 'bb'])).toEqual(['a', 'bb'])
  expect(workedOut(['', '', 'a', ''])).toEqual(['', 'a'])
})

it('begins anew when it knows enough', () => {
  expect(workedOut(['a', 'bb', 'ccc', 'ccc', 'a'])).toEqual(['a', 'bb', 'ccc', 'a'])
})
