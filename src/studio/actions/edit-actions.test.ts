import { describe, expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { newDocument } from '#domain/document.ts'
import { ROOT_CONTEXT, type WorkflowId } from '#domain/ids.ts'
import { contextsOf, recordsOf } from '#domain/queries.ts'
import { createDocumentStore } from '#store/document-store.ts'
import type { Studio } from '../session/studio.ts'
import { createUiStore } from '../session/ui-store.ts'
import { runAction, type Action } from './action.ts'
import { editActions, type EditActionContext } from './edit-actions.ts'

/** A studio with what edit actions reach; the rest would throw if it were touched. */
function studioFor(): Studio {
  return {
    document: createDocumentStore(newDocument('w' as WorkflowId, 'Desk')),
    ui: createUiStore(),
    saving: createStore(() => ({ following: false })),
  } as unknown as Studio
}

const list: readonly Action<EditActionContext>[] = editActions
const find = (id: (typeof editActions)[number]['id']): Action<EditActionContext> => {
  const action = list.find((candidate) => candidate.id === id)
  if (!action) throw new Error(`No action ${id}`)
  return action
}
const run = (studio: Studio, id: (typeof editActions)[number]['id']): Promise<void> =>
  runAction(find(id), { studio }, 'keyboard', (error) => {
    throw error
  })
const documentOf = (studio: Studio) => studio.document.state.getState().document

describe('edit actions', () => {
  it('have ids and shortcuts that are used once', () => {
    const shortcuts = list.flatMap(({ shortcut }) => shortcut ?? [])
    expect(new Set(list.map(({ id }) => id)).size).toBe(list.length)
    expect(new Set(shortcuts).size).toBe(shortcuts.length)
  })

  it('say why they are off: nothing selected, the root alone, a tab that only watches', () => {
    const studio = studioFor()
    const because = (id: (typeof editActions)[number]['id']) => find(id).enabled?.({ studio })
    expect(because('delete-selection')).toEqual({ because: 'Select something to delete' })
    expect(because('undo')).toEqual({ because: 'There is nothing to undo' })
    studio.ui.select([ROOT_CONTEXT])
    expect(because('delete-selection')).toEqual({ because: 'The root is always there' })
    expect(because('rename-selection')).toEqual({
      because: 'The root is called as the workflow is',
    })
    expect(because('duplicate-selection')).toEqual({ because: 'Select a command to duplicate' })
    studio.document.setReadOnly(true)
    expect(because('add-context')).toEqual({ because: 'Another tab is editing this workflow' })
  })

  it('add where the selection is, select what they added and let its name be typed', async () => {
    const studio = studioFor()
    await run(studio, 'add-context')
    const [context] = studio.ui.state.getState().selection
    expect(studio.ui.state.getState().renaming).toBe(context)
    await run(studio, 'add-command')
    expect(recordsOf(documentOf(studio), 'command')).toMatchObject([
      { context, name: 'new_command' },
    ])
  })

  it('delete what is selected but the root, go on to the next command, and undo as one step', async () => {
    const studio = studioFor()
    for (let n = 0; n < 3; n++) {
      studio.ui.select([ROOT_CONTEXT])
      await run(studio, 'add-command')
    }
    const before = documentOf(studio)
    const [first, second, third] = recordsOf(before, 'command').map(({ id }) => id)
    studio.ui.select([first ?? '', second ?? '', ROOT_CONTEXT])
    await run(studio, 'delete-selection')
    expect(recordsOf(documentOf(studio), 'command').map(({ id }) => id)).toEqual([third])
    expect(studio.ui.state.getState().selection).toEqual([third])
    await run(studio, 'undo')
    expect(documentOf(studio)).toEqual(before)
    await run(studio, 'redo')
    expect(recordsOf(documentOf(studio), 'command')).toHaveLength(1)
    expect(contextsOf(documentOf(studio))).toHaveLength(1)
  })
})
