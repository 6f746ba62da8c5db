import * as ort from 'onnxruntime-web'
import { describe, expect, it, onTestFinished } from 'vitest'
import { problemOf } from '../testing/synthetic.ts'
import { fitHead } from '../train/fit-head.ts'
import { typedArraySpace } from '../train/head-space.ts'
import { headLogits } from '../train/softmax-loss.ts'
import { headGraph } from './head-graph.ts'
import { ProtobufWriter } from './protobuf.ts'
import { openLoss } from './loss-session.ts'
import { oneAtATime, openHead } from './runtime.ts'

ort.env.wasm.numThreads = 1

const now = async (): Promise<void> => {}
const allRows = ({ labels }: { labels: Int32Array }): number[] => [...labels.keys()]

describe('ProtobufWriter', () => {
  it('writes what the encoding guide writes', () => {
    // https://protobuf.dev/programming-guides/encoding: { a: 150 } and { b: "testing" }
    expect([...new ProtobufWriter().integer(1, 150).finish()]).toEqual([0x08, 0x96, 0x01])
    expect([...new ProtobufWriter().text(2, 'testing').finish()]).toEqual([
      0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67,
    ])
  })

  it('writes sizes beyond 31 bits', () => {
    expect([...new ProtobufWriter().integer(1, 2 ** 35).finish()]).toEqual([
      0x08, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01,
    ])
  })
})

describe('the head as ONNX', () => {
  it('computes in onnxruntime-web what the typed arrays compute', async () => {
    const problem = problemOf(6, 5)
    const head = await fitHead(problem, allRows(problem), now)
    const session = await openHead(ort, headGraph(head), { dimension: 16, labels: 6 })
    onTestFinished(() => session.dispose())
    for (const row of [0, 7, 29]) {
      const features = problem.features.slice(row * 16, row * 16 + 16)
      const expected = headLogits(head, features, Int32Array.of(0))
      const logits = await session.run(features)
      logits.forEach((logit, i) => expect(logit).toBeCloseTo(expected[i]!, 4))
    }
  })

  it.each([
    ['is no ONNX', Uint8Array.from([1, 2, 3])],
    ['is empty', new Uint8Array()],
  ])('is refused where the file %s', async (_, bytes) => {
    await expect(openHead(ort, bytes, { dimension: 16, labels: 6 })).rejects.toMatchObject({
      code: 'learn/not-trained',
    })
  })

  it('is refused where it is for other labels, or another encoder', async () => {
    const problem = problemOf(3, 4)
    const head = headGraph(await fitHead(problem, allRows(problem), now))
    const refused = { code: 'learn/not-trained' }
    await expect(openHead(ort, head, { dimension: 16, labels: 4 })).rejects.toMatchObject(refused)
    await expect(openHead(ort, head, { dimension: 8, labels: 3 })).rejects.toMatchObject(refused)
  })
})

describe('the loss as ONNX', () => {
  it('gives the value and the gradient of the typed arrays', async () => {
    const problem = problemOf(4, 6)
    const weights = Float32Array.from(problem.labels, (_, i) => (i % 3 === 0 ? 0 : 1 / 16))
    const session = await openLoss(ort, problem)
    onTestFinished(() => session.dispose())
    const plain = typedArraySpace(problem)
    const inRuntime = session.objective(weights, 1e-3)
    const theta = Float32Array.from({ length: 16 * 4 + 4 }, (_, i) => Math.sin(i))
    const gradient = new Float32Array(theta.length)
    const value = await inRuntime(theta, gradient)
    const valueAt = async (at: Float32Array): Promise<number> =>
      plain.objective(weights, 1e-3)(
        await plain.coordinates(await session.headAt(at)),
        new Float32Array(at.length),
      )
    expect(value).toBeCloseTo(await valueAt(theta), 4)

    const step = 1e-2
    for (const i of [0, 17, 40, 63, 64, 67]) {
      const moved = (offset: number) => theta.map((x, j) => (j === i ? x + offset : x))
      const slope = ((await valueAt(moved(step))) - (await valueAt(moved(-step)))) / (2 * step)
      expect(gradient[i]).toBeCloseTo(slope, 2)
    }
  })

  it('finds the coordinates of a head again', async () => {
    const problem = problemOf(4, 6)
    const session = await openLoss(ort, problem)
    onTestFinished(() => session.dispose())
    const head = await fitHead(problem, allRows(problem), now)
    const again = await session.headAt(await session.coordinates(head))
    again.weights.forEach((weight, i) => expect(weight).toBeCloseTo(head.weights[i]!, 3))
    again.bias.forEach((bias, i) => expect(bias).toBeCloseTo(head.bias[i]!, 3))
  })

  it('fits nearly the same rows in a few steps from the head before', async () => {
    const problem = problemOf(4, 6)
    const session = await openLoss(ort, problem)
    onTestFinished(() => session.dispose())
    const [, ...rows] = allRows(problem)
    const before = await fitHead(problem, rows, now, { space: session })
    const stepsOf = async (near?: typeof before): Promise<number> => {
      let steps = 0
      const count = async (): Promise<void> => {
        steps++
      }
      await fitHead(problem, allRows(problem), count, { space: session, near })
      return steps
    }
    expect(await stepsOf(before)).toBeLessThan(await stepsOf())
  })

  it('leads to the same head', async () => {
    const problem = problemOf(4, 6)
    const session = await openLoss(ort, problem)
    onTestFinished(() => session.dispose())
    const plain = await fitHead(problem, allRows(problem), now)
    const inRuntime = await fitHead(problem, allRows(problem), now, { space: session })
    const rows = Int32Array.from(allRows(problem))
    const expected = headLogits(plain, problem.features, rows)
    headLogits(inRuntime, problem.features, rows).forEach((logit, i) =>
      expect(Math.abs(logit - expected[i]!)).toBeLessThan(0.05),
    )
  })
})

describe('oneAtATime', () => {
  it('begins a piece of work when the one before has ended, well or badly', async () => {
    const turn = oneAtATime()
    const seen: string[] = []
    const work = (name: string, fails = false) =>
      turn(async () => {
        seen.push(`${name} begins`)
        await Promise.resolve()
        seen.push(`${name} ends`)
        if (fails) throw new Error(name)
      })
    await Promise.allSettled([work('a', true), work('b')])
    expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  })
})
