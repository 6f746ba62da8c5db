import { commandSchema, newDocument, utteranceSchema, type Document } from '#domain/document.ts'
import { ROOT_CONTEXT, type CommandId, type UtteranceId, type WorkflowId } from '#domain/ids.ts'
import { OUT_OF_SCOPE, type TrainingRow } from '#domain/intent-model.ts'
import { freeName, toSnakeCase } from '#domain/names.ts'
import { trainingRows } from '#domain/training-rows.ts'
import type { ScopeState } from '#engine/ports.ts'
import type { LabelledRow } from './rows.ts'

/** A data set as the workflow a person would have drawn of it: one context, a command a label. */
export interface BenchWorkflow {
  readonly document: Document
  readonly scope: ScopeState
  readonly rows: readonly TrainingRow[]
}

/**
 * The command of a label has the label as its id. Core commands are left out: no data set has
 * messages for them, so they could only be wrong.
 */
export function benchWorkflow(train: readonly LabelledRow[], oosLabel: string): BenchWorkflow {
  const inside = train.filter(({ label }) => label !== oosLabel)
  const labels = [...new Set(inside.map(({ label }) => label))]
  const names = new Set<string>()
  const commands = labels.map((label) => {
    const name = freeName(toSnakeCase(label) || 'command', names)
    names.add(name)
    return commandSchema.parse({
      kind: 'command',
      id: label,
      context: ROOT_CONTEXT,
      name,
      handler: { kind: 'reply', template: '' },
    })
  })
  const utterances = inside.map(({ text, label }, index) =>
    utteranceSchema.parse({
      kind: 'utterance',
      id: `utterance-${index}` as UtteranceId,
      command: label,
      text,
    }),
  )
  const document = {
    ...newDocument('bench' as WorkflowId, 'Bench'),
    ...Object.fromEntries([...commands, ...utterances].map((record) => [record.id, record])),
  }
  const outside = train
    .filter(({ label }) => label === oosLabel)
    .map(({ text }) => ({ text, label: OUT_OF_SCOPE }))
  return {
    document,
    scope: {
      levels: [
        {
          context: ROOT_CONTEXT,
          label: '',
          available: labels as CommandId[],
          identity: '',
          unavailable: [],
        },
      ],
    },
    rows: [...trainingRows(document).filter(({ label }) => !isCore(label)), ...outside],
  }
}

const isCore = (label: CommandId): boolean => label.startsWith('core/')
