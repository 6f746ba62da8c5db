import { CORE_COMMANDS } from '#domain/core-commands.ts'
import type { Document } from '#domain/document.ts'
import type { IntentModel } from '#domain/intent-model.ts'
import { contextsOf, qualifiedName, recordsOf, workflowOf } from '#domain/queries.ts'
import type { TrainingReport } from '#domain/training-report.ts'

/**
 * A report as a file of its own: ids stay as they are, and `names` tells what they are called, so
 * that two reports can be compared after commands were renamed.
 */
export function reportFile(
  document: Document,
  model: IntentModel | null,
  report: TrainingReport,
): string {
  const { name, settings } = workflowOf(document)
  const file = {
    format: 1,
    workflow: name,
    trainedAt: model ? new Date(model.trainedAt).toISOString() : null,
    encoder: model?.encoder ?? null,
    seed: model?.seed ?? null,
    thresholds: { calibrated: model?.thresholds ?? null, set: settings },
    names: Object.fromEntries([
      ...contextsOf(document).map((context) => [context.id, context.name]),
      ...recordsOf(document, 'command').map((command) => [
        command.id,
        qualifiedName(document, command),
      ]),
      ...CORE_COMMANDS.map((command) => [command.id, command.name]),
    ]) as Record<string, string>,
    report,
  }
  return `${JSON.stringify(file, null, 2)}\n`
}
