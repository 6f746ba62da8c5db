import { useReactFlow } from '@xyflow/react'
import { useRef, type KeyboardEvent } from 'react'
import type { Point } from '#domain/document.ts'
import { placeRecords } from '#domain/edits/contexts.ts'
import { ROOT_CONTEXT } from '#domain/ids.ts'
import type { Studio } from '../session/studio.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { motionMs } from '../ui/motion.ts'
import { keysBelongToText, matchesShortcut } from '../ui/shortcut.ts'
import { nearestInDirection, type Side } from './geometry.ts'
import { cardRects } from './place.ts'
import { focusRecord } from './roving.ts'

const STEP = 8
const BIG_STEP = 4 * STEP
const ARROWS: Readonly<Record<string, { readonly by: Point; readonly side: Side }>> = {
  ArrowUp: { by: { x: 0, y: -1 }, side: 'top' },
  ArrowDown: { by: { x: 0, y: 1 }, side: 'bottom' },
  ArrowLeft: { by: { x: -1, y: 0 }, side: 'left' },
  ArrowRight: { by: { x: 1, y: 0 }, side: 'right' },
}

/**
 * The keys of the canvas itself. Arrows nudge the selected cards, with Alt they walk to the nearest
 * card; Mod+Down goes into a card's commands and Escape out again. What also works elsewhere
 * (Delete, F2, Undo …) belongs to the studio's actions.
 */
export function useCanvasKeys(): (event: KeyboardEvent<HTMLElement>) => void {
  const studio = useStudio()
  const { fitView, zoomIn, zoomOut, zoomTo } = useReactFlow()
  const nudge = useRef({ gesture: '', at: 0 })

  const zoomKeys = ({ nativeEvent }: KeyboardEvent): boolean => {
    const duration = motionMs(150)
    if (nativeEvent.shiftKey && nativeEvent.code === 'Digit1') void fitView({ duration })
    else if (nativeEvent.shiftKey && nativeEvent.code === 'Digit2') {
      const nodes = studio.ui.state.getState().selection.map((id) => ({ id }))
      void fitView({ duration, maxZoom: 1.2, ...(nodes.length > 0 ? { nodes } : {}) })
    } else if (matchesShortcut(nativeEvent, 'Mod+0')) void zoomTo(1, { duration })
    else if (matchesShortcut(nativeEvent, 'Mod+=')) void zoomIn({ duration })
    else if (matchesShortcut(nativeEvent, 'Mod+-')) void zoomOut({ duration })
    else return false
    return true
  }

  /** Keys that come soon after one another are one gesture: one step for Undo. */
  const nudgeGesture = (): string => {
    const now = performance.now()
    const { gesture, at } = nudge.current
    nudge.current = { gesture: now - at < 1_000 ? gesture : `nudge-${now}`, at: now }
    return nudge.current.gesture
  }

  return (event) => {
    if (event.defaultPrevented || keysBelongToText(event.nativeEvent)) return
    const focused = event.target instanceof Element ? event.target.closest('[data-record]') : null
    const id = focused instanceof HTMLElement ? focused.dataset['record'] : undefined
    const arrow = ARROWS[event.key]
    const isRow = focused?.getAttribute('role') === 'option'
    const mod = event.ctrlKey || event.metaKey
    let handled = zoomKeys(event)
    if (handled || !id || !focused) {
      // Nothing has the focus that an arrow could mean.
    } else if (isRow) {
      handled = onRowKey(studio, event, focused, id)
    } else if (arrow && event.altKey) {
      const side = event.shiftKey ? null : arrow.side
      handled = side !== null && walk(studio, event.currentTarget, id, side)
    } else if (event.key === 'ArrowDown' && mod) {
      const first = focused.querySelector('[role="option"][data-record]')
      if (first instanceof HTMLElement) first.focus()
      handled = true
    } else if (arrow && !mod) {
      const step = event.shiftKey ? BIG_STEP : STEP
      nudgeSelection(studio, id, { x: arrow.by.x * step, y: arrow.by.y * step }, nudgeGesture())
      handled = true
    } else if (event.key === 'Enter' && id !== ROOT_CONTEXT) {
      studio.ui.set({ selection: [id], renaming: id })
      handled = true
    } else if (event.key === 'Escape') {
      studio.ui.select([])
      handled = true
    }
    if (!handled) return
    event.preventDefault()
    event.stopPropagation()
  }
}

function onRowKey(studio: Studio, event: KeyboardEvent, row: Element, id: string): boolean {
  const rows = [...(row.parentElement?.querySelectorAll('[role="option"][data-record]') ?? [])]
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step !== undefined && !event.altKey) {
    const next = rows[rows.indexOf(row) + step]
    if (next instanceof HTMLElement) next.focus()
    return true
  }
  if (event.key === 'Escape') {
    const card = row.parentElement?.closest('[data-record]')
    if (card instanceof HTMLElement) card.focus()
    return true
  }
  if (event.key !== 'Enter') return false
  studio.ui.set({ selection: [id], renaming: id })
  return true
}

function walk(studio: Studio, within: Element, from: string, side: Side): boolean {
  const { document } = studio.document.state.getState()
  const rects = cardRects(document, studio.ui.state.getState().showInherited)
  const next = nearestInDirection(from, rects, side)
  if (next === null) return true
  studio.ui.select([next])
  focusRecord(within, next)
  return true
}

function nudgeSelection(studio: Studio, focused: string, by: Point, gesture: string): void {
  const { document } = studio.document.state.getState()
  const { selection, showInherited } = studio.ui.state.getState()
  const rects = cardRects(document, showInherited)
  const ids = selection.includes(focused) ? selection : [focused]
  const positions = new Map<string, Point>()
  for (const [id, { x, y }] of rects) positions.set(id, { x, y })
  for (const id of ids) {
    const record = document[id]
    const from = record?.kind === 'note' ? record.position : positions.get(id)
    if (from) positions.set(id, { x: from.x + by.x, y: from.y + by.y })
  }
  studio.document.edit('Nudge cards', placeRecords(positions), gesture)
}
