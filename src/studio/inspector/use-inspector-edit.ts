import { createContext, use, useMemo, useRef, type RefObject } from 'react'
import type { Edit } from '#domain/document.ts'
import { newId } from '#domain/ids.ts'
import { useStudio } from '../session/studio-provider.tsx'

/** Names the visit of the field that has the focus; a new one each time the focus moves. */
const VisitReference = createContext<RefObject<string>>({ current: '' })
export const VisitProvider = VisitReference.Provider

/** Where the form keeps the current visit: `begin` is its `onFocus`. */
export function useFieldVisits() {
  const visit = useRef('')
  const begin = (): void => {
    visit.current = newId()
  }
  return { visit, begin }
}

interface InspectorEdit {
  /** An edit of its own: a button, a switch, a choice. */
  readonly once: (label: string, edit: Edit) => void
  /** A stroke of typing: all of one visit to a field undo together. */
  readonly typing: (label: string, edit: Edit) => void
}

export function useInspectorEdit(): InspectorEdit {
  const { document } = useStudio()
  const visit = use(VisitReference)
  return useMemo(
    () => ({
      once: (label, edit) => document.edit(label, edit),
      typing: (label, edit) => document.edit(label, edit, `field-${visit.current}`),
    }),
    [document, visit],
  )
}
