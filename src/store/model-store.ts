import type { WorkflowId } from '#domain/ids.ts'
import type { IntentModel } from '#domain/intent-model.ts'
import type { TrainingReport } from '#domain/training-report.ts'
import { guarded } from './db-errors.ts'
import { watch, type StudioDb } from './studio-db.ts'

/** What a training leaves behind. */
export interface TrainedModel {
  readonly model: IntentModel
  readonly report: TrainingReport
}

/** The latest model of each workflow. A result, not an edit: it has no part in undo. */
export interface ModelStore {
  load(workflow: WorkflowId): Promise<TrainedModel | null>
  /** The model now and whenever one is trained, in whichever tab. */
  watch(
    workflow: WorkflowId,
    onModel: (trained: TrainedModel | null) => void,
    onError: (error: unknown) => void,
  ): () => void
  save(workflow: WorkflowId, trained: TrainedModel): Promise<void>
  remove(workflow: WorkflowId): Promise<void>
}

export function createModelStore(db: StudioDb): ModelStore {
  async function load(workflow: WorkflowId): Promise<TrainedModel | null> {
    const row = await db.models.get(workflow)
    return row ? { model: row.model, report: row.report } : null
  }

  return {
    load: (workflow) => guarded(() => load(workflow)),
    watch: (workflow, onModel, onError) => watch(() => load(workflow), onModel, onError),
    save: async (workflow, { model, report }) => {
      await guarded(() => db.models.put({ workflow, model, report }))
    },
    remove: (workflow) => guarded(() => db.models.delete(workflow)),
  }
}
