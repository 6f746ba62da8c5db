import { useEffect, useRef, type RefObject } from 'react'

/**
 * Keeps the keyboard in an area whose focused record goes away (deleted, moved, undone): the focus
 * then goes to the record that is current. Nothing happens while the focus is anywhere else.
 */
export function useKeptFocus(area: RefObject<HTMLElement | null>, current: string | null): void {
  const isInside = useRef(false)

  useEffect(() => {
    const note = ({ target }: Event): void => {
      isInside.current = target instanceof Node && (area.current?.contains(target) ?? false)
    }
    document.addEventListener('focusin', note)
    document.addEventListener('pointerdown', note)
    return () => {
      document.removeEventListener('focusin', note)
      document.removeEventListener('pointerdown', note)
    }
  }, [area])

  useEffect(() => {
    if (current === null || !isInside.current || document.activeElement !== document.body) return
    const element = area.current?.querySelector(`[data-record="${CSS.escape(current)}"]`)
    if (element instanceof HTMLElement) element.focus({ preventScroll: true })
  })
}
