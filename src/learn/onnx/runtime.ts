import type * as Ort from 'onnxruntime-web'
import { AppError } from '#shared/app-error.ts'

/** As much of an onnxruntime as is needed here: the browser's, or Node's. */
export type OnnxRuntime = Pick<typeof Ort, 'InferenceSession' | 'Tensor'>

/**
 * Runs work when it is its turn. One WebAssembly runtime computes one thing at a time, whatever
 * session it belongs to.
 */
export type Turn = <T>(work: () => Promise<T>) => Promise<T>

/** Turns one after the other, in the order asked for; a failure does not hold up the next. */
export function oneAtATime(): Turn {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work, work)
    last = mine.catch(() => {})
    return mine
  }
}

/** Native runtimes need no turns. */
export const atOnce: Turn = (work) => work()

/** A trained head, ready to run. */
export interface HeadSession {
  /** One embedding → one logit for each label, not yet divided by the temperature. */
  run(features: Float32Array): Promise<Float32Array>
  dispose(): Promise<void>
}

/** Opens the ONNX head of a model; throws `learn/not-trained` where the bytes are no such graph. */
export async function openHead(
  ort: OnnxRuntime,
  head: Uint8Array,
  { dimension, labels }: { readonly dimension: number; readonly labels: number },
  turn: Turn = atOnce,
): Promise<HeadSession> {
  const unusable = (cause: unknown): AppError =>
    new AppError('learn/not-trained', 'The trained model does not open: train it again', { cause })
  const session = await turn(() =>
    ort.InferenceSession.create(head, { executionProviders: CPU }),
  ).catch((cause: unknown) => {
    throw unusable(cause)
  })
  const run = async (features: Float32Array): Promise<Float32Array> => {
    const input = new ort.Tensor('float32', features, [1, dimension])
    const { logits } = await turn(() => session.run({ features: input }))
    if (!logits) throw new Error('The head has no output "logits"')
    return Float32Array.from(logits.data as Float32Array)
  }
  const trial = await run(new Float32Array(dimension)).catch((cause: unknown) => {
    throw unusable(cause)
  })
  if (trial.length !== labels) throw unusable(new Error('Labels and logits differ in number'))
  return { run, dispose: () => turn(() => session.release()) }
}

/** A head is one small product: moving it to a GPU and back takes longer than computing it. */
export const CPU = ['cpu']
