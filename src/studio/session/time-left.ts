import type { TrainProgress } from '#learn/worker/contract.ts'

/** How far a step was at a moment, in ms. */
interface Mark {
  readonly at: number
  readonly done: number
}

/** Older marks say little: what the cache has goes by in no time, and other work comes and goes. */
const WINDOW_MS = 15_000
/** Before so long has passed a guess is none. */
const ENOUGH_MS = 1_500

/** Guesses how long the present step of a training goes on. */
export interface TimeLeft {
  /** Ms the step is likely to take yet, by how it went lately; `null` while that cannot be told. */
  note(progress: TrainProgress): number | null
}

export function createTimeLeft(now: () => number): TimeLeft {
  let phase: TrainProgress['phase'] | null = null
  let marks: Mark[] = []
  return {
    note(progress) {
      const { done, total } = extentOf(progress)
      const at = now()
      if (progress.phase !== phase) marks = []
      ;({ phase } = progress)
      marks = [...marks.filter((mark) => at - mark.at <= WINDOW_MS), { at, done }]
      const [first] = marks
      const gained = first ? done - first.done : 0
      if (!first || gained <= 0 || at - first.at < ENOUGH_MS) return null
      return ((at - first.at) / gained) * Math.max(0, total - done)
    },
  }
}

function extentOf(progress: TrainProgress): { readonly done: number; readonly total: number } {
  return progress.phase === 'loading'
    ? { done: progress.loadedBytes, total: progress.totalBytes }
    : progress
}
