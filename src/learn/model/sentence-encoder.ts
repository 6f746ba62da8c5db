import { env, pipeline } from '@huggingface/transformers'
import { AppError } from '#shared/app-error.ts'
import { encoderById, type EncoderSpec } from '../encoders.ts'
import type { EncoderFiles } from './encoder-files.ts'
import type { Encoder } from './encoder.ts'

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
  env.customCache = cacheOf(spec, files)
  const extract = await pipeline('feature-extraction', spec.id, {
    device,
    dtype: 'q8',
  }).catch((cause: unknown) => {
    throw new AppError('learn/backend-unavailable', `${spec.id} does not open on ${device}`, {
      details: { backend: device, because: 'the encoder does not open on it' },
      cause,
    })
  })

  return {
    id: spec.id,
    revision: spec.revision,
    dimension: spec.dimension,
    async embed(text) {
      const output = await extract(text, { pooling: 'mean', normalize: true })
      const vector = Float32Array.from(output.data as Float32Array)
      output.dispose()
      return vector
    },
    dispose: () => extract.dispose(),
  }
}

/** The library asks by the local path, by the address a hub would have, or by both. */
function cacheOf(spec: EncoderSpec, files: EncoderFiles) {
  return {
    async match(request: string) {
      if (!request.includes(`${spec.id}/`)) return undefined
      for (const [path, bytes] of files)
        if (request.endsWith(`/${path}`)) return new Response(bytes)
      return undefined
    },
    async put() {},
  }
}

/** As `encoderById`, for callers that throw. */
export function requireEncoder(id: string): EncoderSpec {
  const found = encoderById(id)
  if (!found.ok) throw found.error
  return found.value
}
