import type { StoreApi } from 'zustand/vanilla'
import type { WorkflowId } from '#domain/ids.ts'
import type { Studio } from './studio.ts'
import type { Theme } from './ui-store.ts'

/** A workflow as the gallery lists it. */
export interface WorkflowSummary {
  readonly id: WorkflowId
  readonly name: string
  /** Unix ms. */
  readonly updatedAt: number
  readonly contexts: number
  readonly commands: number
}

export interface ExampleSummary {
  readonly folder: string
  readonly name: string
  readonly description: string
  readonly contexts: number
  readonly commands: number
  readonly utterances: number
}

export interface WorkspaceState {
  /** `null` until the database has answered. */
  readonly workflows: readonly WorkflowSummary[] | null
  /** Set when nothing can be stored: a sentence says so, and everything else goes on in memory. */
  readonly storageProblem: unknown
}

/** All workflows of this browser: what the start page needs. */
export interface Workspace {
  readonly state: StoreApi<WorkspaceState>
  /** The theme that was last chosen. */
  theme(): Theme
  examples(): Promise<readonly ExampleSummary[]>
  create(name: string): Promise<WorkflowId>
  openExample(folder: string): Promise<WorkflowId>
  importFile(file: File): Promise<WorkflowId>
  duplicate(id: WorkflowId): Promise<WorkflowId>
  remove(id: WorkflowId): Promise<void>
  restore(id: WorkflowId): Promise<void>
  /** Rejects with `db/malformed-document` when rows cannot be read; see `repair`. */
  open(id: WorkflowId): Promise<OpenStudio>
  /**
   * Ends one's work on it. A workflow with work that could not be saved is not closed but kept, and
   * `open` gives it back as it was.
   */
  leave(opened: OpenStudio): Promise<void>
  /** Opens what can be read and puts the rest aside. */
  repair(id: WorkflowId): Promise<OpenStudio>
}

export interface OpenStudio {
  readonly studio: Studio
  /** Writes what is pending; false while something could not be written. */
  flush(): Promise<boolean>
  close(): Promise<void>
}
