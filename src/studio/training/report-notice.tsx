import type { ModelVersion } from '#store/model-store.ts'
import { heldOutRows } from '#domain/training-rows.ts'
import { fromWire } from '#shared/app-error.ts'
import { useDocument, useTraining } from '../session/hooks.ts'
import { misfitText } from '../session/misfit-text.ts'
import { errorText } from '../ui/error-text.ts'
import { moment } from '../ui/format.ts'
import { trainingStatus } from './progress-text.ts'
import styles from './training.module.css'

/** What went otherwise than it should while it was trained. */
function Notes() {
  const notes = useTraining((state) => state.report?.notes)
  return notes?.map((note) => (
    <p key={note} className={styles.notice} data-tone="warn">
      {note}
    </p>
  ))
}

/** What has changed or gone wrong since, and while it was trained; nothing when all is well. */
export function ReportNotice({ versions }: { versions: readonly ModelVersion[] | null }) {
  return (
    <>
      <Standing versions={versions} />
      <Notes />
    </>
  )
}

function Standing({ versions }: { versions: readonly ModelVersion[] | null }) {
  const state = useTraining((it) => it)
  const heldOut = useDocument((document) => heldOutRows(document).length)
  const latest = versions?.[0]?.trainedAt ?? 0
  if (state.error) {
    return (
      <p role="alert" className={styles.notice} data-tone="danger">
        {errorText(fromWire(state.error))}
      </p>
    )
  }
  if (!state.report || !state.model) return null
  if (state.status === 'training') return <p className={styles.notice}>{trainingStatus(state)}</p>
  if (state.misfit)
    return (
      <p className={styles.notice} data-tone="warn">
        {misfitText(state.misfit)}
      </p>
    )
  if (latest > state.model.trainedAt)
    return (
      <p className={styles.notice}>
        The version of {moment(state.model.trainedAt)} is in use again: it does not know what was
        changed since. Train to go on from the utterances as they are, or restore the latest under
        Versions.
      </p>
    )
  if (state.stale)
    return (
      <p className={styles.notice}>
        Utterances or corrections have changed since this was measured. Train again to see what
        became of it.
      </p>
    )
  const measured = state.report.details?.heldOut?.rows ?? 0
  return state.report.details && measured !== heldOut ? (
    <p className={styles.notice}>
      Other utterances are held out now than when this was measured. Train again to measure by them.
    </p>
  ) : null
}
