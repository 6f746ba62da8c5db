import type { WorkflowId } from '#domain/ids.ts'
import type { IntentModel } from '#domain/intent-model.ts'
import type { TrainingReport } from '#domain/training-report.ts'

/**
 * A model without the vectors of its examples: they are by far its largest part, and the encoder
 * gives them again from the texts.
 */
export interface KeptModel extends Omit<IntentModel, 'examples'> {
  readonly examples: Omit<IntentModel['examples'], 'vectors'>
}

/** The model in use. */
export interface ModelRow {
  readonly workflow: WorkflowId
  readonly model: IntentModel
  readonly report: TrainingReport
}

/** What one training measured; its model lies in a table of its own, because it is large. */
export interface VersionRow {
  readonly workflow: WorkflowId
  /** Unix ms; tells the trainings of a workflow apart. */
  readonly trainedAt: number
  readonly encoder: IntentModel['encoder']
  /** As `IntentModel.trainedOn`. */
  readonly trainedOn: string
  readonly report: TrainingReport
}

export interface VersionModelRow {
  readonly workflow: WorkflowId
  readonly trainedAt: number
  readonly model: KeptModel
}

export function versionRowsOf(trained: ModelRow): {
  readonly version: VersionRow
  readonly model: VersionModelRow
} {
  const { workflow, report } = trained
  const { examples, ...rest } = trained.model
  const { vectors: _, ...kept } = examples
  const { trainedAt, encoder, trainedOn } = rest
  return {
    version: { workflow, trainedAt, encoder, trainedOn, report },
    model: { workflow, trainedAt, model: { ...rest, examples: kept } },
  }
}
