import { describe, expect, it } from 'vitest'
import type { LossSession } from '../onnx/loss-session.ts'
import { problemOf } from '../testing/synthetic.ts'
import { fitHead } from './fit-head.ts'
import { typedArraySpace } from './head-space.ts'
import type { Problem } from './softmax-loss.ts'
import { steadySpace } from './steady-space.ts'

const problem = problemOf(3, 8)
const rows = [...problem.labels.keys()]
const noPause = async (): Promise<void> => {}

/** Typed arrays in the place of a runtime, which a test makes fail. */
function session(given: Problem, failing: Partial<LossSession> = {}): LossSession {
  return { ...typedArraySpace(given), dispose: async () => {}, ...failing }
}

/** Fits twice through a runtime that fails; tells what was heard of it. */
async function fitBy(open: (given: Problem) => Promise<LossSession>) {
  const heard: string[] = []
  const space = await steadySpace(open, (because) => heard.push(because))(problem)
  const heads = [
    await fitHead(problem, rows, noPause, { space }),
    await fitHead(problem, rows, noPause, { space }),
  ]
  await space.dispose()
  return { heard, heads }
}

describe('steadySpace', () => {
  it.each<[string, string, (given: Problem) => Promise<LossSession>]>([
    ['does not open', 'it did not open', () => Promise.reject(new Error('no such operator'))],
    [
      'fails at work',
      'it stopped while at work',
      async (given) =>
        session(given, { objective: () => () => Promise.reject(new Error('device lost')) }),
    ],
    [
      'gives a loss that is no number',
      'it computed numbers that make no sense',
      async (given) => session(given, { objective: () => async () => Number.NaN }),
    ],
    [
      'gives a gradient that is none, in the middle of the fit',
      'it computed numbers that make no sense',
      async (given) => {
        let calls = 0
        const { objective } = typedArraySpace(given)
        return session(given, {
          objective(weights, ridge) {
            const whole = objective(weights, ridge)
            return async (theta, gradient) => {
              const value = await whole(theta, gradient)
              if (++calls > 3) gradient[5] = Number.NaN
              return value
            }
          },
        })
      },
    ],
    [
      'gives a head that is none',
      'it computed numbers that make no sense',
      async (given) =>
        session(given, {
          headAt: () => ({
            weights: new Float32Array(48).fill(Number.NaN),
            bias: new Float32Array(3),
            dimension: 16,
            classes: 3,
          }),
        }),
    ],
    [
      'cannot even be ended',
      'it stopped while at work',
      async (given) =>
        session(given, {
          objective: () => () => Promise.reject(new Error('device lost')),
          dispose: () => Promise.reject(new Error('device lost')),
        }),
    ],
  ])('fits in typed arrays where the runtime %s', async (_, because, open) => {
    const { heard, heads } = await fitBy(open)
    const alone = await fitHead(problem, rows, noPause)
    expect(heads).toEqual([alone, alone])
    expect(heard).toEqual([because])
  })

  it('leaves a runtime that works alone', async () => {
    const { heard, heads } = await fitBy(async (given) => session(given))
    expect(heads[0]).toEqual(await fitHead(problem, rows, noPause))
    expect(heard).toEqual([])
  })

  it('does not take being stopped for a failure', async () => {
    const open = async (given: Problem) => session(given)
    const space = await steadySpace(open, () => {})(problem)
    const stop = (): Promise<void> => Promise.reject(new DOMException('', 'AbortError'))
    await expect(fitHead(problem, rows, stop, { space })).rejects.toMatchObject({
      name: 'AbortError',
    })
  })
})
