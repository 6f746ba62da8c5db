import { nanoid } from 'nanoid'

declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

export type WorkflowId = Branded<'WorkflowId'>
export type ContextId = Branded<'ContextId'>
export type CommandId = Branded<'CommandId'>
export type ParameterId = Branded<'ParameterId'>
export type UtteranceId = Branded<'UtteranceId'>
export type CorrectionId = Branded<'CorrectionId'>
export type SourceFileId = Branded<'SourceFileId'>
export type NoteId = Branded<'NoteId'>

/** The root context `*` has the same id in every workflow: there is always exactly one. */
export const ROOT_CONTEXT = 'root' as ContextId

/** A fresh id, unique in any document; works without a secure context, unlike `randomUUID`. */
export function newId<Id extends string>(): Id {
  return nanoid<Id>(12)
}
