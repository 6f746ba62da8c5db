import {
  commandSchema,
  contextSchema,
  newDocument,
  utteranceSchema,
  type Document,
} from '#domain/document.ts'
import { ROOT_CONTEXT, type ContextId, type WorkflowId } from '#domain/ids.ts'
import type { Hierarchy, ScopeData } from './scope-data.ts'

export const contextIdOf = (name: string): ContextId =>
  name === '*' ? ROOT_CONTEXT : (name as ContextId)

/**
 * The tree as the workflow a person would have drawn of it: a child context lives inside its
 * parent, and the seeds are its utterances. The id of a command is its label, `context/command`.
 */
export function scopeWorkflow({
  hierarchy,
  seeds,
}: Pick<ScopeData, 'hierarchy' | 'seeds'>): Document {
  const records = [
    ...contextsOf(hierarchy),
    ...Object.entries(hierarchy.commands).flatMap(([context, names]) =>
      names.map((name) =>
        commandSchema.parse({
          kind: 'command',
          id: `${context}/${name}`,
          context: contextIdOf(context),
          name,
          handler: { kind: 'reply', template: '' },
        }),
      ),
    ),
    ...seeds.map(({ text, label }, index) =>
      utteranceSchema.parse({ kind: 'utterance', id: `utterance-${index}`, command: label, text }),
    ),
  ]
  return {
    ...newDocument('bench' as WorkflowId, 'Bench'),
    ...Object.fromEntries(records.map((record) => [record.id, record])),
  }
}

function contextsOf({ parent, commands }: Hierarchy) {
  return Object.keys(commands)
    .filter((name) => name !== '*')
    .map((name) =>
      contextSchema.parse({
        kind: 'context',
        id: contextIdOf(name),
        name,
        containers: [contextIdOf(parent[name] ?? '*')],
      }),
    )
}

/** The same workflow with this threshold in place of the calibrated one. */
export function refusingBelow(document: Document, outOfScopeThreshold: number): Document {
  const workflow = Object.values(document).find((record) => record.kind === 'workflow')
  if (!workflow) throw new Error('A document has a workflow')
  const settings = { ...workflow.settings, outOfScopeThreshold }
  return { ...document, [workflow.id]: { ...workflow, settings } }
}
