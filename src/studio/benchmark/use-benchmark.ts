import { useCallback, useEffect, useRef, useState } from 'react'
import { readBenchmark, type Benchmark } from '#domain/benchmark/benchmark.ts'
import type { CaseOutcome } from '#domain/benchmark/benchmark-score.ts'
import { heldOutCases } from '#domain/benchmark/held-out-cases.ts'
import { leaksOf, type Leak } from '#domain/benchmark/leaks.ts'
import { placeCases, type CaseDefect, type PlacedCase } from '#domain/benchmark/place-cases.ts'
import { trainingRows } from '#domain/training-rows.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { breather } from './breather.ts'

/** A benchmark file as it stands to the workflow that is open. */
export interface ReadFile {
  readonly name: string
  readonly benchmark: Benchmark
  readonly placed: readonly PlacedCase[]
  readonly defects: readonly CaseDefect[]
  readonly leaks: readonly Leak[]
}

export type BenchmarkState =
  | { readonly status: 'empty' }
  | { readonly status: 'reading' }
  | { readonly status: 'unreadable'; readonly error: unknown }
  | { readonly status: 'read'; readonly file: ReadFile }
  | {
      readonly status: 'running'
      readonly file: ReadFile
      readonly done: number
      readonly total: number
    }
  | {
      readonly status: 'scored'
      readonly file: ReadFile
      readonly outcomes: readonly CaseOutcome[]
      readonly heldOut: readonly CaseOutcome[]
    }

export interface BenchmarkDraft {
  readonly state: BenchmarkState
  read(file: File): Promise<void>
  run(): Promise<void>
}

/** Reads a file, checks it against the workflow, and sends its cases through the ladder. */
export function useBenchmark(): BenchmarkDraft {
  const studio = useStudio()
  const [state, setState] = useState<BenchmarkState>({ status: 'empty' })
  const running = useRef<AbortController | null>(null)
  // A dialog that closed must not go on asking the model.
  useEffect(() => () => running.current?.abort(), [])

  const read = useCallback(
    async (file: File) => {
      running.current?.abort()
      setState({ status: 'reading' })
      const benchmark = readBenchmark(await file.text())
      if (!benchmark.ok) {
        setState({ status: 'unreadable', error: benchmark.error })
        return
      }
      const { document } = studio.document.state.getState()
      const { placed, defects } = placeCases(document, benchmark.value)
      const leaks = await leaksOf(benchmark.value, trainingRows(document), breather())
      setState({
        status: 'read',
        file: { name: file.name, benchmark: benchmark.value, placed, defects, leaks },
      })
    },
    [studio],
  )

  const run = useCallback(async () => {
    if (state.status !== 'read' && state.status !== 'scored') return
    const { file } = state
    const controller = new AbortController()
    running.current = controller
    const heldOut = heldOutCases(studio.document.state.getState().document)
    const all = [...file.placed, ...heldOut]
    const pause = breather()
    setState({ status: 'running', file, done: 0, total: all.length })
    try {
      const outcomes = await studio.runCases(all, {
        signal: controller.signal,
        onProgress: async (done) => {
          await pause()
          setState({ status: 'running', file, done, total: all.length })
        },
      })
      setState({
        status: 'scored',
        file,
        outcomes: outcomes.slice(0, file.placed.length),
        heldOut: outcomes.slice(file.placed.length),
      })
    } catch (error) {
      if (controller.signal.aborted) return
      studio.report(error)
      setState({ status: 'read', file })
    }
  }, [state, studio])

  return { state, read, run }
}
