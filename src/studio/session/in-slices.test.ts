import { expect, it } from 'vitest'
import { inSlices } from './in-slices.ts'

/** Steps that each take longer than a slice. */
function* slow(count: number): Generator<undefined, string> {
  for (let n = 0; n < count; n++) {
    const until = performance.now() + 10
    while (performance.now() < until);
    yield
  }
  return 'done'
}

it('pauses between slices and gives the result', async () => {
  const pauses: number[] = []
  const pause = async (): Promise<void> => {
    pauses.push(1)
  }
  expect(await inSlices(slow(3), new AbortController().signal, pause)).toBe('done')
  expect(pauses).toHaveLength(3)
})

it('lets other tasks run meanwhile', async () => {
  const order: string[] = []
  const work = inSlices(slow(2), new AbortController().signal).then((end) => order.push(end))
  setImmediate(() => order.push('other'))
  await work
  expect(order).toEqual(['other', 'done'])
})

it('stops between two slices when it is no longer wanted', async () => {
  const controller = new AbortController()
  const work = inSlices(slow(1_000), controller.signal)
  controller.abort()
  await expect(work).rejects.toMatchObject({ name: 'AbortError' })
})
