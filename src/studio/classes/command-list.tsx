import { useState } from 'react'
import type { CommandRow } from '#domain/classes/offer-diff.ts'
import { Button } from '../ui/button.tsx'
import { plural } from '../ui/format.ts'
import { OfferRow } from './offer-row.tsx'
import styles from './classes.module.css'

interface CommandListProps {
  readonly rows: readonly CommandRow[]
  readonly ticked: ReadonlySet<string>
  readonly onToggle: (key: string) => void
  /** The class, for those who hear the button alone. */
  readonly where: string
}

/** Commands of a class: what makes sense and what is ticked first, properties and the like on demand. */
export function CommandList({ rows, ticked, onToggle, where }: CommandListProps) {
  const [showsRest, setShowsRest] = useState(false)
  const isFirst = ({ state, offered, key }: CommandRow): boolean =>
    (state !== 'new' && state !== 'left-out') || offered?.isSuggested === true || ticked.has(key)
  const first = rows.filter(isFirst)
  const rest = rows.length - first.length
  return (
    <>
      <ul className={styles.commands}>
        {(showsRest ? rows : first).map((row) => (
          <OfferRow
            key={row.key}
            row={row}
            isTicked={ticked.has(row.key)}
            onToggle={() => onToggle(row.key)}
          />
        ))}
      </ul>
      {rest === 0 ? null : (
        <Button
          tone="quiet"
          className={styles.more}
          aria-expanded={showsRest}
          aria-label={`${showsRest ? 'Fewer' : `${rest} more`} of ${where}`}
          onClick={() => setShowsRest(!showsRest)}
        >
          {showsRest
            ? 'Show fewer'
            : `${plural(rest, 'more', 'more')}: properties, lookups and the like`}
        </Button>
      )}
    </>
  )
}
