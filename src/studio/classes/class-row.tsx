import type { CommandRow, ContextRow, OfferDiff } from '#domain/classes/offer-diff.ts'
import styles from './classes.module.css'
import { Changes } from './changes.tsx'
import { CommandList } from './command-list.tsx'
import { contextWords } from './row-words.ts'
import { isOpen } from './selection.ts'
import { StateBadge } from './state-badge.tsx'

interface ClassRowProps {
  readonly row: ContextRow
  readonly diff: OfferDiff
  readonly shown: (row: CommandRow) => boolean
  readonly ticked: ReadonlySet<string>
  readonly onToggle: (key: string) => void
}

/** One class: the context it is or becomes, and its commands. */
export function ClassRow({ row, diff, shown, ticked, onToggle }: ClassRowProps) {
  const { key, offered, state } = row
  const title = contextWords(row)
  const place = placeWords(row, diff)
  return (
    <section className={styles.context} aria-label={title}>
      <div className={styles.contextHead}>
        {isOpen(row) ? (
          <input
            type="checkbox"
            aria-label={`Context ${title}`}
            checked={ticked.has(key)}
            onChange={() => onToggle(key)}
          />
        ) : null}
        <h3>{title}</h3>
        <StateBadge state={state} />
        {place === '' ? null : <span className={styles.faint}>{place}</span>}
      </div>
      {offered && offered.description !== '' ? (
        <p className={styles.description}>{offered.description}</p>
      ) : null}
      <Changes changes={row.changes} />
      {offered?.remarks.map((remark) => (
        <p key={remark} className={styles.remark}>
          {remark}
        </p>
      ))}
      <CommandList
        rows={row.commands.filter(shown)}
        ticked={ticked}
        onToggle={onToggle}
        where={title}
      />
    </section>
  )
}

/** `inherits from Thing · inside Shop`. */
function placeWords({ offered }: ContextRow, { contexts }: OfferDiff): string {
  const names = (keys: readonly string[]): string =>
    keys.map((key) => contexts.find((each) => each.key === key)?.offered?.member ?? key).join(', ')
  return [
    offered && offered.bases.length > 0 ? `inherits from ${names(offered.bases)}` : '',
    offered && offered.containers.length > 0 ? `inside ${names(offered.containers)}` : '',
  ]
    .filter((part) => part !== '')
    .join(' · ')
}
