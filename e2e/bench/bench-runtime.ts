import type { TrainingReport } from '#domain/training-report.ts'
import type { Asked } from './ask.ts'
import type { LabelledRow } from './rows.ts'

/** One training and what then became of the test messages. Plain data: it leaves a page as JSON. */
export interface BenchRun {
  readonly report: TrainingReport
  /** In the order of the messages. */
  readonly asked: readonly Asked[]
  /** Milliseconds of messages that were embedded anew, one at a time. */
  readonly messageMs: readonly number[]
}

export interface BenchJob {
  readonly seed: number
  readonly train: readonly LabelledRow[]
  readonly messages: readonly string[]
  readonly oosLabel: string
}

/** Where a bench runs: the product in a browser, or its learn layer in Node. */
export interface BenchRuntime {
  run(job: BenchJob): Promise<BenchRun>
  close(): Promise<void>
}
