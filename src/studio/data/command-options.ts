import type { Document } from '#domain/document.ts'
import { recordsOf } from '#domain/queries.ts'
import { commandPlace, commandTitle } from '../session/command-titles.ts'
import type { SelectGroup } from './lazy-select.tsx'

const known = new WeakMap<Document, SelectGroup>()

/** All commands for a select; made once per document. */
export function commandOptions(document: Document): SelectGroup {
  const remembered = known.get(document)
  if (remembered) return remembered
  const options = recordsOf(document, 'command').map(({ id }) => ({
    value: id,
    label: `${commandTitle(document, id)} (${commandPlace(document, id)})`,
  }))
  const group = { label: 'Commands', options }
  known.set(document, group)
  return group
}
