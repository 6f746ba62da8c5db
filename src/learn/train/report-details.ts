import { groupBy } from '#shared/group-by.ts'
import { OUT_OF_SCOPE, type Thresholds } from '#domain/intent-model.ts'
import type { HeldOutQuality, OutsideMessage, ReportDetails } from '#domain/training-details.ts'
import { accuracyOf, macroF1Of } from './classification.ts'
import type { JudgedRow } from './cross-validate.ts'
import { calibrationBins, outOfScopeCurve, routingCurve } from './report-curves.ts'
import {
  judgedUtterance,
  notable,
  readSighting,
  type Calibration,
  type Read,
  type Sighting,
} from './report-rows.ts'
import { expectedCalibrationError, mean, type Sureness } from './statistics.ts'
import type { TrainingSet } from './training-set.ts'

/** All that was judged by heads which never saw it, and what calibration made of it. */
export interface Evidence extends Calibration {
  readonly set: TrainingSet
  /** Cross-validated; rows beyond the person's own (general messages) are left out. */
  readonly judged: readonly JudgedRow[]
  readonly thresholds: Thresholds
  /** General messages that were neither taught nor calibrated on. */
  readonly general: readonly Sighting[]
  readonly heldOut: readonly Sighting[]
}

/**
 * The part of a report one can look into. Nothing in here comes from a row that was trained on by
 * the head that judged it; temperature and detector, a handful of numbers, were fitted to the
 * cross-validated rows, so that these flatter them slightly and held-out rows do not.
 */
export function reportDetails(evidence: Evidence): ReportDetails {
  const { set, judged, thresholds, general } = evidence
  const read = (sighting: Sighting): Read => readSighting(sighting, set, evidence)
  const rows = judged.flatMap(({ row, logits, familiarity }) => {
    const own = set.rows[row]
    return own ? [read({ ...own, logits, familiarity })] : []
  })
  const commands = rows.filter(({ sighting }) => sighting.label !== OUT_OF_SCOPE)
  const outside = [
    ...rows.filter(({ sighting }) => sighting.label === OUT_OF_SCOPE),
    ...general.map(read),
  ]
  const heldOut = evidence.heldOut.map(read)
  return {
    temperature: evidence.temperature,
    calibration: calibrationBins(commands.map(sureness)),
    outOfScope: outOfScopeCurve(
      commands.flatMap(({ inScope }) => inScope ?? []),
      outside.flatMap((each) => outsideMessage(each, set)),
      heldOut.flatMap(({ inScope }) => inScope ?? []),
    ),
    routing: routingCurve(commands, thresholds.gap),
    judged: notable(commands, set.labels),
    heldOut: heldOutQuality(heldOut, set, thresholds),
  }
}

const sureness = ({ first, rank }: Read): Sureness => ({ probability: first, right: rank === 0 })

function outsideMessage({ sighting, inScope, predicted }: Read, set: TrainingSet) {
  const command = set.labels[predicted]
  if (inScope === null || command === undefined) return []
  return [{ text: sighting.text, inScope, predicted: command } satisfies OutsideMessage]
}

function heldOutQuality(
  reads: readonly Read[],
  { labels }: TrainingSet,
  thresholds: Thresholds,
): HeldOutQuality | null {
  if (reads.length === 0) return null
  const predictions = reads.map(sureness)
  const byCommand = groupBy(reads, ({ sighting }) => sighting.label)
  const isRefused = (inScope: number) => inScope === 0 || inScope < thresholds.outOfScope
  return {
    rows: reads.length,
    accuracy: accuracyOf(reads),
    macroF1: macroF1Of(reads),
    calibrationError: expectedCalibrationError(predictions),
    refused: mean(
      reads.flatMap(({ inScope }) => (inScope === null ? [] : isRefused(inScope) ? 1 : 0)),
    ),
    calibration: calibrationBins(predictions),
    commands: [...byCommand].map(([command, rows]) => ({
      command,
      rows: rows.length,
      right: rows.filter(({ rank }) => rank === 0).length,
    })),
    judged: reads.filter(({ rank }) => rank > 0).map((each) => judgedUtterance(each, labels)),
  }
}
