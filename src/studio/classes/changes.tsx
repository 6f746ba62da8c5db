import type { PartChange } from '#domain/classes/parts.ts'
import styles from './classes.module.css'
import { partWords, valueWords } from './row-words.ts'

/** What the source says otherwise, and where a person has said something else meanwhile. */
export function Changes({ changes }: { changes: readonly PartChange[] }) {
  if (changes.length === 0) return null
  return (
    <dl className={styles.changes}>
      {changes.map((change) => (
        <div key={change.part}>
          <dt>{partWords(change)}</dt>
          <dd>
            <del>{valueWords(change.before)}</del> <span aria-hidden>→</span>{' '}
            <ins>{valueWords(change.after)}</ins>
            {change.isEdited ? <EditedNote part={change.part} /> : null}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function EditedNote({ part }: { part: string }) {
  const isName = part === 'name'
  return (
    <span className={styles.edited}>
      {isName ? 'You named it: your name stays.' : 'You changed this: accepting replaces it.'}
    </span>
  )
}
