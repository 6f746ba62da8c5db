import { useMemo } from 'react'
import { useUi } from '../session/hooks.ts'

export type NamingPart = 'canvas' | 'outline'

/**
 * The record this part should show a name field for, if any. Canvas and outline show the same
 * records; the one with the focus when renaming began gets the field, else the canvas.
 */
export function useRenaming(part: NamingPart): string | null {
  const renaming = useUi((state) => state.renaming)
  const owner = useMemo<NamingPart | null>(
    () => (renaming === null ? null : isInOutline(document.activeElement) ? 'outline' : 'canvas'),
    [renaming],
  )
  return owner === part ? renaming : null
}

const isInOutline = (element: Element | null): boolean =>
  (element?.closest('[data-part="outline"]') ?? null) !== null
