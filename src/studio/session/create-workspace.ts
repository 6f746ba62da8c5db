import { createStore } from 'zustand/vanilla'
import type { BundleContents, BundleFiles } from '#bundle/contract.ts'
import { withWorkflowId } from '#bundle/with-workflow-id.ts'
import { readBundle } from '#bundle/read-bundle.ts'
import { newDocument } from '#domain/document.ts'
import { newId, type WorkflowId } from '#domain/ids.ts'
import { workflowOf } from '#domain/queries.ts'
import { AppError } from '#shared/app-error.ts'
import type { StoredDocument } from '#store/document-storage.ts'
import type { WorkflowStore } from '#store/workflow-store.ts'
import type { StudioPorts } from './open-studio.ts'
import type { ExampleSummary, OpenStudio, Workspace, WorkspaceState } from './workspace.ts'

export interface WorkspaceOptions {
  readonly workflows: WorkflowStore
  readonly studio: StudioPorts
  /** Why nothing outlives this tab, if so. */
  readonly storageProblem: unknown
  readonly examples: {
    list(): Promise<readonly ExampleSummary[]>
    files(folder: string): Promise<BundleFiles>
  }
}

/** A bundle no real workflow comes near; refused before it is read into memory. */
const MAX_IMPORT_BYTES = 64 * 1024 * 1024

export function createWorkspace(options: WorkspaceOptions): Workspace {
  const { workflows, studio, examples } = options
  const state = createStore<WorkspaceState>(() => ({
    workflows: null,
    storageProblem: options.storageProblem,
  }))
  workflows.watch(
    (rows) =>
      state.setState({
        workflows: rows.map(({ id, name, updatedAt, counts }) => ({
          id,
          name,
          updatedAt,
          ...counts,
        })),
      }),
    (error) => state.setState({ workflows: [], storageProblem: error }),
  )

  async function keep(contents: BundleContents): Promise<WorkflowId> {
    // Two imports of one bundle must not overwrite each other.
    const { document, model, report } = withWorkflowId(contents, newId<WorkflowId>())
    await workflows.create(document, model && report ? { model, report } : undefined)
    return workflowOf(document).id
  }

  async function openStored(id: WorkflowId, opened: StoredDocument | null): Promise<OpenStudio> {
    // Engine, chat and workers come with the first workflow that is opened.
    const { openStudio } = await import('./open-studio.ts')
    return openStudio(id, found(opened), studio)
  }

  /** Left with work that the database did not take. */
  const unsaved = new Map<WorkflowId, OpenStudio>()

  function found(opened: StoredDocument | null): StoredDocument {
    if (opened) return opened
    throw new AppError('db/malformed-document', 'There is no such workflow', {
      details: { missing: true },
    })
  }

  return {
    state,
    theme: () => studio.preferences.ui.theme ?? 'system',
    examples: examples.list,

    async create(name) {
      const id = newId<WorkflowId>()
      await workflows.create(newDocument(id, name))
      return id
    },

    openExample: async (folder) => keep(readBundle(await examples.files(folder))),

    async importFile(file) {
      if (file.size > MAX_IMPORT_BYTES)
        throw new AppError('bundle/too-large', 'The file is too large', {
          details: { bytes: file.size },
        })
      const { unzipBundle } = await import('#bundle/zip.ts')
      return keep(readBundle(unzipBundle(new Uint8Array(await file.arrayBuffer()))))
    },

    async duplicate(id) {
      const name = state.getState().workflows?.find((row) => row.id === id)?.name ?? 'Workflow'
      const copy = await workflows.duplicate(id, `${name} copy`)
      if (copy === null) throw new AppError('db/malformed-document', 'Nothing to duplicate')
      return copy
    },

    remove: (id) => workflows.remove(id),
    restore: (id) => workflows.restore(id),

    async open(id) {
      const kept = unsaved.get(id)
      unsaved.delete(id)
      return kept ?? openStored(id, await workflows.open(id))
    },

    async leave(opened) {
      if (await opened.flush()) return opened.close()
      unsaved.set(opened.studio.workflow, opened)
      studio.report(
        new AppError('db/quota-exceeded', 'The workflow could not be saved when it was left'),
      )
    },

    repair: async (id) => openStored(id, await workflows.openRepaired(id)),
  }
}
