import { useState } from 'react'
import type { CommandId } from '#domain/ids.ts'
import type { CommandDraft, HeardWords } from '../session/correction-controller.ts'
import { useUi } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Progress } from '../ui/display.tsx'
import { CheckField } from '../ui/field.tsx'
import { shortened } from '../ui/format.ts'
import type { CorrectionOption } from './correction-options.ts'
import { CorrectionPicker } from './correction-picker.tsx'
import { takenFor } from './correction-state.ts'
import { EffectsView } from './effects-view.tsx'
import styles from './effects.module.css'
import { NewCommandForm } from './new-command-form.tsx'
import type { SaidTurn } from './turn-items.ts'
import { usePreview } from './use-preview.ts'

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

/** The words of a turn, to be put right. */
export const wordsOf = (turn: SaidTurn): HeardWords => ({
  text: turn.text,
  context: turn.context,
  taken: takenFor(turn),
})

function CorrectSteps({ turn, onClose }: { turn: SaidTurn; onClose: () => void }) {
  const { corrections, ui, report } = useStudio()
  const [isNaming, setIsNaming] = useState(false)
  const [pointed, setPointed] = useState<CorrectionOption | null>(null)

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
      keep(() => corrections.keep(wordsOf(turn), null), 'Kept as out of scope')
    else keep(() => corrections.keep(wordsOf(turn), option.command), `Kept as ${option.title}`)
  }
  const create = (draft: CommandDraft): void =>
    keep(() => ui.select([corrections.makeCommand(wordsOf(turn), draft)]), `Made ${draft.name}`)

  return isNaming ? (
    <NewCommandForm turn={turn} onCreate={create} onBack={() => setIsNaming(false)} />
  ) : (
    <>
      <CorrectionPicker turn={turn} onPick={pick} onPoint={setPointed} />
      <EffectsPreview turn={turn} option={pointed} />
      <ForWhom />
    </>
  )
}

const meantBy = (option: CorrectionOption | null): CommandId | null | undefined => {
  if (option?.kind === 'command') return option.command
  return option?.kind === 'out-of-scope' ? null : undefined
}

/** What the choice under the cursor would do besides; keeping it does not wait for this. */
function EffectsPreview({ turn, option }: { turn: SaidTurn; option: CorrectionOption | null }) {
  const preview = usePreview(wordsOf(turn), meantBy(option))
  const choice = option?.kind === 'command' ? option.title : 'Out of scope'
  return (
    <section aria-label="What else would change" className={styles.preview}>
      {preview.status === 'none' ? (
        <p className={styles.sentence}>Only these words, and such as are near, would go there.</p>
      ) : null}
      {preview.status === 'looking' ? (
        <div className={styles.pending}>
          Looking what else “{choice}” would change…
          <Progress label="Stored messages looked at" value={preview.share} />
        </div>
      ) : null}
      {preview.status === 'failed' ? (
        <p className={styles.sentence}>What else would change cannot be told right now.</p>
      ) : null}
      {preview.status === 'known' ? <EffectsView effects={preview.effects} mood="would" /> : null}
      <p className={styles.keys}>
        <kbd>Enter</kbd> keeps it, <kbd>Esc</kbd> leaves everything as it is.
      </p>
    </section>
  )
}

function ForWhom() {
  const { ui } = useStudio()
  const person = useUi((state) => state.person)
  const forOneself = useUi((state) => state.correctsForOneself)
  return (
    <CheckField
      label={`Only for me (${person}): nobody else is understood so, and no training learns it`}
      checked={forOneself}
      onChange={(correctsForOneself) => ui.set({ correctsForOneself })}
    />
  )
}
