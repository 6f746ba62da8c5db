import { env, mean_pooling, pipeline, type Tensor } from '@huggingface/transformers'
import { AppError } from '#shared/app-error.ts'
import { encoderById, type EncoderSpec } from '../encoders.ts'
import type { EncoderFiles } from './encoder-files.ts'
import type { Encoder, TokenReading } from './encoder.ts'
import { equalBatches } from './equal-batches.ts'
import { knownVectors } from './known-vectors.ts'
import { tokenPlaces } from './token-places.ts'
import { withOutput } from '../onnx/with-output.ts'
import { withoutPaddingMask } from '../onnx/without-padding-mask.ts'

/** A sentence encoder that holds memory until it is disposed of. */
export interface SentenceEncoder extends Encoder {
  dispose(): Promise<void>
}

/** `cpu` is Node's; the other two are the browser's. */
export type Device = 'cpu' | 'wasm' | 'webgpu'

/**
 * Opens an encoder from files in memory: transformers.js finds them in its cache and never looks
 * for anything on a network or a disk.
 * The files are known to be intact: where they do not open it is the runtime that does not work,
 * which is `learn/backend-unavailable`.
 */
export async function openSentenceEncoder(
  spec: EncoderSpec,
  files: EncoderFiles,
  device: Device,
): Promise<SentenceEncoder> {
  env.allowRemoteModels = false
  env.allowLocalModels = true
  env.localModelPath = '/models/'
  // The library would keep the runtime as a blob and the model in the Cache API; ours are checked
  // on each load, and the browser's own HTTP cache keeps them.
  env.useBrowserCache = false
  env.useFSCache = false
  env.useWasmCache = false
  env.useCustomCache = true
  env.customCache = cacheOf(spec, files, device)
  const extract = await pipeline('feature-extraction', spec.id, {
    device,
    dtype: 'q8',
    // Both encoders are shipped fused already: looking for more takes a third of the opening.
    session_options: device === 'webgpu' ? {} : { graphOptimizationLevel: 'disabled' },
  })
    .catch((cause: unknown) => {
      throw new AppError('learn/backend-unavailable', `${spec.id} does not open on ${device}`, {
        details: { backend: device, because: 'the encoder does not open on it' },
        cause,
      })
    })
    .finally(() => {
      // The runtime has its own copy of what are tens of megabytes.
      env.customCache = null
    })

  const { tokenizer, model } = extract
  const known = knownVectors(files, spec.dimension)
  const failures = catchFailures(model)

  /** One pass over texts that the tokenizer cuts into equally many tokens. */
  async function pass(texts: readonly string[], wantsTokens = false) {
    const inputs = tokenizer([...texts], { truncation: true, padding: true }) as Inputs
    const outputs = (await model(inputs)) as Readonly<Record<string, Tensor>>
    const failure = failures.pop()
    if (failure) throw failure
    const last = outputs['last_hidden_state']
    const middle = outputs[spec.tokenLayer ?? 'last_hidden_state']
    if (!last || !middle) throw new Error(`${spec.id} does not give its tokens`)
    const embeddings = pooled(spec, last, inputs.attention_mask)
    const hidden = wantsTokens ? (middle.data as Float32Array).slice() : NO_TOKENS
    for (const output of Object.values(outputs)) output.dispose()
    return { embeddings, hidden }
  }

  async function read(text: string): Promise<TokenReading> {
    const { embeddings, hidden } = await pass([text], true)
    // Between the mark at the beginning and the one at the end.
    const count = hidden.length / spec.dimension - 2
    return {
      embedding: embeddings[0]!,
      tokens: tokenPlaces(text, tokenizer.tokenize(text).slice(0, count)),
      hidden: hidden.subarray(spec.dimension, (count + 1) * spec.dimension),
    }
  }

  return {
    id: spec.id,
    revision: spec.revision,
    dimension: spec.dimension,
    known: (text) => known.get(text),
    arithmetic: () => (device === 'webgpu' ? 'webgpu' : ''),
    embed: async (text) => (await pass([text])).embeddings[0]!,
    batches: (texts) =>
      equalBatches(texts, (text) => tokenizer.encode(text).length, spec.maxTokens),
    embedBatch: async (texts) => (await pass(texts)).embeddings,
    read,
    dispose: () => extract.dispose(),
  }
}

const NO_TOKENS = new Float32Array()

interface HasSessions {
  readonly sessions: Readonly<Record<string, { run(feeds: object): Promise<object> }>>
}

/**
 * The library lines up all runs of all sessions in one chain of promises: after one that rejects,
 * as where a GPU is lost, every later one would reject, on the CPU too. So a run never rejects
 * there: it gives nothing, and what was wrong is put aside for whoever asked.
 */
function catchFailures({ sessions }: HasSessions): Error[] {
  const failures: Error[] = []
  for (const session of Object.values(sessions)) {
    const run = session.run.bind(session)
    session.run = async (feeds) => {
      try {
        return await run(feeds)
      } catch (cause) {
        failures.push(new Error('The encoder could not run', { cause }))
        return {}
      }
    }
  }
  return failures
}

interface Inputs {
  readonly attention_mask: Tensor
}

/** One L2-normalised vector for each text of a pass. */
function pooled({ dimension }: EncoderSpec, last: Tensor, mask: Tensor): Float32Array[] {
  const data = mean_pooling(last, mask).normalize(2, -1).data as Float32Array
  return Array.from({ length: data.length / dimension }, (_, i) =>
    data.slice(i * dimension, (i + 1) * dimension),
  )
}

/** The library asks by the local path, by the address a hub would have, or by both. */
function cacheOf(spec: EncoderSpec, files: EncoderFiles, device: Device) {
  return {
    async match(request: string) {
      if (!request.includes(`${spec.id}/`)) return undefined
      for (const [path, bytes] of files)
        if (request.endsWith(`/${path}`)) return new Response(opened(spec, path, bytes, device))
      return undefined
    },
    async put() {},
  }
}

/** The graph gives what a middle layer makes of the tokens, too; on a GPU it takes no padding. */
function opened(
  { tokenLayer }: EncoderSpec,
  path: string,
  bytes: Uint8Array<ArrayBuffer>,
  device: Device,
): Uint8Array<ArrayBuffer> {
  if (!path.endsWith('.onnx')) return bytes
  const graph = device === 'webgpu' ? withoutPaddingMask(bytes) : bytes
  return tokenLayer === undefined ? graph : withOutput(graph, tokenLayer)
}

/** As `encoderById`, for callers that throw. */
export function requireEncoder(id: string): EncoderSpec {
  const found = encoderById(id)
  if (!found.ok) throw found.error
  return found.value
}
