import { useState } from 'react'
import { isExpired } from '#domain/corrections-in-force.ts'
import type { CorrectionRecord } from '#domain/document.ts'
import { removeRecords } from '#domain/edits/remove.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field, SelectField } from '../ui/field.tsx'
import { plural } from '../ui/format.ts'
import { DAY_MS, dayOf, startOf, unusedSince, type Use } from './correction-rows.ts'

const WHICH = [
  { value: 'expired', label: 'Those that have expired' },
  { value: 'older', label: 'Those made before a day' },
  { value: 'unused', label: 'Those of no use since a day' },
] as const
type Which = (typeof WHICH)[number]['value']

interface ForgetDialogProps {
  readonly open: boolean
  readonly corrections: readonly CorrectionRecord[]
  readonly uses: ReadonlyMap<string, Use>
  readonly now: number
  readonly onClose: () => void
}

/** Many at once, as one edit: how many it would be is said before. */
export function ForgetDialog({ open, corrections, uses, now, onClose }: ForgetDialogProps) {
  const studio = useStudio()
  const [which, setWhich] = useState<Which>('expired')
  const [day, setDay] = useState(() => dayOf(now - 90 * DAY_MS))
  const before = startOf(day) ?? 0
  const gone = {
    expired: () => corrections.filter((correction) => isExpired(correction, now)),
    older: () => corrections.filter(({ at }) => at < before),
    unused: () => unusedSince(corrections, uses, before),
  }[which]()
  const forget = (): void => {
    const ids = gone.map(({ id }) => id)
    studio.document.edit(`Forget ${plural(ids.length, 'correction')}`, removeRecords(ids))
    studio.ui.announce(`${plural(ids.length, 'correction')} forgotten. Undo brings them back.`)
    onClose()
  }
  return (
    <Dialog
      title="Forget corrections"
      description="They hold no longer, and the next training does not learn from them. Undo brings them back."
      open={open}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone="danger"
            because={gone.length === 0 ? 'There are none of these' : undefined}
            onClick={forget}
          >
            Forget {plural(gone.length, 'correction')}
          </Button>
        </>
      }
    >
      <SelectField label="Which" value={which} options={WHICH} onChange={setWhich} />
      {which === 'expired' ? null : (
        <Field
          label={which === 'older' ? 'Made before' : 'Neither made nor of use since'}
          hint={
            which === 'unused'
              ? 'Use is read from the conversations that are kept; deleted ones do not count.'
              : undefined
          }
        >
          {(control) => (
            <input
              {...control}
              type="date"
              value={day}
              onChange={(event) => setDay(event.target.value)}
            />
          )}
        </Field>
      )}
    </Dialog>
  )
}
