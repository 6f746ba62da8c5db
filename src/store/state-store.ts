import type { WorkflowId } from '#domain/ids.ts'
import { guarded } from './db-errors.ts'
import type { StudioDb } from './studio-db.ts'

/** The saved state of each running application. What is in it is known to the engine alone. */
export interface StateStore<State> {
  load(workflow: WorkflowId): Promise<State | null>
  save(workflow: WorkflowId, state: State): Promise<void>
  remove(workflow: WorkflowId): Promise<void>
}

/** `read` judges what was stored: an earlier release may have written it. `null` refuses it. */
export function createStateStore<State>(
  db: StudioDb,
  read: (stored: unknown) => State | null,
): StateStore<State> {
  return {
    async load(workflow) {
      const row = await guarded(() => db.states.get(workflow))
      return row ? read(row.state) : null
    },
    async save(workflow, state) {
      await guarded(() => db.states.put({ workflow, state }))
    },
    remove: (workflow) => guarded(() => db.states.delete(workflow)),
  }
}
