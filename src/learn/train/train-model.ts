import { AppError } from '#shared/app-error.ts'
import { roundedRows } from '#shared/eight-bit-rows.ts'
import { OUT_OF_SCOPE, type IntentModel } from '#domain/intent-model.ts'
import type { TrainingReport } from '#domain/training-report.ts'
import { rowsKey } from '#domain/training-rows.ts'
import { familiarityToProbability, NEIGHBOURS, type Familiarity } from '../model/detector.ts'
import { headGraph } from '../onnx/head-graph.ts'
import type { LossSession } from '../onnx/loss-session.ts'
import { belongingIn, competingIn } from './belong.ts'
import { candidateShares, fitTemperature, fitThresholds } from './calibrate.ts'
import { crossValidate, ownLengths, type JudgedRow } from './cross-validate.ts'
import { fitDetector, fitRefusal } from './fit-detector.ts'
import { fitHead } from './fit-head.ts'
import { stratifiedFolds } from './folds.ts'
import { judgeOutside, judgeUnseen } from './judge-unseen.ts'
import { reportDetails } from './report-details.ts'
import type { Sighting } from './report-rows.ts'
import { qualityReport, type Scope } from './report.ts'
import type { Head, Problem } from './softmax-loss.ts'
import { argmax, expectedCalibrationError, mean } from './statistics.ts'
import {
  foreignTo,
  stack,
  trainingSet,
  type EmbeddedRows,
  type TrainingSet,
} from './training-set.ts'

/** Everything a model is made of; equal inputs on equal runtimes give equal bytes. */
export interface TrainingInput extends EmbeddedRows {
  readonly encoder: IntentModel['encoder']
  readonly seed: number
  readonly scopes: readonly Scope[]
  /** General messages: one half is taught and calibrated on, the other only measured on. */
  readonly background: {
    readonly taught: readonly Float32Array[]
    readonly heldOut: readonly Float32Array[]
    /** What the held-out ones say, for the report. */
    readonly heldOutTexts?: readonly string[]
  }
  /** The person's held-out utterances: measured by the final head, never trained on. */
  readonly heldOut?: EmbeddedRows
}

export interface TrainingPorts {
  /** Opens the loss in a runtime; without it, and for small problems, typed arrays do. */
  readonly openLoss?: ((problem: Problem) => Promise<LossSession>) | undefined
  /** Between iterations: yields, and throws when the job was cancelled. */
  readonly pause: () => Promise<void>
  readonly onFitted: (done: number, total: number) => void | Promise<void>
  readonly now: () => number
}

/** What training measured, less what only the job knows: times and the back end. */
export type Measured = Omit<TrainingReport, 'backend' | 'embedMs' | 'fitMs' | 'totalMs'>

/** Multiply-adds of one evaluation above which a runtime's start pays for itself. */
export const WORTH_A_RUNTIME = 3e5
/** Above that many, three folds tell as much as five, sooner. */
const LARGE = 2e8

/**
 * Cross-validates, calibrates on what that showed, fits the final head to all rows.
 * Throws `learn/not-enough-utterances` when no row belongs to a command.
 */
export async function trainModel(
  input: TrainingInput,
  ports: TrainingPorts,
): Promise<{ readonly model: IntentModel; readonly measured: Measured }> {
  if (!input.rows.some(({ label }) => label !== OUT_OF_SCOPE))
    throw new AppError('learn/not-enough-utterances', 'No command has an utterance yet', {
      details: { rows: input.rows.length },
    })
  const set = trainingSet(input, foreignTo(input, input.background.taught))
  const { problem } = set
  const size = problem.labels.length * problem.dimension * problem.classes
  const folds = stratifiedFolds(
    { labels: problem.labels, texts: input.rows.map(({ text }) => text) },
    input.seed,
    size > LARGE ? 3 : undefined,
  )
  const space = size > WORTH_A_RUNTIME ? await ports.openLoss?.(problem) : undefined
  let fitted = 0
  const fit = async (rows: readonly number[]): Promise<Head> => {
    const head = await fitHead(problem, rows, ports.pause, { space })
    await ports.onFitted(++fitted, folds.count + 1)
    return head
  }
  try {
    await ports.onFitted(0, folds.count + 1)
    const judged = await crossValidate(set, folds, { fit, pause: ports.pause, seed: input.seed })
    const head = await fit([...problem.labels.keys()])
    const general = await judgeOutside(input, set, head, ports.pause)
    const heldOut = input.heldOut ? await judgeUnseen(input.heldOut, set, head, ports.pause) : []
    return assemble(input, ports, { set, folds: folds.count, judged, head, general, heldOut })
  } finally {
    await space?.dispose()
  }
}

