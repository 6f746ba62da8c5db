import { expect, it } from 'vitest'
import { runExample, untold } from './running-example.ts'

it('adds, multiplies, greets, remembers and forgets', async () => {
  const calculator = await runExample('hello-world')
  expect(await calculator.offers('show_history')).toBe(false)

  expect(await calculator.run('add_two_numbers', { first: 0.1, second: 0.2 })).toBe(
    '0.1 + 0.2 = 0.3',
  )
  expect(await calculator.run('multiply_two_numbers', { first: 6, second: 7 })).toBe('6 × 7 = 42')
  expect(await calculator.run('greet', { name: 'Robin' })).toContain('Hello, Robin!')
  expect(await calculator.run('show_history')).toBe('So far:\n0.1 + 0.2 = 0.3\n6 × 7 = 42')

  expect(await calculator.run('clear_history')).toBe('Forgotten: 2 results.')
  expect(await calculator.offers('clear_history')).toBe(false)
  expect(untold(calculator.document, calculator.told)).toEqual([])
})
