import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CommandId } from '#domain/ids.ts'

export type DrawerTab = 'problems' | 'training' | 'utterances' | 'source' | 'trace' | 'corrections'
/** The parts of the training report, in their order. */
export const REPORT_VIEWS = [
  'overview',
  'confusions',
  'commands',
  'thresholds',
  'learning',
  'versions',
] as const
export type ReportView = (typeof REPORT_VIEWS)[number]
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
  readonly reportView: ReportView
  readonly outlineOpen: boolean
  /** Whether cards also list inherited commands, greyed. */
  readonly showInherited: boolean
  /** What the drawer's corrections show: messages to put right, or what was put right. */
  readonly correctionsView: 'messages' | 'corrections'
  /** The correction that one was led to. */
  readonly shownCorrection: string | null
  /** The turn whose decision the canvas and the trace show; `null` for the latest. */
  readonly shownRun: string | null
  readonly theme: Theme
  /** Who is talking: their own corrections are in force beside those for everyone. */
  readonly person: string
  /** Whether the next correction is this person's own. */
  readonly correctsForOneself: boolean
  /** Whether a bundle takes this person's own corrections along. */
  readonly exportsOwnCorrections: boolean
  /** The import of utterances is open; `command` takes those that name no intent. */
  readonly importing: { readonly command: CommandId | null } | null
  /** A benchmark file is being scored. */
  readonly benchmarking: boolean
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
    reportView: 'overview',
    outlineOpen: true,
    showInherited: false,
    correctionsView: 'messages',
    shownCorrection: null,
    shownRun: null,
    theme: 'system',
    person: 'You',
    correctsForOneself: false,
    exportsOwnCorrections: false,
    importing: null,
    benchmarking: false,
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
