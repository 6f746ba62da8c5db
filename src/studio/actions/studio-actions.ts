import type { Studio } from '../session/studio.ts'
import type { DrawerTab } from '../session/ui-store.ts'
import type { Action } from './action.ts'
import { editActions } from './edit-actions.ts'

/** What an action may reach: the open workflow, and the way out of it. */
export interface ActionContext {
  readonly studio: Studio
  readonly shell: {
    goHome(): void
    pickImportFile(): void
    showShortcuts(): void
    showSettings(): void
    showClasses(): void
    openPalette(): void
  }
}

const drawer = (tab: DrawerTab, label: string) =>
  ({
    id: `show-${tab}`,
    label,
    group: 'view',
    run: ({ studio }: ActionContext) => studio.ui.openDrawer(tab),
  }) as const satisfies Action<ActionContext>

const workspaceActions = [
  {
    id: 'train',
    label: 'Train',
    group: 'learn',
    shortcut: 'Mod+Shift+Enter',
    enabled: ({ studio }) =>
      studio.training.state.getState().status === 'idle' || { because: 'Training is under way' },
    run: ({ studio }) => studio.training.train(),
  },
  {
    id: 'cancel-training',
    label: 'Cancel training',
    group: 'learn',
    enabled: ({ studio }) =>
      studio.training.state.getState().status === 'training' || {
        because: 'No training is under way',
      },
    run: ({ studio }) => studio.training.cancel(),
  },
  {
    id: 'score-benchmark',
    label: 'Score a benchmark file',
    group: 'learn',
    run: ({ studio }) => studio.ui.set({ benchmarking: true }),
  },
  {
    id: 'import-utterances',
    label: 'Import utterances',
    group: 'learn',
    enabled: ({ studio }) =>
      !studio.document.state.getState().readOnly || {
        because: 'Another tab is editing this workflow',
      },
    run: ({ studio }) => studio.ui.set({ importing: { command: null } }),
  },
  {
    id: 'export-utterances-csv',
    label: 'Export utterances as CSV',
    group: 'learn',
    run: async ({ studio }) => {
      const { utterancesAsCsv } = await import('#bundle/interop/write-utterances.ts')
      const { document } = studio.document.state.getState()
      studio.download('-utterances.csv', utterancesAsCsv(document))
    },
  },
  {
    id: 'export-utterances-jsonl',
    label: 'Export utterances as JSON Lines',
    group: 'learn',
    run: async ({ studio }) => {
      const { utterancesAsJsonl } = await import('#bundle/interop/write-utterances.ts')
      const { document } = studio.document.state.getState()
      studio.download('-utterances.jsonl', utterancesAsJsonl(document))
    },
  },
  {
    id: 'export-bundle',
    label: 'Export bundle',
    group: 'workspace',
    shortcut: 'Mod+Shift+E',
    run: ({ studio }) => studio.exportBundle(),
  },
  {
    id: 'import-bundle',
    label: 'Import',
    group: 'workspace',
    run: ({ shell }) => shell.pickImportFile(),
  },
  {
    id: 'go-home',
    label: 'All workflows',
    group: 'workspace',
    run: ({ shell }) => shell.goHome(),
  },
  {
    id: 'new-conversation',
    label: 'New conversation',
    group: 'run',
    run: ({ studio }) => studio.chat.newConversation(),
  },
  {
    id: 'restart-application',
    label: 'Restart the application',
    group: 'run',
    run: ({ studio }) => studio.application.reset(),
  },
  {
    id: 'contexts-from-classes',
    label: 'Contexts from classes',
    group: 'edit',
    run: ({ shell }) => shell.showClasses(),
  },
  {
    id: 'toggle-outline',
    label: 'Show outline',
    group: 'view',
    shortcut: 'Mod+B',
    checked: ({ studio }) => studio.ui.state.getState().outlineOpen,
    run: ({ studio }) => studio.ui.set({ outlineOpen: !studio.ui.state.getState().outlineOpen }),
  },
  {
    id: 'toggle-drawer',
    label: 'Show drawer',
    group: 'view',
    shortcut: 'Mod+J',
    checked: ({ studio }) => studio.ui.state.getState().drawerOpen,
    run: ({ studio }) => studio.ui.set({ drawerOpen: !studio.ui.state.getState().drawerOpen }),
  },
  drawer('problems', 'Show problems'),
  drawer('training', 'Show training report'),
  drawer('utterances', 'Show utterances'),
  drawer('source', 'Show source'),
  drawer('trace', 'Show trace'),
  drawer('corrections', 'Show corrections'),
  {
    id: 'toggle-theme',
    label: 'Switch between light and dark',
    group: 'view',
    run: ({ studio }) => {
      const dark = document.documentElement.dataset['theme'] === 'dark'
      studio.ui.set({ theme: dark ? 'light' : 'dark' })
    },
  },
  {
    id: 'command-palette',
    label: 'Command palette',
    group: 'view',
    shortcut: 'Mod+K',
    run: ({ shell }) => shell.openPalette(),
  },
  {
    id: 'show-settings',
    label: 'Settings',
    group: 'view',
    shortcut: 'Mod+,',
    run: ({ shell }) => shell.showSettings(),
  },
  {
    id: 'show-shortcuts',
    label: 'Keyboard shortcuts',
    group: 'view',
    shortcut: '?',
    run: ({ shell }) => shell.showShortcuts(),
  },
] as const satisfies readonly Action<ActionContext>[]

/** Everything a person can do in an open workflow; every menu, key and palette draws from it. */
export const studioActions: readonly Action<ActionContext>[] = [...editActions, ...workspaceActions]

export type StudioActionId =
  (typeof workspaceActions)[number]['id'] | (typeof editActions)[number]['id']

export function actionById(id: StudioActionId): Action<ActionContext> {
  const action = studioActions.find((candidate) => candidate.id === id)
  if (!action) throw new Error(`No action ${id}`)
  return action
}
