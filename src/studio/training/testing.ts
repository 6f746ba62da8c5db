import type { CommandId } from '#domain/ids.ts'
import type { JudgedUtterance, ReportDetails } from '#domain/training-details.ts'
import type { CommandQuality, Confusion, TrainingReport } from '#domain/training-report.ts'

/** Quality of a command of which all rows were judged. */
export const quality = (
  command: CommandId,
  utterances: number,
  f1: number | null,
): CommandQuality => ({
  command,
  utterances,
  ...(f1 === null ? {} : { judged: utterances }),
  precision: f1,
  recall: f1,
  f1,
  thin: utterances < 8,
})

export const confusion = (
  actual: string,
  predicted: string,
  texts: readonly string[],
): Confusion => ({
  actual: actual as CommandId,
  predicted: predicted as CommandId,
  texts,
})

/** A row that was taken for the others before the right one, each less likely than the one before. */
export const judged = (text: string, ...ranking: readonly string[]): JudgedUtterance => ({
  text,
  actual: ranking.at(-1) as CommandId,
  ranking: ranking.map((command, place) => ({
    command: command as CommandId,
    probability: 0.6 / (place + 1),
  })),
  inScope: 0.9,
})

export const NO_DETAILS: ReportDetails = {
  temperature: 1,
  calibration: [],
  outOfScope: null,
  routing: null,
  judged: [],
  heldOut: null,
}

export const reportOf = (parts: Partial<TrainingReport>): TrainingReport => ({
  rows: 30,
  folds: 5,
  accuracy: 0.9,
  macroF1: 0.85,
  calibrationError: 0.05,
  outOfScopeRecall: null,
  falseRefusal: 0.02,
  contexts: [],
  commands: [],
  confusions: [],
  backend: 'wasm',
  embedMs: 900,
  fitMs: 40,
  totalMs: 1000,
  modelBytes: 90_000,
  ...parts,
})
