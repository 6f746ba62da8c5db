import { describe, expect, it } from 'vitest'
import { problemOf } from '../testing/synthetic.ts'
import { balancedWeights, fitHead } from './fit-head.ts'
import { seededRandom } from './random.ts'
import { headLogits, softmaxLoss } from './softmax-loss.ts'
import { argmax } from './statistics.ts'

const now = async (): Promise<void> => {}
const rowsOf = ({ labels }: { labels: Int32Array }): number[] => [...labels.keys()]

describe('softmaxLoss', () => {
  it('gives the gradient that finite differences give', async () => {
    const problem = problemOf(3, 7, { dimension: 5 })
    const random = seededRandom(3)
    const weights = Float32Array.from(problem.labels, () => random())
    const loss = softmaxLoss(problem, weights)
    const theta = Float32Array.from({ length: 5 * 3 + 3 }, () => random() - 0.5)
    const gradient = new Float32Array(theta.length)
    await loss(theta, gradient)

    const step = 1e-2
    for (let i = 0; i < theta.length; i++) {
      const at = async (offset: number): Promise<number> => {
        const moved = Float32Array.from(theta)
        moved[i]! += offset
        return loss(moved, new Float32Array(theta.length))
      }
      const slope = ((await at(step)) - (await at(-step))) / (2 * step)
      expect(gradient[i]).toBeCloseTo(slope, 2)
    }
  })

  it('counts rows that do not fill a block of four', async () => {
    const problem = problemOf(2, 3)
    const one = new Float32Array(6)
    one[5] = 1
    const theta = new Float32Array(16 * 2 + 2)
    expect(await softmaxLoss(problem, one)(theta, new Float32Array(theta.length))).toBeCloseTo(
      Math.log(2),
    )
  })
})

describe('fitHead', () => {
  it('tells separate labels apart', async () => {
    const problem = problemOf(5, 8)
    const head = await fitHead(problem, rowsOf(problem), now)
    const logits = headLogits(head, problem.features, Int32Array.from(rowsOf(problem)))
    const predicted = rowsOf(problem).map((row) => argmax(logits.subarray(row * 5, row * 5 + 5)))
    expect(predicted).toEqual([...problem.labels])
  })

  it('gives the same bytes for the same rows', async () => {
    const problem = problemOf(4, 6)
    const first = await fitHead(problem, rowsOf(problem), now)
    const second = await fitHead(problem, rowsOf(problem), now)
    expect(second.weights).toEqual(first.weights)
    expect(second.bias).toEqual(first.bias)
  })

  it('does not see a row it was not given', async () => {
    const problem = problemOf(3, 6)
    const rows = rowsOf(problem).slice(3)
    const before = await fitHead(problem, rows, now)
    problem.features.fill(0.5, 0, 3 * problem.dimension)
    const after = await fitHead(problem, rows, now)
    expect(after.weights).toEqual(before.weights)
  })

  it('gives a label of one row the say of a label of ten', () => {
    const labels = Int32Array.from([0, ...new Array<number>(10).fill(1)])
    const problem = { ...problemOf(1, 11), labels, classes: 2 }
    const weights = balancedWeights(problem, rowsOf(problem))
    expect(weights[0]).toBeCloseTo(0.5)
    expect(weights.slice(1).reduce((a, b) => a + b)).toBeCloseTo(0.5)
  })

  it('gives a row of half the weight half the say of the others of its label', () => {
    const labels = Int32Array.from([0, 1, 1, 1])
    const importance = Float32Array.from([1, 1, 1, 0.5])
    const problem = { ...problemOf(1, 4), labels, classes: 2, importance }
    const [only, first, second, half] = balancedWeights(problem, rowsOf(problem))
    expect([only, first, second, half]).toEqual([0.5, 0.2, 0.2, 0.1].map(Math.fround))
  })

  it('stops between iterations when told to', async () => {
    const problem = problemOf(5, 8)
    let pauses = 0
    const stop = async (): Promise<void> => {
      if (++pauses === 3) throw new Error('enough')
    }
    await expect(fitHead(problem, rowsOf(problem), stop)).rejects.toThrow('enough')
  })
})
