import { useEffect, useRef, useState } from 'react'
import { commandNaming } from '#domain/edits/naming.ts'
import { titleOf, toSnakeCase } from '#domain/names.ts'
import { contextTitle } from '../session/command-titles.ts'
import { useDocument } from '../session/hooks.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { shortened } from '../ui/format.ts'
import styles from './correct-dialog.module.css'
import type { SaidTurn } from './transcript.ts'

interface NewCommandFormProps {
  readonly turn: SaidTurn
  readonly onCreate: (name: string) => void
  readonly onBack: () => void
}

/** Names the command that a message asked for and that does not exist yet. */
export function NewCommandForm({ turn, onCreate, onBack }: NewCommandFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const [typed, setTyped] = useState(() => proposedName(turn.text))
  const { context } = turn
  const place = useDocument((document) => contextTitle(document, context))
  const document = useDocument((it) => it)
  const naming = commandNaming(document, context, typed)

  useEffect(() => form.current?.querySelector('input')?.select(), [])

  return (
    <form
      ref={form}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (naming.ok) onCreate(typed)
      }}
    >
      <TextField
        label="Name of the new command"
        value={typed}
        onChange={setTyped}
        hint={
          naming.ok
            ? `Will be ${naming.value}, in ${place}. It can be changed at any time.`
            : undefined
        }
        problems={naming.ok ? [] : [{ severity: 'error', text: naming.error }]}
      />
      <div className={styles.formButtons}>
        <Button onClick={onBack}>Back</Button>
        <Button type="submit" tone="primary" because={naming.ok ? undefined : naming.error}>
          Make the command
        </Button>
      </div>
    </form>
  )
}

/** The first words of the message as a title: a start to type over. */
export function proposedName(message: string): string {
  const words = toSnakeCase(shortened(message, 200)).split('_').slice(0, 4)
  return titleOf(words.join('_'))
}
