import { Plus } from 'lucide-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { runAction, type Action } from '../actions/action.ts'
import { editActions, type EditActionContext } from '../actions/edit-actions.ts'
import { useKeptFocus } from '../records/use-kept-focus.ts'
import { useRecordMenu } from '../records/use-record-menu.tsx'
import { useRenaming } from '../records/use-renaming.ts'
import { useDocument, useSaving, useUi } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { ContextMenu } from '../ui/context-menu.tsx'
import styles from './outline.module.css'
import { OutlineItem } from './outline-row.tsx'
import { outlineRows } from './outline-rows.ts'
import { useOutlineKeys } from './use-outline-keys.ts'

/** Everything on the canvas as a tree: the same things can be done here, without a mouse. */
export function OutlinePanel() {
  const [filter, setFilter] = useState('')
  return (
    <section aria-label="Outline" data-part="outline" className={styles.panel}>
      <div className={styles.tools}>
        <AddButton id="add-context">Context</AddButton>
        <AddButton id="add-command">Command</AddButton>
      </div>
      <input
        type="search"
        aria-label="Filter the outline"
        placeholder="Filter"
        value={filter}
        className={styles.filter}
        onChange={(event) => setFilter(event.target.value)}
      />
      <OutlineTree filter={filter} />
    </section>
  )
}

function AddButton({ id, children }: { id: 'add-context' | 'add-command'; children: string }) {
  const studio = useStudio()
  // Read for its change: whether an action is enabled depends on it.
  useSaving((state) => state.following)
  const action: Action<EditActionContext> | undefined = editActions.find((it) => it.id === id)
  if (!action) throw new Error(`No action ${id}`)
  const enabled = action.enabled?.({ studio }) ?? true
  return (
    <Button
      aria-label={action.label}
      because={enabled === true ? undefined : enabled.because}
      className={styles.add ?? ''}
      onClick={() => void runAction(action, { studio }, 'toolbar', studio.report)}
    >
      <Plus size={14} aria-hidden />
      {children}
    </Button>
  )
}

function OutlineTree({ filter }: { filter: string }) {
  const studio = useStudio()
  const tree = useRef<HTMLDivElement>(null)
  const document = useDocument((current) => current)
  const selection = useUi((state) => state.selection)
  const renaming = useRenaming('outline')
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const rows = useMemo(() => outlineRows(document, { folded, filter }), [document, folded, filter])
  const { groupsFor, dialog } = useRecordMenu()

  const selected = rows.findIndex(({ record }) => record.id === selection[0])
  const current = Math.max(0, selected)
  const currentId = rows[current]?.record.id ?? null
  useKeptFocus(tree, currentId)

  const focusRow = useCallback(
    (id: string): void => {
      requestAnimationFrame(() => {
        // A fast hand is typing the next name already; its field must keep the focus.
        if (studio.ui.state.getState().renaming !== null) return
        const row = tree.current?.querySelector(`[data-record="${CSS.escape(id)}"]`)
        if (row instanceof HTMLElement) row.focus()
      })
    },
    [studio],
  )
  const select = useCallback(
    (id: string, add: boolean): void => {
      const before = studio.ui.state.getState().selection
      if (!add) studio.ui.select([id])
      else if (before.includes(id)) studio.ui.select(before.filter((other) => other !== id))
      else studio.ui.select([...before, id])
    },
    [studio],
  )
  const fold = useCallback((id: string, isFolded: boolean): void => {
    setFolded((before) => {
      const next = new Set(before)
      if (isFolded) next.add(id)
      else next.delete(id)
      return next
    })
  }, [])
  const toggle = useCallback((id: string): void => {
    setFolded(
      (before) => new Set(before.has(id) ? [...before].filter((it) => it !== id) : [...before, id]),
    )
  }, [])
  const onKeyDown = useOutlineKeys({
    rows,
    current,
    go: (index) => {
      const id = rows[index]?.record.id
      if (id === undefined) return
      select(id, false)
      focusRow(id)
    },
    setFolded: fold,
  })

  return (
    <>
      <ContextMenu
        groupsFor={(target) => {
          const id = target.closest('[data-record]')?.getAttribute('data-record') ?? null
          if (id !== null && !selection.includes(id)) studio.ui.select([id])
          return groupsFor(id)
        }}
      >
        <div
          ref={tree}
          role="tree"
          aria-label="Outline"
          aria-multiselectable
          tabIndex={-1}
          className={styles.tree}
          onKeyDown={onKeyDown}
          // Not `select`: whoever tabs past, to the chat perhaps, keeps the right pane as it is.
          onFocus={(event) => {
            const { record } = event.target.dataset
            if (record !== undefined && selected < 0) studio.ui.set({ selection: [record] })
          }}
        >
          {rows.map((row, index) => (
            <OutlineItem
              key={row.record.id}
              row={row}
              isSelected={selection.includes(row.record.id)}
              isCurrent={index === current}
              isRenaming={renaming === row.record.id}
              onSelect={select}
              onToggle={toggle}
              onRenamed={focusRow}
            />
          ))}
        </div>
      </ContextMenu>
      {rows.length === 0 ? <p className={styles.none}>Nothing is called like “{filter}”.</p> : null}
      {dialog}
    </>
  )
}
