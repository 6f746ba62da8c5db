import type {
  BackendChoice,
  EncoderStatus,
  Backend,
  TrainProgress,
} from '#learn/worker/contract.ts'
import type { Misfit } from '#learn/encoders.ts'
import type { TrainingState } from '../session/studio.ts'
import { byteSize, count, duration, percent, plural } from '../ui/format.ts'

export interface ProgressView {
  readonly text: string
  /** 0–1; `null` while the end is not known. */
  readonly fraction: number | null
}

/** Training as a person follows it: what is being done, and how far it is. */
export function progressView(progress: TrainProgress | null): ProgressView {
  if (!progress) return { text: 'Starting', fraction: null }
  switch (progress.phase) {
    case 'loading': {
      const { loadedBytes, totalBytes } = progress
      if (totalBytes === 0) return { text: 'Loading the encoder', fraction: null }
      const text = `Loading the encoder, ${byteSize(loadedBytes)} of ${byteSize(totalBytes)}`
      return { text, fraction: loadedBytes / totalBytes }
    }
    case 'embedding':
      return stepView('Reading utterances', progress)
    case 'fitting':
      return stepView('Fitting and measuring', progress)
  }
}

function stepView(name: string, { done, total }: { done: number; total: number }): ProgressView {
  const fraction = total === 0 ? null : done / total
  return { text: `${name}, ${count(done)} of ${count(total)}`, fraction }
}

/** What the status *Training* says. */
export function trainingStatus(state: TrainingState): string {
  if (state.status === 'training') {
    const { text, fraction } = progressView(state.progress)
    const left = state.leftMs ? `, about ${roughly(state.leftMs)} left` : ''
    return fraction === null ? `${text}…` : `${text} (${percent(fraction)})${left}`
  }
  if (!state.model) return 'Not trained'
  if (state.misfit) return `Train again: ${MISFITS[state.misfit]}`
  if (state.stale) return 'Trained, but changed since'
  const accuracy = state.report?.accuracy ?? null
  return accuracy === null ? 'Trained' : `Trained, ${percent(accuracy)} right`
}

/** A guess is no truer for its decimals: `5 s`, `45 s`, `2 min 10 s`. */
function roughly(ms: number): string {
  const step = ms >= 60_000 ? 10_000 : ms >= 10_000 ? 5_000 : 1_000
  const rounded = Math.max(step, Math.round(ms / step) * step)
  return rounded < 60_000 ? `${rounded / 1000}\u00a0s` : duration(rounded)
}

const DOING: Record<TrainProgress['phase'], string> = {
  loading: 'Loading',
  embedding: 'Reading',
  fitting: 'Fitting',
}

/** The same in a word or two, for the eye: the whole sentence is in the tooltip. */
export function shortStatus(state: TrainingState): string {
  if (state.status === 'training') {
    const { fraction } = progressView(state.progress)
    const doing = state.progress ? DOING[state.progress.phase] : 'Starting'
    // From ten seconds on one would rather know how long than how far.
    if (state.leftMs && state.leftMs >= 10_000) return `${doing}, ${roughly(state.leftMs)} left`
    return fraction === null ? `${doing}…` : `${doing} ${percent(fraction)}`
  }
  if (!state.model) return 'Not trained'
  if (state.misfit) return 'Train again'
  return state.stale ? 'Changed' : 'Trained'
}

/** Why a model does not answer. */
const MISFITS: Record<Misfit, string> = {
  'other-encoder': 'it was trained with another sentence encoder than the one chosen now',
  'other-release': 'it was trained with another release of the sentence encoder',
  'unknown-encoder': 'choose a sentence encoder that this studio has first',
}

const BACKEND_NAMES: Record<Backend, string> = {
  webgpu: 'WebGPU',
  'wasm-threads': 'WASM',
  wasm: 'WASM',
}

/** `WebGPU`, `WASM · 2 threads`, `WASM · 1 thread`. */
export function encoderName({ backend, threads }: EncoderStatus): string {
  const name = BACKEND_NAMES[backend]
  return backend === 'webgpu' ? name : `${name} · ${plural(threads, 'thread')}`
}

/** Which faster ways were tried and why they were not taken. */
export function encoderReasons({ encoder, passedOver, loadMs }: EncoderStatus): string[] {
  const loaded = `Encoder ${encoder}, loaded in ${(loadMs / 1000).toFixed(1)} s`
  return [
    loaded,
    ...passedOver.map(({ backend, because }) => `${CHOICE_NAMES[backend]} not used: ${because}`),
  ]
}

export const CHOICE_NAMES: Record<BackendChoice, string> = {
  auto: 'Automatic',
  webgpu: 'WebGPU',
  'wasm-threads': 'WASM threads',
  wasm: 'WASM',
}
