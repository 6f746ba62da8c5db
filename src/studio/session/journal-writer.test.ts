import { describe, expect, it } from 'vitest'
import { ROOT_CONTEXT } from '#domain/ids.ts'
import type { JournalEntry } from '#engine/turn/events.ts'
import { createJournalWriter } from './journal-writer.ts'

const entry = (seq: number): JournalEntry => ({
  runId: 'run',
  seq,
  at: 0,
  context: ROOT_CONTEXT,
  event: { type: 'person-answered', text: String(seq) },
})

/** A place to write to whose writes end when the test says so. */
function slowStore() {
  const batches: number[][] = []
  const ends: ((error?: Error) => void)[] = []
  const writer = createJournalWriter((entries) => {
    batches.push(entries.map(({ seq }) => seq))
    return new Promise((resolve, reject) => {
      ends.push((error) => (error ? reject(error) : resolve()))
    })
  })
  return { writer, batches, end: (error?: Error) => ends.shift()?.(error) }
}

const tick = async () => {
  for (let i = 0; i < 5; i++) await Promise.resolve()
}

describe('a journal writer', () => {
  it('writes what is said at once in one go, and what comes meanwhile in the next', async () => {
    const { writer, batches, end } = slowStore()
    const first = Promise.all([writer.append(entry(0)), writer.append(entry(1))])
    await tick()
    const second = Promise.all([writer.append(entry(2)), writer.append(entry(3))])
    await tick()
    expect(batches).toEqual([[0, 1]])
    end()
    await first
    await tick()
    expect(batches).toEqual([
      [0, 1],
      [2, 3],
    ])
    end()
    await second
  })

  it('writes nothing after what was lost, and goes on with what is said once that is known', async () => {
    const { writer, batches, end } = slowStore()
    const lost = writer.append(entry(0))
    await tick()
    const after = writer.append(entry(1))
    const full = new Error('full')
    end(full)
    await expect(lost).rejects.toBe(full)
    await expect(after).rejects.toBe(full)
    expect(batches).toEqual([[0]])
    const again = writer.append(entry(0))
    await tick()
    end()
    await again
    expect(batches).toEqual([[0], [0]])
  })
})
