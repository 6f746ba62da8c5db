import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CommandId } from '#domain/ids.ts'

export type DrawerTab = 'problems' | 'training' | 'utterances' | 'source' | 'trace' | 'corrections'
export type RightTab = 'inspector' | 'chat' | 'both'
export type Theme = 'system' | 'light' | 'dark'

/** What lives as long as the tab: never undone, never in the document. */
export interface UiState {
  /** Ids of selected records; the inspector shows the first. */
  readonly selection: readonly string[]
  /** The record whose name is being typed in place, on the canvas or in the outline. */
  readonly renaming: string | null
  readonly rightTab: RightTab
  readonly drawerOpen: boolean
  readonly drawerTab: DrawerTab
  readonly outlineOpen: boolean
  /** Whether cards also list inherited commands, greyed. */
  readonly showInherited: boolean
  /** The turn whose decision the canvas and the trace show; `null` for the latest. */
  readonly shownRun: string | null
  readonly theme: Theme
  /** The import of utterances is open; `command` takes those that name no intent. */
  readonly importing: { readonly command: CommandId | null } | null
  /** Said once by the polite live region. */
  readonly announcement: string
}

export interface UiStore {
  readonly state: StoreApi<UiState>
  /** Selects records. Where only one of the two fits, the inspector comes forward for them. */
  select(ids: readonly string[]): void
  set(change: Partial<UiState>): void
  openDrawer(tab: DrawerTab): void
  announce(text: string): void
}

export function createUiStore(initial: Partial<UiState> = {}): UiStore {
  const state = createStore<UiState>(() => ({
    selection: [],
    renaming: null,
    rightTab: 'both',
    drawerOpen: false,
    drawerTab: 'problems',
    outlineOpen: true,
    showInherited: false,
    shownRun: null,
    theme: 'system',
    importing: null,
    announcement: '',
    ...initial,
  }))
  return {
    state,
    select(selection) {
      const { rightTab } = state.getState()
      const inspects = selection.length > 0 && rightTab === 'chat'
      state.setState({ selection, rightTab: inspects ? 'inspector' : rightTab })
    },
    set: (change) => state.setState(change),
    openDrawer: (drawerTab) => state.setState({ drawerOpen: true, drawerTab }),
    announce: (announcement) => state.setState({ announcement }),
  }
}
