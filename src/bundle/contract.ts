import type { Document } from '#domain/document.ts'
import type { IntentModel } from '#domain/intent-model.ts'
import type { TrainingReport } from '#domain/training-report.ts'

/** Everything that leaves with a bundle. Application state and conversations do not. */
export interface BundleContents {
  readonly document: Document
  /** `null` when the workflow was never trained. */
  readonly model: IntentModel | null
  readonly report: TrainingReport | null
}

/**
 * The unzipped form: path → bytes. An example in `public/examples/<name>/` is just this, as a
 * folder, without `model/` and `report.json`.
 */
export type BundleFiles = ReadonlyMap<string, Uint8Array>
