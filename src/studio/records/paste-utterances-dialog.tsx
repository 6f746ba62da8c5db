import { useState } from 'react'
import { addUtterances, describeBatch, readUtterances } from '#domain/edits/utterances.ts'
import type { CommandId } from '#domain/ids.ts'
import { titleOf } from '#domain/names.ts'
import { markable } from '#domain/slot-targets.ts'
import { useDocument, useRecord } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'

/** A list of utterances at once, one a line; says before it adds what it will leave out. */
export function PasteUtterancesDialog({
  command,
  onClose,
}: {
  command: CommandId
  onClose: () => void
}) {
  const studio = useStudio()
  const record = useRecord('command', command)
  const [text, setText] = useState('')
  const document = useDocument((current) => current)
  const batch = readUtterances(document, command, text)
  const example = markable(record ?? { parameters: [] })[0]
  const marks = example ? ` Values may be marked: [words](${example.path}).` : ''
  const summary =
    text.trim() === '' ? `One a line.${marks}` : describeBatch(batch).replace('added', 'to add')
  return (
    <Dialog
      open
      title={`Utterances for ${titleOf(record?.name ?? '')}`}
      description="Empty lines, control characters and what is there already are left out."
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone="primary"
            because={batch.texts.length === 0 ? 'There is nothing to add' : undefined}
            onClick={() => {
              studio.document.edit('Add utterances', addUtterances(command, batch.texts))
              studio.ui.announce(describeBatch(batch))
              onClose()
            }}
          >
            {`Keep ${batch.texts.length}`}
          </Button>
        </>
      }
    >
      <TextField
        label="Utterances, one a line"
        rows={10}
        value={text}
        onChange={setText}
        hint={summary}
      />
    </Dialog>
  )
}
