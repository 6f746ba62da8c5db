import { useRef, type KeyboardEvent } from 'react'
import type { CommandRecord } from '#domain/document.ts'
import { moveCommand, reorderCommand } from '#domain/edits/commands.ts'
import { ROOT_CONTEXT } from '#domain/ids.ts'
import { titleOf } from '#domain/names.ts'
import { ownCommands } from '#domain/queries.ts'
import { contextTitle } from '../session/command-titles.ts'
import type { Studio } from '../session/studio.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { keysBelongToText } from '../ui/shortcut.ts'
import { inTreeOrder, typeAhead, type OutlineRow } from './outline-rows.ts'

interface OutlineKeys {
  readonly rows: readonly OutlineRow[]
  readonly current: number
  readonly go: (index: number) => void
  readonly setFolded: (id: string, folded: boolean) => void
}

/** Letters typed within this time of each other are one word of type-ahead. */
const TYPE_AHEAD_MS = 700

/** The keys of a tree (WAI-ARIA), and those that order commands and move them between contexts. */
export function useOutlineKeys(tree: OutlineKeys): (event: KeyboardEvent<HTMLElement>) => void {
  const studio = useStudio()
  const typed = useRef({ letters: '', at: 0 })

  const search = (letter: string): boolean => {
    const now = performance.now()
    const isNew = now - typed.current.at > TYPE_AHEAD_MS
    typed.current = { letters: (isNew ? '' : typed.current.letters) + letter, at: now }
    const found = typeAhead(tree.rows, tree.current, typed.current.letters)
    if (found >= 0) tree.go(found)
    return found >= 0
  }

  return (event) => {
    if (event.defaultPrevented || keysBelongToText(event.nativeEvent)) return
    const row = tree.rows[tree.current]
    if (!row) return
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey
    const isLetter = event.key.length === 1 && event.key !== ' ' && !event.shiftKey
    const handled =
      event.altKey && !event.ctrlKey && !event.metaKey
        ? reorderKey(studio, event, row)
        : hasModifier
          ? false
          : walkKey(tree, event.key, row) ||
            openKey(studio, event.key, row) ||
            (isLetter && search(event.key))
    if (!handled) return
    event.preventDefault()
    event.stopPropagation()
  }
}

function walkKey({ rows, current, go, setFolded }: OutlineKeys, key: string, row: OutlineRow) {
  switch (key) {
    case 'ArrowDown':
      go(Math.min(rows.length - 1, current + 1))
      return true
    case 'ArrowUp':
      go(Math.max(0, current - 1))
      return true
    case 'Home':
      go(0)
      return true
    case 'End':
      go(rows.length - 1)
      return true
    case 'ArrowRight':
      if (row.expanded === false) setFolded(row.record.id, false)
      else if (row.expanded) go(current + 1)
      return true
    case 'ArrowLeft':
      if (row.expanded) setFolded(row.record.id, true)
      else if (row.level === 2) go(rows.slice(0, current).findLastIndex(({ level }) => level === 1))
      return true
    default:
      return false
  }
}

function openKey({ ui }: Studio, key: string, { record }: OutlineRow): boolean {
  if (key !== 'Enter') return false
  ui.select([record.id])
  if (ui.state.getState().rightTab === 'chat') ui.set({ rightTab: 'inspector' })
  requestAnimationFrame(() => {
    const field = document.querySelector('[data-part="inspector"] :is(input, textarea, select)')
    if (field instanceof HTMLElement) field.focus()
  })
  return true
}

/** Alt+Up/Down orders a command in its context; with Shift it goes to the context before or after. */
function reorderKey(studio: Studio, event: KeyboardEvent, { record }: OutlineRow): boolean {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
  if (step === undefined || record.kind !== 'command') return false
  if (event.shiftKey) toNextContext(studio, record, step)
  else {
    const { document } = studio.document.state.getState()
    const place = ownCommands(document, record.context).findIndex(({ id }) => id === record.id)
    studio.document.edit('Reorder command', reorderCommand(record.id, Math.max(0, place + step)))
  }
  return true
}

function toNextContext({ document, ui }: Studio, command: CommandRecord, step: number): void {
  const { document: current } = document.state.getState()
  const contexts = inTreeOrder(current)
  const place = contexts.findIndex(({ id }) => id === command.context)
  const target = contexts[place + step]?.id
  if (target === undefined) return
  document.edit('Move command', moveCommand(command.id, target))
  const where = target === ROOT_CONTEXT ? 'the root' : contextTitle(current, target)
  ui.announce(`${titleOf(command.name)} moved to ${where}`)
}
