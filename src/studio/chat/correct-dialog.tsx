import { useState } from 'react'
import { useStudio } from '../session/studio-provider.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { shortened } from '../ui/format.ts'
import type { CorrectionOption } from './correction-options.ts'
import { CorrectionPicker } from './correction-picker.tsx'
import { NewCommandForm } from './new-command-form.tsx'
import type { TurnFacts } from './transcript.ts'

interface CorrectDialogProps {
  /** The turn to put right; `null` keeps the dialog closed. */
  readonly facts: TurnFacts | null
  readonly onClose: () => void
}

/** *What did you mean?* One choice, in force on the next message. */
export function CorrectDialog({ facts, onClose }: CorrectDialogProps) {
  return (
    <Dialog
      title="What did you mean?"
      description={facts ? `“${shortened(facts.text, 140)}”` : ''}
      open={facts !== null}
      onClose={onClose}
    >
      {facts ? <CorrectSteps key={facts.runId} facts={facts} onClose={onClose} /> : null}
    </Dialog>
  )
}

function CorrectSteps({ facts, onClose }: { facts: TurnFacts; onClose: () => void }) {
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
      keep(() => chat.correct(facts.runId, null), 'Kept as out of scope')
    else keep(() => chat.correct(facts.runId, option.command), `Kept as ${option.title}`)
  }
  const create = (name: string): void =>
    keep(() => ui.select([chat.correctWithNewCommand(facts.runId, name)]), `Made ${name}`)

  return isNaming ? (
    <NewCommandForm facts={facts} onCreate={create} onBack={() => setIsNaming(false)} />
  ) : (
    <CorrectionPicker facts={facts} onPick={pick} />
  )
}
