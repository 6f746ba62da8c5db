import type { WorkflowId } from '#domain/ids.ts'
import { guarded } from './db-errors.ts'
import type { StudioDb } from './studio-db.ts'

/** A state, and what is noted of it: both are of the same moment. */
export interface KeptState<State, Note> {
  readonly state: State
  readonly note: Note | null
}

/** The saved state of each running application. What is in it is known to the engine alone. */
export interface StateStore<State, Note> {
  load(workflow: WorkflowId): Promise<KeptState<State, Note> | null>
  /** In one write: there is never one without the other. */
  save(workflow: WorkflowId, kept: KeptState<State, Note>): Promise<void>
  remove(workflow: WorkflowId): Promise<void>
}

/** `read` judges what was stored: an earlier release may have written it. `null` refuses it. */
export function createStateStore<State, Note>(
  db: StudioDb,
  read: (stored: unknown) => State | null,
): StateStore<State, Note> {
  return {
    async load(workflow) {
      const row = await guarded(() => db.states.get(workflow))
      const state = row ? read(row.state) : null
      // What was noted as a Note is read as one: no other code writes this table.
      return state === null ? null : { state, note: (row?.note as Note | undefined) ?? null }
    },
    async save(workflow, { state, note }) {
      await guarded(() => db.states.put({ workflow, state, note }))
    },
    remove: (workflow) => guarded(() => db.states.delete(workflow)),
  }
}
