import type { BundleContents } from '#bundle/contract.ts'
import type { IntentModel } from '#domain/intent-model.ts'
import { workflowOf } from '#domain/queries.ts'
import { misfitOf } from '#learn/encoders.ts'

/**
 * The model that a workflow came with, where it is of the workflow's encoder as this build has it;
 * `null` where there is none to be used, and the workflow is to be trained.
 */
export function carriedModel({
  document,
  model,
}: Pick<BundleContents, 'document' | 'model'>): IntentModel | null {
  return model && misfitOf(model, workflowOf(document).encoder) === null ? model : null
}
