// The subpath transformers.js imports, so that both share one copy of the runtime.
import * as ort from 'onnxruntime-web/webgpu'
import gpuGlueUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url'
import gpuWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url'
import glueUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url'
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url'
import type { EncoderSpec } from '../encoders.ts'
import { readEncoderFiles, readOverHttp, type EncoderFiles } from '../model/encoder-files.ts'
import { openSentenceEncoder, type SentenceEncoder } from '../model/sentence-encoder.ts'
import { productGraph } from '../onnx/loss-graph.ts'
import { planBackends, threadsOf, unavailable, type Machine, type PassedOver } from './backends.ts'
import type { Backend, BackendChoice, EncoderStatus } from './contract.ts'
import { keptEncoderFiles } from './kept-encoder-files.ts'
import type { OpenedEncoder } from './steady-encoder.ts'

export { ort }

/**
 * One release, built twice: code that may wait for a GPU in its middle is twice as large, and slower
 * at all it does. Both addresses are needed: with the WASM alone the thread workers would load this
 * very chunk.
 */
const RUNTIMES = {
  cpu: { mjs: glueUrl, wasm: wasmUrl },
  gpu: { mjs: gpuGlueUrl, wasm: gpuWasmUrl },
}
ort.env.wasm.wasmPaths = RUNTIMES.cpu

const MODELS_URL = new URL(`${import.meta.env.BASE_URL}models/`, self.location.href).href

/** Threads are started with the runtime, once; other counts, or a GPU, need another worker. */
let threadsStarted: number | null = null

/** Opens an encoder on the back end asked for, or on the fastest that works. */
export async function openInBrowser(
  spec: EncoderSpec,
  choice: BackendChoice,
  onBytes: (loaded: number, total: number) => void,
): Promise<OpenedEncoder> {
  const from = performance.now()
  const machine = await lookAround()
  const plan = planBackends(choice, machine)
  const threads = threadsOf(plan.cpu ?? 'webgpu', machine)
  if (threadsStarted !== null && threadsStarted !== threads)
    throw unavailable(plan.cpu ?? 'webgpu', 'the runtime was started with other threads')
  threadsStarted = threads
  ort.env.wasm.numThreads = threads
  ort.env.wasm.wasmPaths = RUNTIMES[plan.tryGpu ? 'gpu' : 'cpu']
  const [files] = await Promise.all([readFiles(spec, onBytes), startRuntime()])

  const passedOver: PassedOver[] = [...plan.passedOver]
  const cpu = plan.cpu && (await openSentenceEncoder(spec, files, 'wasm'))
  const gpu = plan.tryGpu ? await openOnGpu(spec, files, cpu !== null, passedOver) : null
  const encoder =
    cpu && gpu ? await faster({ cpu, gpu, onCpu: plan.cpu }, passedOver) : (cpu ?? gpu)
  if (!encoder) throw new Error('A plan names at least one back end')
  const backend: Backend = encoder === gpu ? 'webgpu' : (plan.cpu ?? 'webgpu')
  await encoder.embed('warm up').catch((cause: unknown) => {
    throw unavailable(backend, 'the encoder does not run on it', cause)
  })
  const status = {
    encoder: spec.id,
    revision: spec.revision,
    dimension: spec.dimension,
    backend,
    threads,
    passedOver,
    loadMs: performance.now() - from,
  }
  const openOnCpu = encoder === gpu ? () => openAgainOnCpu(spec, status) : undefined
  return { encoder, dispose: () => encoder.dispose(), status, openOnCpu }
}

function readFiles(
  spec: EncoderSpec,
  onBytes?: (loaded: number, total: number) => void,
): Promise<EncoderFiles> {
  // Served from another machine without TLS, a page has no such store.
  const storage = (globalThis as { caches?: CacheStorage }).caches
  const kept = storage && keptEncoderFiles(spec, storage)
  return readEncoderFiles(spec, readOverHttp(spec, MODELS_URL), onBytes, kept)
}

