import type { WorkflowId } from '#domain/ids.ts'
import { rekeyWorkflow } from '#domain/rekey-workflow.ts'
import type { BundleContents } from './contract.ts'

/** The same contents as another workflow, for an import beside one of the same id. */
export function withWorkflowId<Contents extends BundleContents>(
  contents: Contents,
  id: WorkflowId,
): Contents {
  return { ...contents, document: rekeyWorkflow(contents.document, id) }
}
