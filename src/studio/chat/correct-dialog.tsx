import { useState } from 'react'
import { useStudio } from '../session/studio-provider.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { shortened } from '../ui/format.ts'
import type { CorrectionOption } from './correction-options.ts'
import { CorrectionPicker } from './correction-picker.tsx'
import { NewCommandForm } from './new-command-form.tsx'
import type { SaidTurn } from './transcript.ts'

interface CorrectDialogProps {
  /** The turn to put right; `null` keeps the dialog closed. */
  readonly turn: SaidTurn | null
  readonly onClose: () => void
}

/** *What did you mean?* One choice, in force on the next message. */
export function CorrectDialog({ turn, onClose }: CorrectDialogProps) {
  return (
    <Dialog
      title="What did you mean?"
      description={turn ? `“${shortened(turn.text, 140)}”` : ''}
      open={turn !== null}
      onClose={onClose}
    >
      {turn ? <CorrectSteps key={turn.runId} turn={turn} onClose={onClose} /> : null}
    </Dialog>
  )
}

function CorrectSteps({ turn, onClose }: { turn: SaidTurn; onClose: () => void }) {
  const { chat, ui, report } = useStudio()
  const [isNaming, setIsNaming] = useState(false)

  const keep = (work: () => void, said: string): void => {
    try {
      work()
      ui.announce(said)
    } catch (error) {
      report(error)
    }
    onClose()
  }
  const pick = (option: CorrectionOption): void => {
    if (option.kind === 'new-command') setIsNaming(true)
    else if (option.kind === 'out-of-scope')
      keep(() => chat.correct(turn.runId, null), 'Kept as out of scope')
    else keep(() => chat.correct(turn.runId, option.command), `Kept as ${option.title}`)
  }
  const create = (name: string): void =>
    keep(() => ui.select([chat.correctWithNewCommand(turn.runId, name)]), `Made ${name}`)

  return isNaming ? (
    <NewCommandForm turn={turn} onCreate={create} onBack={() => setIsNaming(false)} />
  ) : (
    <CorrectionPicker turn={turn} onPick={pick} />
  )
}
