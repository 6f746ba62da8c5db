import { AppError } from '#shared/app-error.ts'
import type { Backend, BackendChoice, EncoderStatus } from './contract.ts'

/** What the machine offers, as far as choosing a back end is concerned. */
export interface Machine {
  /** The page may share memory between threads. */
  readonly isolated: boolean
  readonly cores: number
  /** `software` computes on the CPU what it should on a GPU: a hundred times slower than WASM. */
  readonly gpu: 'none' | 'software' | 'hardware'
}

export type PassedOver = EncoderStatus['passedOver'][number]

export interface Plan {
  /** A GPU is only taken when it wins a trial against `cpu`. */
  readonly tryGpu: boolean
  /** `null` when the GPU was asked for by name. */
  readonly cpu: Exclude<Backend, 'webgpu'> | null
  readonly passedOver: readonly PassedOver[]
}

const MOST_THREADS = 4

/**
 * Which back ends to open. Throws `learn/backend-unavailable` when the one asked for is not there:
 * what a person chose is never replaced silently.
 */
export function planBackends(choice: BackendChoice, machine: Machine): Plan {
  const noThreads = whyNoThreads(machine)
  const noGpu = whyNoGpu(machine)
  switch (choice) {
    case 'webgpu':
      // A software GPU may be asked for: that is how it is tested where there is no other.
      if (machine.gpu === 'none') throw unavailable(choice, noGpu ?? '')
      return { tryGpu: true, cpu: null, passedOver: [] }
    case 'wasm-threads':
      if (!machine.isolated) throw unavailable(choice, NOT_ISOLATED)
      return { tryGpu: false, cpu: choice, passedOver: [] }
    case 'wasm':
      return { tryGpu: false, cpu: choice, passedOver: [] }
    case 'auto': {
      const passedOver: PassedOver[] = []
      if (noGpu) passedOver.push({ backend: 'webgpu', because: noGpu })
      if (noThreads) passedOver.push({ backend: 'wasm-threads', because: noThreads })
      return { tryGpu: !noGpu, cpu: noThreads ? 'wasm' : 'wasm-threads', passedOver }
    }
  }
}

/**
 * How many threads a back end computes with; a GPU leaves little to the CPU. One core is left to
 * the page where there are enough of them.
 */
export function threadsOf(backend: Backend, { cores }: Machine): number {
  return backend === 'wasm-threads' ? Math.max(2, Math.min(MOST_THREADS, cores - 1)) : 1
}

function whyNoGpu({ gpu }: Machine): string | null {
  if (gpu === 'none') return 'this browser offers no GPU to web pages'
  return gpu === 'software' ? 'the GPU is only simulated in software' : null
}

const NOT_ISOLATED = 'the page is not cross-origin isolated, so threads cannot share memory'

/**
 * Threads wait for each other at every step of a message. With two cores, one of which also draws
 * the page, that gains a quarter on an idle machine and loses two thirds on a busy one.
 */
function whyNoThreads({ isolated, cores }: Machine): string | null {
  if (!isolated) return NOT_ISOLATED
  return cores < 3 ? 'with so few cores, one thread is faster while the page is at work' : null
}

export function unavailable(backend: Backend, because: string, cause?: unknown): AppError {
  return new AppError('learn/backend-unavailable', `${backend} cannot be used: ${because}`, {
    details: { backend, because },
    cause,
  })
}
