import { Boxes } from 'lucide-react'
import { pendingChanges } from '#domain/classes/offer-diff.ts'
import { contextsOf, recordsOf } from '#domain/queries.ts'
import { useDocument } from '../session/hooks.ts'
import { Button } from '../ui/button.tsx'
import { plural } from '../ui/format.ts'
import styles from './classes.module.css'
import { useClassDiff, useOwnSources } from './use-class-diff.ts'

/** Somebody is typing: the classes are read when they pause. */
const PAUSE_MS = 900

/**
 * Opens the dialog; and says, once classes were taken, how much they have changed since. Before
 * that nothing is read, and TypeScript is not even loaded.
 */
export function ClassesBar({ onReview }: { onReview: () => void }) {
  const isLinked = useDocument((document) =>
    [...contextsOf(document), ...recordsOf(document, 'command')].some(
      ({ source }) => source !== null && /\.tsx?$/.test(source.file),
    ),
  )
  const own = useOwnSources()
  const { diff } = useClassDiff('typescript', isLinked ? own : null, PAUSE_MS)
  const pending = diff ? pendingChanges(diff) : 0
  return (
    <div className={styles.notice} data-pending={pending > 0}>
      <span role="status">{pending > 0 ? `${plural(pending, 'change')} in classes` : ''}</span>
      <Button tone={pending > 0 ? 'plain' : 'quiet'} onClick={onReview}>
        <Boxes size={14} aria-hidden />
        {pending > 0 ? 'Review' : 'Contexts from classes…'}
      </Button>
    </div>
  )
}
