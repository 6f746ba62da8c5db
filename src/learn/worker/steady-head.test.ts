import { expect, it } from 'vitest'
import type { HeadSession } from '../onnx/runtime.ts'
import { openSteadyHead } from './steady-head.ts'

const LOGITS = Float32Array.of(1, 2)

/** Opens a head whose answers, or failures, come in the given order, over all times it is opened. */
function answering(...answers: readonly (Float32Array | Error)[]) {
  const left = [...answers]
  const opened: string[] = []
  const open = async (): Promise<HeadSession> => {
    opened.push('open')
    return {
      async run() {
        const next = left.shift() ?? LOGITS
        if (next instanceof Error) throw next
        return next
      },
      dispose: () => Promise.reject(new Error('It does not end')),
    }
  }
  return { open, opened }
}

it.each([
  ['gave no numbers', Float32Array.of(1, Number.NaN)],
  ['failed', new Error('out of memory')],
])('opens a head again that %s, and asks it once more', async (_, first) => {
  const { open, opened } = answering(first)
  const head = await openSteadyHead(open)
  expect(await head.run(new Float32Array(2))).toEqual(LOGITS)
  expect(opened).toEqual(['open', 'open'])
})

it('never routes by nonsense', async () => {
  const { open } = answering(new Float32Array(2).fill(Number.NaN), Float32Array.of(Infinity, 0))
  const head = await openSteadyHead(open)
  await expect(head.run(new Float32Array(2))).rejects.toMatchObject({
    code: 'learn/backend-unavailable',
  })
})
