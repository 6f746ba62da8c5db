import type { Edit, WorkflowRecord } from '../document.ts'
import { workflowOf } from '../queries.ts'
import { put } from './change.ts'

export function updateWorkflow(
  fields: Partial<
    Pick<WorkflowRecord, 'name' | 'description' | 'encoder' | 'greeting' | 'startup'>
  >,
): Edit {
  return (document) => put(document, { ...workflowOf(document), ...fields })
}

/** Sets hosts, or overrides a calibrated threshold (0–1); `null` goes back to the calibrated one. */
export function updateSettings(settings: Partial<WorkflowRecord['settings']>): Edit {
  return (document) => {
    const workflow = workflowOf(document)
    return put(document, { ...workflow, settings: { ...workflow.settings, ...settings } })
  }
}
