import { describe, expect, it } from 'vitest'
import { measureCalls, openStore } from '../../e2e/bench/tau/measure-tau.ts'
import { recordedData, recordedFolder } from '../../e2e/bench/tau/recorded-data.ts'

const folder = recordedFolder()

// L0, L1 and L2 of `npm run bench:tau`.
describe.skipIf(folder === null)('recorded calls over a retail database (needs its data)', () => {
  it('give what was recorded, and end in its state; wrong ones are refused, and change nothing', async () => {
    const data = await recordedData(folder ?? '')
    const { l0, l1, l2 } = await measureCalls(await openStore(data))
    for (const { failures } of [l0, l1, l2]) expect(failures).toEqual([])
    const recorded = data.tasks
      .flatMap(({ actions }) => actions)
      .filter((call) => 'observation' in call || 'observation_sha256' in call)
    expect(l0.total).toBe(recorded.length)
    expect(l1.total).toBe(data.tasks.length)
    expect(l2.total).toBeGreaterThan(data.negatives.length)
  }, 600_000)
})
