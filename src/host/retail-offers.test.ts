import { describe, expect, it } from 'vitest'
import { measureOffers, openStore } from '../../e2e/bench/tau/measure-tau.ts'
import { recordedData, recordedFolder } from '../../e2e/bench/tau/recorded-data.ts'

const folder = recordedFolder()

// L4 of `npm run bench:tau`.
describe.skipIf(folder === null)('commands over a retail database (need its data)', () => {
  it('follow the status of the order, and are out of reach where it does not allow them', async () => {
    const { total, failures } = await measureOffers(
      await openStore(await recordedData(folder ?? '')),
    )
    expect(failures).toEqual([])
    expect(total).toBeGreaterThan(600)
  }, 600_000)
})
