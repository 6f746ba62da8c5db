import { zipSync } from 'fflate'
import { newDocument } from '#domain/document.ts'
import type { WorkflowId } from '#domain/ids.ts'
import type { IntentModel } from '#domain/intent-model.ts'
import { writeBundle } from '#bundle/write-bundle.ts'

/** What a model adds to a bundle, as it is zipped. */
export function bundleBytes(model: IntentModel): number {
  const document = newDocument('bench' as WorkflowId, 'Bench')
  const files = writeBundle({ document, model, report: null })
  const own = [...files].filter(([path]) => path.startsWith('model/'))
  return zipSync(Object.fromEntries(own)).length
}
