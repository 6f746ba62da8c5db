import { createContext, use } from 'react'
import type { Overlay } from './overlay.ts'

const OverlayReference = createContext<Overlay>({ levels: new Map(), turn: null })

/** Changes once a message, so that the cards may all hear of it. */
export const OverlayProvider = OverlayReference.Provider
export const useOverlay = (): Overlay => use(OverlayReference)
