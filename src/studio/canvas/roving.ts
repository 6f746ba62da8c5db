import { createContext, use } from 'react'

/** The one record of the canvas that Tab reaches; the others are reached from it by arrows. */
const RovingReference = createContext<string | null>(null)

export const RovingProvider = RovingReference.Provider
export const useTabIndex = (id: string): 0 | -1 => (use(RovingReference) === id ? 0 : -1)

/** Puts the focus on a record's card or row once it is drawn; a name being typed keeps it. */
export function focusRecord(within: Element | null, id: string): void {
  requestAnimationFrame(() => {
    if (!within || within.querySelector('input:focus, textarea:focus')) return
    const element = within.querySelector(`[data-record="${CSS.escape(id)}"]`)
    if (element instanceof HTMLElement) element.focus({ preventScroll: true })
  })
}
