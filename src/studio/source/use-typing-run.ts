import { useMemo } from 'react'
import { newId } from '#domain/ids.ts'

/** A pause this long ends a run: Undo takes back what was typed since, not the whole afternoon. */
const PAUSE_MS = 2_000

export interface TypingRun {
  /** The gesture that a keystroke in this file belongs to. */
  readonly gestureFor: (path: string) => string
  /** The next keystroke begins another. */
  readonly end: () => void
}

export function createTypingRun(now: () => number): TypingRun {
  let run = { path: '', gesture: '', at: Number.NEGATIVE_INFINITY }
  return {
    gestureFor(path) {
      const continues = run.path === path && now() - run.at < PAUSE_MS
      run = { path, gesture: continues ? run.gesture : newId(), at: now() }
      return run.gesture
    },
    end() {
      run = { ...run, at: Number.NEGATIVE_INFINITY }
    },
  }
}

export function useTypingRun(): TypingRun {
  return useMemo(() => createTypingRun(Date.now), [])
}
