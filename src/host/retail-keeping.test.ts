import { describe, expect, it } from 'vitest'
import { measureKeeping, openStore } from '../../e2e/bench/tau/measure-tau.ts'
import { recordedData, recordedFolder } from '../../e2e/bench/tau/recorded-data.ts'

const folder = recordedFolder()

// L3 of `npm run bench:tau`.
describe.skipIf(folder === null)('conversations over a retail database (need its data)', () => {
  it('are side by side what they are alone, and after a crash what they were or what they became', async () => {
    const { total, failures } = await measureKeeping(
      await openStore(await recordedData(folder ?? '')),
    )
    expect(failures).toEqual([])
    expect(total).toBeGreaterThan(300)
  }, 600_000)
})