/** Compiles the runtime while the encoder is on its way. What is wrong with it, the encoder tells. */
async function startRuntime(): Promise<void> {
  const session = await ort.InferenceSession.create(productGraph()).catch(() => null)
  await session?.release()
}

/** After a GPU failed; with as many threads as the runtime was started with. */
async function openAgainOnCpu(spec: EncoderSpec, before: EncoderStatus): Promise<OpenedEncoder> {
  const from = performance.now()
  const files = await readFiles(spec)
  const encoder = await openSentenceEncoder(spec, files, 'wasm')
  const backend: Backend = before.threads > 1 ? 'wasm-threads' : 'wasm'
  const status = { ...before, backend, loadMs: performance.now() - from }
  return { encoder, dispose: () => encoder.dispose(), status }
}

async function lookAround(): Promise<Machine> {
  return {
    isolated: self.crossOriginIsolated,
    cores: navigator.hardwareConcurrency,
    gpu: await lookForGpu(),
  }
}

/** As much of WebGPU as is asked here; its types are not among TypeScript's own. */
interface GpuAdapter {
  readonly isFallbackAdapter?: boolean
  readonly info?: { readonly isFallbackAdapter?: boolean; readonly architecture?: string }
}

async function lookForGpu(): Promise<Machine['gpu']> {
  const { gpu } = navigator as { gpu?: { requestAdapter(): Promise<GpuAdapter | null> } }
  const adapter = await gpu?.requestAdapter().catch(() => null)
  if (!adapter) return 'none'
  const simulated =
    adapter.isFallbackAdapter === true ||
    adapter.info?.isFallbackAdapter === true ||
    adapter.info?.architecture === 'swiftshader'
  return simulated ? 'software' : 'hardware'
}

/** `null`, with the reason noted, where it does not open and something else will do. */
async function openOnGpu(
  spec: EncoderSpec,
  files: EncoderFiles,
  isOptional: boolean,
  passedOver: PassedOver[],
): Promise<SentenceEncoder | null> {
  try {
    return await openSentenceEncoder(spec, files, 'webgpu')
  } catch (cause) {
    const because = 'the encoder does not open on this GPU'
    if (!isOptional) throw unavailable('webgpu', because, cause)
    passedOver.push({ backend: 'webgpu', because })
    return null
  }
}

interface Rivals {
  readonly cpu: SentenceEncoder
  readonly gpu: SentenceEncoder
  readonly onCpu: Backend
}

/** Keeps the faster of two open encoders, and lets the other go. */
async function faster(
  { cpu, gpu, onCpu }: Rivals,
  passedOver: PassedOver[],
): Promise<SentenceEncoder> {
  const cpuMs = await timeOneMessage(cpu)
  const gpuMs = await timeOneMessage(gpu).catch(() => Infinity)
  if (gpuMs < cpuMs) {
    await cpu.dispose()
    passedOver.push({ backend: onCpu, because: slower(cpuMs, gpuMs) })
    return gpu
  }
  await gpu.dispose()
  passedOver.push({ backend: 'webgpu', because: slower(gpuMs, cpuMs) })
  return cpu
}

const TRIALS = 4

/** Milliseconds for a message of usual length: the best of a few, after one that compiles. */
async function timeOneMessage(encoder: SentenceEncoder): Promise<number> {
  const text = 'could you tell me whether the order I placed last week has been sent'
  await encoder.embed(text)
  let best = Infinity
  for (let trial = 0; trial < TRIALS; trial++) {
    const from = performance.now()
    await encoder.embed(text)
    best = Math.min(best, performance.now() - from)
  }
  return best
}

function slower(ms: number, otherMs: number): string {
  if (ms === Infinity) return 'the encoder does not run on it'
  return `slower in a trial: ${ms.toFixed(1)} ms a message against ${otherMs.toFixed(1)} ms`
}
