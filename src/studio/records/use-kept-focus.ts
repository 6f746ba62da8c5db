import { useEffect, useRef, type RefObject } from 'react'

/**
 * Keeps the keyboard with what is current in an area: where the focused record goes away (deleted,
 * moved, undone) or another becomes current (duplicated), the focus goes there. Nothing happens
 * while the focus is anywhere else.
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

  const before = useRef(current)
  useEffect(() => {
    const hasMoved = before.current !== current
    before.current = current
    const { activeElement } = document
    const isLost = activeElement === document.body
    const isOnOther = hasMoved && activeElement?.hasAttribute('data-record') === true
    if (current === null || !isInside.current || !(isLost || isOnOther)) return
    const element = area.current?.querySelector(`[data-record="${CSS.escape(current)}"]`)
    if (element instanceof HTMLElement) element.focus({ preventScroll: isLost })
  })
}
