import { useRef, useState } from 'react'
import type { CommandRecord } from '#domain/document.ts'
import {
  addUtterances,
  describeBatch,
  readUtterances,
  UTTERANCE_LIMIT,
} from '#domain/edits/utterances.ts'
import { utterancesOf } from '#domain/queries.ts'
import { THIN_BELOW } from '#domain/training-report.ts'
import { PasteUtterancesDialog } from '../records/paste-utterances-dialog.tsx'
import { useDocument } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { Field, type FieldProblem } from '../ui/field.tsx'
import { isComposing } from '../ui/shortcut.ts'
import styles from './inspector.module.css'
import { Section } from './section.tsx'
import { useFieldProblems } from './use-field-problems.ts'
import { SuggestValues } from './suggest-values.tsx'
import { usePlaceholders } from './use-placeholders.tsx'
import type { UtteranceSuggestion } from './use-slot-suggestions.ts'
import { UtteranceItem } from './utterance-item.tsx'

/** So many are drawn at first: each has a field of its own, and fields are not free. */
const PAGE = 40

/** How people say this command: typed one by one, pasted by the list, edited where they stand. */
export function UtterancesSection({ command }: { command: CommandRecord }) {
  const { ui } = useStudio()
  const [isPasting, setPasting] = useState(false)
  const [shown, setShown] = useState(PAGE)
  const [found, setFound] = useState<readonly UtteranceSuggestion[]>([])
  const utterances = useDocument((document) => utterancesOf(document, command.id))
  const { problems } = useFieldProblems(command.id)('utterances')
  const current = new Set(utterances)
  const proposed = found.filter(({ of }) => current.has(of))
  const slotsOf = new Map(proposed.map(({ utterance, slots }) => [utterance, slots]))
  const heldOut = utterances.filter((utterance) => utterance.heldOut).length
  const aside = heldOut === 0 ? `${utterances.length}` : `${utterances.length}, ${heldOut} held out`

  return (
    <Section title="Utterances" aside={aside}>
      <QuickAdd command={command} problems={problems} />
      {utterances.length === 0 ? (
        <p className={styles.advice}>
          Write how a person would say it, each a little different. {THIN_BELOW} are a good start.
          {command.parameters.length > 0 ? ' Type { to put a parameter in.' : ''}
        </p>
      ) : (
        <ul className={styles.utterances}>
          {utterances.slice(0, shown).map((utterance, index) => (
            <UtteranceItem
              key={utterance.id}
              utterance={utterance}
              command={command}
              position={index + 1}
              proposed={slotsOf.get(utterance.id)}
            />
          ))}
        </ul>
      )}
      {utterances.length > shown ? (
        <p className={styles.advice}>
          {`${shown} of ${utterances.length} are shown.`} The table of utterances has all of them.
        </p>
      ) : null}
      <div className={styles.actions}>
        {utterances.length > shown ? (
          <>
            <Button onClick={() => setShown(shown + PAGE)}>
              {`Show ${Math.min(PAGE, utterances.length - shown)} more`}
            </Button>
            <Button onClick={() => ui.openDrawer('utterances')}>Open the table</Button>
          </>
        ) : null}
        <Button onClick={() => setPasting(true)}>Paste a list…</Button>
        {command.parameters.length > 0 && utterances.length > 0 ? (
          <SuggestValues
            command={command}
            utterances={utterances}
            proposed={proposed}
            onProposed={setFound}
          />
        ) : null}
      </div>
      {isPasting ? (
        <PasteUtterancesDialog command={command.id} onClose={() => setPasting(false)} />
      ) : null}
    </Section>
  )
}

interface QuickAddProps {
  readonly command: CommandRecord
  readonly problems: readonly FieldProblem[]
}

function QuickAdd({ command, problems }: QuickAddProps) {
  const studio = useStudio()
  const [typed, setTyped] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const placeholders = usePlaceholders({ command, field: input, onText: setTyped })

  /** Adds what is usable of it; says so, or why nothing was. */
  const add = (text: string): boolean => {
    const { document } = studio.document.state.getState()
    const batch = readUtterances(document, command.id, text)
    studio.document.edit('Add utterances', addUtterances(command.id, batch.texts))
    if (batch.texts.length > 0) studio.ui.announce(describeBatch(batch))
    if (batch.tooLong > 0)
      setRefusal(`An utterance can have ${UTTERANCE_LIMIT} characters at most.`)
    else setRefusal(batch.texts.length === 0 && batch.duplicate > 0 ? 'It is there already.' : null)
    return batch.texts.length > 0
  }

  return (
    <Field
      label="Another utterance"
      hideLabel
      problems={refusal === null ? problems : [{ severity: 'error', text: refusal }]}
    >
      {(control) => (
        <>
          <input
            {...control}
            {...placeholders.props}
            ref={input}
            value={typed}
            placeholder="Type one and press Enter"
            onChange={(event) => {
              setTyped(event.target.value)
              setRefusal(null)
              placeholders.follow()
            }}
            onSelect={placeholders.follow}
            onBlur={placeholders.close}
            onPaste={(event) => {
              const pasted = event.clipboardData.getData('text/plain')
              if (!/[\r\n]/.test(pasted.trim())) return
              event.preventDefault()
              add(pasted)
            }}
            onKeyDown={(event) => {
              if (isComposing(event.nativeEvent) || placeholders.onKeyDown(event)) return
              if (event.key !== 'Enter') return
              event.preventDefault()
              if (add(typed)) setTyped('')
            }}
          />
          {placeholders.list}
        </>
      )}
    </Field>
  )
}
