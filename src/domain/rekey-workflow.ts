import type { Document } from './document.ts'
import type { WorkflowId } from './ids.ts'
import { workflowOf } from './queries.ts'

/**
 * The same workflow under another id: for a copy, or an import beside its original. No other
 * record refers to the workflow's id, so that all the others stay as they are.
 */
export function rekeyWorkflow(document: Document, id: WorkflowId): Document {
  const workflow = workflowOf(document)
  const others = Object.entries(document).filter(([key]) => key !== workflow.id)
  return { ...Object.fromEntries(others), [id]: { ...workflow, id } }
}
