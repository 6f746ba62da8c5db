import { useRef, useState, type KeyboardEvent } from 'react'
import type { UtteranceId } from '#domain/ids.ts'
import type { UtteranceRow } from './utterance-rows.ts'

/** Which lines are picked, which one the keyboard is at, and which one is being retyped. */
export interface UtteranceGrid {
  readonly picked: ReadonlySet<UtteranceId>
  readonly current: number
  readonly editing: UtteranceId | null
  setPicked(ids: Iterable<UtteranceId>): void
  toggle(id: UtteranceId): void
  /** A click: alone, added to what is picked, or all from the line before to this one. */
  pickAt(index: number, how: 'only' | 'add' | 'range'): void
  setEditing(id: UtteranceId | null): void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

export interface UtteranceGridOptions {
  readonly rows: readonly UtteranceRow[]
  readonly isReadOnly: boolean
  readonly pageSize: () => number
  readonly onMove: (index: number) => void
  readonly onDelete: (ids: readonly UtteranceId[]) => void
  readonly onHoldOut: (ids: readonly UtteranceId[]) => void
  /** Asks for the command the picked ones go to. */
  readonly onAskMove: () => void
}

export function useUtteranceGrid(options: UtteranceGridOptions): UtteranceGrid {
  const { rows } = options
  const [picked, setPicked] = useState<ReadonlySet<UtteranceId>>(new Set())
  const [wanted, setCurrent] = useState(0)
  const [editing, setEditing] = useState<UtteranceId | null>(null)
  /** Where a range began. */
  const anchor = useRef(0)
  const current = Math.max(0, Math.min(wanted, rows.length - 1))

  const idsBetween = (from: number, to: number): UtteranceId[] =>
    rows.slice(Math.min(from, to), Math.max(from, to) + 1).map(({ utterance }) => utterance.id)

  const toggle = (id: UtteranceId): void =>
    setPicked((before) => {
      const next = new Set(before)
      if (!next.delete(id)) next.add(id)
      return next
    })

  const go = (index: number, isRange: boolean): void => {
    const next = Math.max(0, Math.min(index, rows.length - 1))
    if (!isRange) anchor.current = next
    setCurrent(next)
    if (isRange) setPicked(new Set(idsBetween(anchor.current, next)))
    options.onMove(next)
  }

  function act(event: KeyboardEvent): boolean {
    const row = rows[current]
    if (!row) return false
    const walked = walkedTo(event.key, current, rows.length, options.pageSize())
    if (walked !== null) {
      go(walked, event.shiftKey)
      return true
    }
    const isModified = event.ctrlKey || event.metaKey
    if (event.key.toLowerCase() === 'a' && isModified) {
      setPicked(new Set(rows.map(({ utterance }) => utterance.id)))
      return true
    }
    if (event.key === 'Escape') {
      const hadAny = picked.size > 0
      setPicked(new Set())
      return hadAny
    }
    if (event.key === ' ') {
      anchor.current = current
      toggle(row.utterance.id)
      return true
    }
    return !isModified && !options.isReadOnly && change(event.key, row)
  }

  /** The keys that change utterances: the picked ones, or else the one the keyboard is at. */
  function change(key: string, row: UtteranceRow): boolean {
    const ids = rows.flatMap(({ utterance: { id } }) => (picked.has(id) ? [id] : []))
    const meant = ids.length > 0 ? ids : [row.utterance.id]
    switch (key) {
      case 'Enter':
      case 'F2':
        setEditing(row.utterance.id)
        return true
      case 'Delete':
      case 'Backspace':
        options.onDelete(meant)
        return true
      case 'h':
        options.onHoldOut(meant)
        return true
      case 'm':
        setPicked(new Set(meant))
        options.onAskMove()
        return true
      default:
        return false
    }
  }

  return {
    picked,
    current,
    editing,
    setPicked: (ids) => setPicked(new Set(ids)),
    toggle,
    pickAt(index, how) {
      const id = rows[index]?.utterance.id
      if (id === undefined) return
      setCurrent(index)
      if (how === 'range') {
        setPicked(new Set(idsBetween(anchor.current, index)))
        return
      }
      anchor.current = index
      if (how === 'add') toggle(id)
    },
    setEditing,
    onKeyDown(event) {
      if (event.defaultPrevented || editing !== null || !act(event)) return
      event.preventDefault()
      event.stopPropagation()
    },
  }
}

/** Where a key of walking leads; `null` for any other key. */
export function walkedTo(key: string, at: number, count: number, page: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return at + 1
    case 'ArrowUp':
      return at - 1
    case 'PageDown':
      return at + page
    case 'PageUp':
      return at - page
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
