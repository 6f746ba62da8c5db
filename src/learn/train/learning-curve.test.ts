import { describe, expect, it } from 'vitest'
import { OUT_OF_SCOPE } from '#domain/intent-model.ts'
import { point, row } from '../testing/synthetic.ts'
import { measureLearningCurve, SHARES } from './learning-curve.ts'
import { seededRandom } from './random.ts'

const ports = {
  pause: async () => {},
  onFitted: () => {},
}

/** `perLabel` rows of each of three commands, so noisy that few of them do not tell the commands apart. */
function noisyRows(perLabel: number) {
  const random = seededRandom(3)
  const rows = Array.from({ length: 3 * perLabel }, (_, i) => row(`text ${i}`, `c${i % 3}`))
  return { rows, vectors: rows.map((_, i) => point(i % 3, 12, random, 1.6)) }
}

describe('measureLearningCurve', () => {
  it('goes from a quarter to all rows of each command, and more rows are better', async () => {
    const { folds, points } = await measureLearningCurve(
      { ...noisyRows(40), seed: 1, taught: [] },
      ports,
    )
    expect(folds).toBe(3)
    expect(points.map(({ share }) => share)).toEqual([...SHARES])
    expect(points.map(({ rows }) => Math.round(rows))).toEqual([21, 40, 61, 80])
    const [first, , , last] = points
    expect(last!.accuracy).toBeGreaterThan(first!.accuracy)
    for (const { lowest, accuracy, highest, recall } of points) {
      expect(lowest).toBeLessThanOrEqual(accuracy)
      expect(highest).toBeGreaterThanOrEqual(accuracy)
      expect(recall.map(({ command }) => command)).toEqual(['c0', 'c1', 'c2'])
    }
  })

  it('gives the same curve for the same seed', async () => {
    const input = { ...noisyRows(6), seed: 5, taught: [] }
    expect(await measureLearningCurve(input, ports)).toEqual(
      await measureLearningCurve(input, ports),
    )
  })

  it('judges commands only, whatever else there is to learn', async () => {
    const random = seededRandom(9)
    const { rows, vectors } = noisyRows(4)
    const outside = [row('sing', OUT_OF_SCOPE), row('dance', OUT_OF_SCOPE)]
    const { points } = await measureLearningCurve(
      {
        rows: [...rows, ...outside],
        vectors: [...vectors, point(7, 12, random), point(7, 12, random)],
        seed: 1,
        taught: [point(9, 12, random)],
      },
      ports,
    )
    expect(points[3]!.recall.map(({ command }) => command)).toEqual(['c0', 'c1', 'c2'])
  })

  it('says so where there is nothing to judge, and stops when cancelled', async () => {
    const { rows, vectors } = noisyRows(1)
    await expect(
      measureLearningCurve({ rows, vectors, seed: 1, taught: [] }, ports),
    ).rejects.toMatchObject({ code: 'learn/not-enough-utterances' })
    const pause = () => Promise.reject(new DOMException('stop', 'AbortError'))
    await expect(
      measureLearningCurve({ ...noisyRows(5), seed: 1, taught: [] }, { ...ports, pause }),
    ).rejects.toMatchObject({ name: 'AbortError' })
  })
})
