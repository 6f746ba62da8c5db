import { useId, useState, type ReactNode } from 'react'
import { CORE_COMMANDS } from '#domain/core-commands.ts'
import type { Document } from '#domain/document.ts'
import { addUtterances, readUtterances } from '#domain/edits/utterances.ts'
import type { CommandId } from '#domain/ids.ts'
import { recordById, recordsOf } from '#domain/queries.ts'
import type { WhyNot } from '#engine/explain/why-not.ts'
import { whyNotText } from '#engine/explain/wording.ts'
import { commandPlace, commandTitle } from '../session/command-titles.ts'
import { useDocument } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import ui from '../ui/ui.module.css'
import styles from './chat.module.css'
import { SayButtons } from './say-buttons.tsx'
import type { SaidTurn } from './turn-items.ts'

interface Asked {
  readonly command: CommandId
  /** `null` while it is being found out. */
  readonly why: WhyNot | null
}

/** Asks of any command why the message was not taken for it. */
export function WhyNotAsked({ turn }: { turn: SaidTurn }) {
  const studio = useStudio()
  const [asked, setAsked] = useState<Asked | null>(null)
  const ask = (command: CommandId): void => {
    setAsked({ command, why: null })
    studio.whyNot(command, turn).then(
      (why) => setAsked((now) => (now?.command === command ? { command, why } : now)),
      (error: unknown) => {
        setAsked(null)
        studio.report(error)
      },
    )
  }
  return (
    <div className={styles.whyNot}>
      <CommandField onPick={ask} />
      <div role="status" className={styles.whyNotAnswer}>
        {asked ? <Because asked={asked} turn={turn} /> : null}
      </div>
    </div>
  )
}

/** A field that knows all commands: typed, or chosen from what the browser lists. */
function CommandField({ onPick }: { onPick: (command: CommandId) => void }) {
  const id = useId()
  const document = useDocument((it) => it)
  const [typed, setTyped] = useState('')
  // A list of thousands is made when it is about to be used.
  const [isNear, setNear] = useState(false)
  const options = isNear ? optionsOf(document) : NO_OPTIONS
  return (
    <>
      <input
        role="combobox"
        aria-label="Why not …?"
        aria-expanded={false}
        aria-controls={id}
        list={id}
        className={ui.input}
        placeholder="Why not …? Name a command"
        value={typed}
        onFocus={() => setNear(true)}
        onChange={({ target: { value } }) => {
          setTyped(value)
          const command = optionsOf(document).get(value.trim())
          if (command) onPick(command)
        }}
      />
      <datalist id={id}>
        {[...options.keys()].map((label) => (
          <option key={label} value={label} />
        ))}
      </datalist>
    </>
  )
}

const NO_OPTIONS: ReadonlyMap<string, CommandId> = new Map()
const known = new WeakMap<Document, ReadonlyMap<string, CommandId>>()

/** All commands by `Cancel order · Order`. */
function optionsOf(document: Document): ReadonlyMap<string, CommandId> {
  const remembered = known.get(document)
  if (remembered) return remembered
  const ids = [...recordsOf(document, 'command'), ...CORE_COMMANDS].map(({ id }) => id)
  const options = new Map(
    ids.map((id) => [`${commandTitle(document, id)} · ${commandPlace(document, id)}`, id]),
  )
  known.set(document, options)
  return options
}

/** The answer comes below the field, which may stand at the end of what is in sight. */
const intoView = (element: HTMLElement | null): void => {
  element?.parentElement?.parentElement?.scrollIntoView({ block: 'nearest' })
}

interface BecauseProps {
  readonly asked: Asked
  readonly turn: SaidTurn
}

function Because({ asked: { command, why }, turn }: BecauseProps) {
  const document = useDocument((it) => it)
  if (why === null) return <p className={styles.faint}>Weighing the message again…</p>
  // The ways there are buttons below.
  const said = why.kind === 'not-in-scope' ? { ...why, ways: [] } : why
  return (
    <>
      <p ref={intoView}>{whyNotText(document, command, turn.scope, said)}</p>
      <WaysOn command={command} why={why} turn={turn} />
    </>
  )
}

/** What can be done about it. */
function WaysOn({ command, why, turn }: { command: CommandId; why: WhyNot; turn: SaidTurn }) {
  const isOwn = useDocument((document) => recordById(document, 'command', command) !== undefined)
  return (
    <div className={styles.buttons}>
      {why.kind === 'not-in-scope' && why.ways.length > 0 ? (
        <SayButtons hint="To get there:" commands={why.ways} />
      ) : null}
      {why.kind === 'corrected' ? <OpenCorrection id={why.correction} /> : null}
      {isOwn && isTeachable(why) ? <AddUtterance command={command} text={turn.text} /> : null}
      {isOwn ? <ShowCommand command={command}>Show it on the canvas</ShowCommand> : null}
      {'by' in why && why.by !== null ? <ShowOther command={why.by} /> : null}
    </div>
  )
}

/** Whether more utterances would have changed it. */
const isTeachable = ({ kind }: WhyNot): boolean =>
  kind === 'scored-lower' || kind === 'below-threshold' || kind === 'refused'

function ShowOther({ command }: { command: CommandId }) {
  const title = useDocument((document) => commandTitle(document, command))
  const isOwn = useDocument((document) => recordById(document, 'command', command) !== undefined)
  return isOwn ? <ShowCommand command={command}>Show “{title}”</ShowCommand> : null
}

/** Selected past `select`: the conversation stays in view, it is what one comes from. */
function ShowCommand({ command, children }: { command: CommandId; children: ReactNode }) {
  const studio = useStudio()
  return (
    <Button onClick={() => studio.ui.set({ selection: [command] })}>
      <span>{children}</span>
    </Button>
  )
}

function OpenCorrection({ id }: { id: string }) {
  const studio = useStudio()
  return (
    <Button
      onClick={() => {
        studio.ui.set({ correctionsView: 'corrections', shownCorrection: id })
        studio.ui.openDrawer('corrections')
      }}
    >
      Open the correction
    </Button>
  )
}

function AddUtterance({ command, text }: { command: CommandId; text: string }) {
  const studio = useStudio()
  const title = useDocument((document) => commandTitle(document, command))
  const isNew = useDocument((document) => readUtterances(document, command, text).texts.length > 0)
  return (
    <Button
      because={isNew ? undefined : 'It is one of its utterances already'}
      onClick={() => {
        studio.document.edit('Add utterance', addUtterances(command, [text]))
        studio.ui.announce(`Added to the utterances of ${title}. Train to have it count.`)
      }}
    >
      Add the message to its utterances
    </Button>
  )
}
