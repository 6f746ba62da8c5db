import type { Document, DocumentRecord, Edit } from '../document.ts'
import { ROOT_CONTEXT } from '../ids.ts'
import { withFields, type Parameter } from '../parameter.ts'

/**
 * Removes records with all that only makes sense with them: a context takes its commands, a command
 * its utterances and the corrections towards it. References from what stays are dropped too. The
 * root context and the workflow itself always stay.
 */
export function removeRecords(ids: readonly string[]): Edit {
  return (document) => {
    const gone = withDependants(document, ids)
    if (gone.size === 0) return document
    const kept: [string, DocumentRecord][] = []
    for (const [id, record] of Object.entries(document))
      if (!gone.has(id)) kept.push([id, withoutReferences(record, gone)])
    return Object.fromEntries(kept)
  }
}

function withDependants(document: Document, ids: readonly string[]): Set<string> {
  const gone = new Set(
    ids.filter((id) => {
      const record = document[id]
      return record && record.kind !== 'workflow' && id !== ROOT_CONTEXT
    }),
  )
  const records = Object.values(document)
  for (const record of records)
    if (record.kind === 'command' && gone.has(record.context)) gone.add(record.id)
  for (const record of records) {
    if (record.kind === 'utterance' && gone.has(record.command)) gone.add(record.id)
    if (record.kind === 'correction' && record.meant && gone.has(record.meant)) gone.add(record.id)
  }
  return gone
}

function withoutReferences(record: DocumentRecord, gone: ReadonlySet<string>): DocumentRecord {
  const stays = (id: string): boolean => !gone.has(id)
  switch (record.kind) {
    case 'context':
      return record.bases.every(stays) && record.containers.every(stays)
        ? record
        : {
            ...record,
            bases: record.bases.filter(stays),
            containers: record.containers.filter(stays),
          }
    case 'command':
      return withFields(record.parameters).every(({ availableFrom }) => availableFrom.every(stays))
        ? record
        : { ...record, parameters: toldByThese(record.parameters, stays) }
    case 'workflow':
      return record.startup?.kind === 'action' && !stays(record.startup.command)
        ? { ...record, startup: null }
        : record
    case 'correction':
      return stays(record.context) && (record.mistaken === null || stays(record.mistaken))
        ? record
        : {
            ...record,
            // What was said stays true of the words, whatever became of the place.
            context: stays(record.context) ? record.context : ROOT_CONTEXT,
            mistaken: record.mistaken !== null && stays(record.mistaken) ? record.mistaken : null,
          }
    default:
      return record
  }
}

const toldByThese = (
  parameters: readonly Parameter[],
  stays: (id: string) => boolean,
): Parameter[] =>
  parameters.map((parameter) => ({
    ...parameter,
    availableFrom: parameter.availableFrom.filter(stays),
    fields: toldByThese(parameter.fields, stays),
  }))
