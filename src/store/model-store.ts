import type { Table } from 'dexie'
import type { WorkflowId } from '#domain/ids.ts'
import type { IntentModel } from '#domain/intent-model.ts'
import type { TrainingReport } from '#domain/training-report.ts'
import { guarded } from './db-errors.ts'
import { watch, type StudioDb } from './studio-db.ts'
import { versionRowsOf, type KeptModel, type VersionRow } from './model-rows.ts'

/** What a training leaves behind. */
export interface TrainedModel {
  readonly model: IntentModel
  readonly report: TrainingReport
}

/** An earlier training, or the current one: what it measured. */
export type ModelVersion = Omit<VersionRow, 'workflow'>

/** So many trainings of a workflow are kept; one a day is a week and a half. */
export const VERSIONS_KEPT = 10

/** The models of each workflow. Results, not edits: they have no part in undo. */
export interface ModelStore {
  /** The one in use. */
  load(workflow: WorkflowId): Promise<TrainedModel | null>
  /** The model in use now and whenever it changes, in whichever tab. */
  watch(
    workflow: WorkflowId,
    onModel: (trained: TrainedModel | null) => void,
    onError: (error: unknown) => void,
  ): () => void
  /** Makes it the one in use, and keeps it among the versions. */
  save(workflow: WorkflowId, trained: TrainedModel): Promise<void>
  /** Trainings, the latest first, now and whenever one is added. */
  watchVersions(
    workflow: WorkflowId,
    onVersions: (versions: readonly ModelVersion[]) => void,
    onError: (error: unknown) => void,
  ): () => void
  /** The model of a training, without the vectors of its examples; `null` when it is not kept. */
  version(workflow: WorkflowId, trainedAt: number): Promise<KeptModel | null>
  remove(workflow: WorkflowId): Promise<void>
}

/** The tables that `putModel` writes. */
export const modelTables = (db: StudioDb): Table[] => [db.models, db.versions, db.versionModels]

/** Inside a transaction over `modelTables`. */
export async function putModel(
  db: StudioDb,
  workflow: WorkflowId,
  { model, report }: TrainedModel,
): Promise<void> {
  const row = { workflow, model, report }
  const kept = versionRowsOf(row)
  await db.models.put(row)
  await db.versions.put(kept.version)
  await db.versionModels.put(kept.model)
  const times = await db.versions.where({ workflow }).primaryKeys()
  const superfluous = times
    .sort(([, a], [, b]) => b - a)
    .slice(VERSIONS_KEPT)
    // An early one that is in use again stays.
    .filter(([, trainedAt]) => trainedAt !== model.trainedAt)
  await db.versions.bulkDelete(superfluous)
  await db.versionModels.bulkDelete(superfluous)
}

export function createModelStore(db: StudioDb): ModelStore {
  async function load(workflow: WorkflowId): Promise<TrainedModel | null> {
    const row = await db.models.get(workflow)
    return row ? { model: row.model, report: row.report } : null
  }

  async function versions(workflow: WorkflowId): Promise<readonly ModelVersion[]> {
    const rows = await db.versions.where({ workflow }).toArray()
    return rows
      .map(({ workflow: _, ...version }) => version)
      .sort((a, b) => b.trainedAt - a.trainedAt)
  }

  return {
    load: (workflow) => guarded(() => load(workflow)),
    watch: (workflow, onModel, onError) => watch(() => load(workflow), onModel, onError),
    save: (workflow, trained) =>
      guarded(() => db.transaction('rw', modelTables(db), () => putModel(db, workflow, trained))),
    watchVersions: (workflow, onVersions, onError) =>
      watch(() => versions(workflow), onVersions, onError),
    version: (workflow, trainedAt) =>
      guarded(async () => {
        const row = await db.versionModels.get([workflow, trainedAt])
        return row?.model ?? null
      }),
    remove: (workflow) =>
      guarded(() =>
        db.transaction('rw', modelTables(db), async () => {
          for (const table of modelTables(db)) await table.where({ workflow }).delete()
        }),
      ),
  }
}
