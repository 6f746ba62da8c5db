import { useEffect, useRef, useState } from 'react'
import type { Document } from '#domain/document.ts'
import { commandNaming } from '#domain/edits/naming.ts'
import { ROOT_CONTEXT, type ContextId } from '#domain/ids.ts'
import { titleOf, toSnakeCase } from '#domain/names.ts'
import { recordById } from '#domain/queries.ts'
import { contextTitle } from '../session/command-titles.ts'
import type { CommandDraft } from '../session/correction-controller.ts'
import { useDocument } from '../session/hooks.ts'
import { Button } from '../ui/button.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { shortened } from '../ui/format.ts'
import styles from './correct-dialog.module.css'
import type { SaidTurn } from './turn-items.ts'

interface NewCommandFormProps {
  readonly turn: SaidTurn
  readonly onCreate: (draft: CommandDraft) => void
  readonly onBack: () => void
}

/** Names the command that a message asked for and that does not exist yet, and says where it goes. */
export function NewCommandForm({ turn, onCreate, onBack }: NewCommandFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const document = useDocument((it) => it)
  const contexts = contextsAround(document, turn)
  const [typed, setTyped] = useState(() => proposedName(turn.text))
  const [context, setContext] = useState<ContextId>(contexts[0] ?? ROOT_CONTEXT)
  const [reply, setReply] = useState('')
  const naming = commandNaming(document, context, typed)

  useEffect(() => form.current?.querySelector('input')?.select(), [])

  return (
    <form
      ref={form}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (naming.ok) onCreate({ name: typed, context, reply: reply.trim() || UNFINISHED })
      }}
    >
      <TextField
        label="Name of the new command"
        value={typed}
        onChange={setTyped}
        hint={naming.ok ? `Will be ${naming.value}. It can be changed at any time.` : undefined}
        problems={naming.ok ? [] : [{ severity: 'error', text: naming.error }]}
      />
      <SelectField
        label="Offered in"
        value={context}
        options={contexts.map((id) => ({ value: id, label: contextTitle(document, id) }))}
        onChange={setContext}
        hint="And in everything that lives inside it."
      />
      <TextField
        label="What it answers for now"
        value={reply}
        onChange={setReply}
        placeholder={UNFINISHED}
        hint="A handler can be written later, in the inspector."
      />
      <p className={styles.note}>
        “{shortened(turn.text, 80)}” becomes its first utterance: these words, and such as are near,
        go to it from the next message on. The next training learns it with all others.
      </p>
      <div className={styles.formButtons}>
        <Button onClick={onBack}>Back</Button>
        <Button type="submit" tone="primary" because={naming.ok ? undefined : naming.error}>
          Make the command
        </Button>
      </div>
    </form>
  )
}

const UNFINISHED = 'This command has no handler yet.'

/** The contexts of which a command could have been meant, the nearest first. */
function contextsAround(document: Document, { context, scope }: SaidTurn): ContextId[] {
  const ids = [context, ...scope.levels.map((level) => level.context), ROOT_CONTEXT]
  return [...new Set(ids)].filter((id) => recordById(document, 'context', id))
}

/** The first words of the message as a title: a start to type over. */
export function proposedName(message: string): string {
  const words = toSnakeCase(shortened(message, 200)).split('_').slice(0, 4)
  return titleOf(words.join('_'))
}
