import { describe, expect, it } from 'vitest'
import { createTypingRun } from './use-typing-run.ts'

describe('a typing run', () => {
  const typing = () => {
    let now = 0
    const run = createTypingRun(() => now)
    return { run, wait: (ms: number) => (now += ms) }
  }

  it('goes on while keys follow one another', () => {
    const { run, wait } = typing()
    const first = run.gestureFor('a.ts')
    wait(1_900)
    const second = run.gestureFor('a.ts')
    wait(1_900)
    expect([second, run.gestureFor('a.ts')]).toEqual([first, first])
  })

  it.each([
    ['a pause', ({ wait }: ReturnType<typeof typing>) => wait(2_000), 'a.ts'],
    ['another file', () => 0, 'b.ts'],
    ['leaving the editor', ({ run }: ReturnType<typeof typing>) => run.end(), 'a.ts'],
  ])('ends with %s', (_, happen, path) => {
    const typed = typing()
    const first = typed.run.gestureFor('a.ts')
    happen(typed)
    expect(typed.run.gestureFor(path)).not.toBe(first)
  })
})
