import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { Document, RecordKind, RecordOf } from '#domain/document.ts'
import { recordById } from '#domain/queries.ts'
import type { ApplicationState, ChatState, SavingState, TrainingState } from './studio.ts'
import type { CorrectionState } from './correction-controller.ts'
import { useStudio } from './studio-provider.tsx'
import type { UiState } from './ui-store.ts'

/**
 * The parts read the stores through these alone. A selector returns a stored reference or a
 * primitive, or an array or object of such (compared shallowly).
 */
export function useDocument<T>(select: (document: Document) => T): T {
  const shallowly = useShallow(select)
  return useStore(useStudio().document.state, ({ document }) => {
    const selected = select(document)
    // The document itself: a shallow look at it is one at each of its records.
    return Object.is(selected, document) ? selected : shallowly(document)
  })
}

export function useRecord<Kind extends RecordKind>(
  kind: Kind,
  id: string | null,
): RecordOf<Kind> | undefined {
  return useStore(useStudio().document.state, ({ document }) => recordById(document, kind, id))
}

export const useUi = <T>(select: (state: UiState) => T): T =>
  useStore(useStudio().ui.state, useShallow(select))

export const useSaving = <T>(select: (state: SavingState) => T): T =>
  useStore(useStudio().saving, useShallow(select))

export const useTraining = <T>(select: (state: TrainingState) => T): T =>
  useStore(useStudio().training.state, useShallow(select))

export const useChat = <T>(select: (state: ChatState) => T): T =>
  useStore(useStudio().chat.state, useShallow(select))

export const useApplication = <T>(select: (state: ApplicationState) => T): T =>
  useStore(useStudio().application.state, useShallow(select))

export const useCorrections = <T>(select: (state: CorrectionState) => T): T =>
  useStore(useStudio().corrections.state, useShallow(select))