interface Fitted {
  readonly set: TrainingSet
  readonly folds: number
  readonly judged: readonly JudgedRow[]
  readonly head: Head
  readonly general: readonly Sighting[]
  readonly heldOut: readonly Sighting[]
}

function assemble(
  input: TrainingInput,
  { now }: TrainingPorts,
  { set, folds, judged, head, general, heldOut }: Fitted,
) {
  const { dimension } = input.encoder
  const onCommands = judged.filter(({ actual }) => actual !== set.outside)
  const temperature = fitTemperature(onCommands)
  const competing = competingIn(set, input.scopes)
  const inPlace = onCommands.map(({ actual, logits }) => ({
    actual,
    logits: competing(actual, logits),
  }))
  const belongs = belongingIn(set, input.scopes, temperature)
  const refusal = calibrateRefusal(set, judged, belongs)
  const bytes = headGraph(head)
  const model: IntentModel = {
    format: 1,
    encoder: input.encoder,
    labels: set.labels,
    head: bytes,
    temperature,
    thresholds: { ...fitThresholds(inPlace, temperature), outOfScope: refusal.threshold },
    examples: {
      texts: input.rows.map(({ text }) => text),
      labels: Array.from(set.problem.labels.subarray(0, input.rows.length)),
      // As they will be written, so that a model decides the same before and after.
      vectors: roundedRows(stack(input.vectors, dimension), dimension),
    },
    detector: { ...refusal.detector, lengths: ownLengths(set) },
    trainedOn: rowsKey(input.rows),
    seed: input.seed,
    trainedAt: now(),
  }
  const measured: Measured = {
    rows: input.rows.length,
    folds,
    ...qualityReport(set, judged, input.scopes),
    calibrationError: expectedCalibrationError(
      onCommands.map(({ logits, actual }) => {
        const shares = candidateShares(logits, temperature)
        const predicted = argmax(shares)
        return { probability: shares[predicted]!, right: predicted === actual }
      }),
    ),
    outOfScopeRecall: mean(refusedShare(general, refusal)),
    falseRefusal: refusal.falseRefusal,
    modelBytes: bytes.length,
    details: reportDetails({
      ...{ set, judged, general, heldOut, temperature, belongs },
      thresholds: model.thresholds,
      detector: refusal.detector,
    }),
  }
  return { model, measured }
}

type Refusal = ReturnType<typeof calibrateRefusal>

function calibrateRefusal(
  { outside, unrelated }: TrainingSet,
  judged: readonly JudgedRow[],
  belongs: ReturnType<typeof belongingIn>,
) {
  const drawn = judged.flatMap(({ actual, logits, familiarity }) =>
    familiarity ? [{ isOutside: actual === outside, actual, logits, familiarity }] : [],
  )
  const inside = drawn.filter((row) => !row.isOutside)
  const outsiders = drawn.filter((row) => row.isOutside)
  const detector = {
    neighbours: NEIGHBOURS,
    unrelated,
    ...fitDetector(
      inside.map((row) => row.familiarity),
      outsiders.map((row) => row.familiarity),
    ),
  }
  const inScope = (row: { familiarity: Familiarity }) =>
    familiarityToProbability(detector, row.familiarity)
  const threshold = fitRefusal(inside.map((row) => belongs(row.actual, row.logits, inScope(row))))
  const refuses = (logits: Float32Array, familiarity: Familiarity): boolean =>
    argmax(logits) === outside || familiarityToProbability(detector, familiarity) < threshold
  // A person's own messages are said where their commands are offered.
  const falseRefusal = mean(
    inside.map((row) =>
      argmax(row.logits) === outside || belongs(row.actual, row.logits, inScope(row)) < threshold
        ? 1
        : 0,
    ),
  )
  return { detector, threshold, refuses, falseRefusal }
}

/** For each held-out general message: 1 where it is refused. */
const refusedShare = (general: readonly Sighting[], { refuses }: Refusal): number[] =>
  general.flatMap(({ logits, familiarity }) =>
    familiarity === null ? [] : refuses(logits, familiarity) ? 1 : 0,
  )
