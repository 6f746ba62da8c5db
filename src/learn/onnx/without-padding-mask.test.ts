import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ENCODERS } from '../encoders.ts'
import { BACKGROUND_MESSAGES } from '../background.ts'
import { cosinesTo } from '../model/detector.ts'
import { embedAll } from '../model/encoder.ts'
import { readEncoderFiles } from '../model/encoder-files.ts'
import { openSentenceEncoder } from '../model/sentence-encoder.ts'
import { ProtobufWriter } from './protobuf.ts'
import { withoutPaddingMask } from './without-padding-mask.ts'

const MODELS = join(import.meta.dirname, '../../../public/models')

const node = (op: string, inputs: readonly string[]): ProtobufWriter => {
  const writer = new ProtobufWriter()
  for (const input of inputs) writer.text(1, input)
  return writer.text(2, 'out').text(4, op).integer(9, 300)
}

const model = (...nodes: readonly ProtobufWriter[]): Uint8Array => {
  const graph = new ProtobufWriter()
  for (const each of nodes) graph.message(1, each)
  return new ProtobufWriter().integer(1, 8).message(7, graph.text(2, 'graph')).finish()
}

it('takes the mask from an attention, and nothing from anything else', () => {
  const other = node('Sum', ['a', 'b', 'c', 'd', 'e'])
  const masked = model(node('MultiHeadAttention', ['q', 'k', 'v', '', 'mask']), other)
  const open = model(node('MultiHeadAttention', ['q', 'k', 'v', '']), other)
  expect(withoutPaddingMask(masked)).toEqual(open)
  expect(withoutPaddingMask(open)).toEqual(open)
})

it('refuses what is no model, and attention that it would not know how to change', () => {
  expect(() => withoutPaddingMask(Uint8Array.of(0x3a, 9, 1))).toThrow('field that is none')
  const biased = node('MultiHeadAttention', ['q', 'k', 'v', '', 'mask', 'bias'])
  expect(() => withoutPaddingMask(model(biased))).toThrow('more inputs than a mask')
})

it.each(ENCODERS)(
  'changes no vector of $id by more than rounding does',
  async (spec) => {
    const files = await readEncoderFiles(spec, async (path) =>
      Uint8Array.from(await readFile(join(MODELS, spec.id, path))),
    )
    const unmaskedFiles = new Map(
      [...files].map(([path, bytes]) => [
        path,
        path.endsWith('.onnx') ? withoutPaddingMask(bytes) : bytes,
      ]),
    )
    const texts = BACKGROUND_MESSAGES.slice(0, 24)
    const vectors = []
    for (const each of [files, unmaskedFiles]) {
      const encoder = await openSentenceEncoder(spec, each, 'cpu')
      vectors.push(await embedAll(encoder, texts))
      await encoder.dispose()
    }
    const [masked, open] = vectors
    // Summed in another order: a last bit that differs may round an eight-bit number otherwise.
    masked!.forEach((vector, i) => expect(cosinesTo(vector, open![i]!)[0]).toBeGreaterThan(0.995))
  },
  60_000,
)
