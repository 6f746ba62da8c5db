import { ChevronDown, ChevronRight } from 'lucide-react'
import { useId, useState } from 'react'
import type { CommandRow } from '#domain/classes/offer-diff.ts'
import { titleOf } from '#domain/names.ts'
import { Badge } from '../ui/display.tsx'
import styles from './classes.module.css'
import { CommandPreview } from './command-preview.tsx'
import { commandWords, inputWords } from './row-words.ts'
import { isOpen } from './selection.ts'
import { StateBadge } from './state-badge.tsx'

interface OfferRowProps {
  readonly row: CommandRow
  readonly isTicked: boolean
  readonly onToggle: () => void
}

/** One command that is offered, with what it would be behind its arrow. */
export function OfferRow({ row, isTicked, onToggle }: OfferRowProps) {
  const [opened, setOpened] = useState(row.changes.length > 0)
  const id = useId()
  const title = commandWords(row)
  const { offered, state, by } = row
  return (
    <li className={styles.row}>
      <div className={styles.rowHead}>
        {/* Without a tooltip: there may be hundreds, and the row says what it is of. */}
        <button
          type="button"
          className={styles.arrow}
          aria-label={`Details of ${title}`}
          aria-expanded={opened}
          aria-controls={opened ? id : undefined}
          onClick={() => setOpened(!opened)}
        >
          {opened ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
        </button>
        <label className={styles.pick}>
          <input type="checkbox" checked={isTicked} disabled={!isOpen(row)} onChange={onToggle} />
          <span className={styles.title}>{title}</span>
        </label>
        <span className={styles.input}>{offered ? inputWords(offered.parameters) : ''}</span>
        {by ? <span className={styles.faint}>{titleOf(by.name)} does this</span> : null}
        {offered && offered.risk !== 'read' ? (
          <Badge tone={offered.risk === 'destructive' ? 'danger' : 'warn'}>{offered.risk}</Badge>
        ) : null}
        <StateBadge state={state} />
      </div>
      {opened ? (
        <div id={id} className={styles.details}>
          <CommandPreview row={row} />
        </div>
      ) : null}
    </li>
  )
}
