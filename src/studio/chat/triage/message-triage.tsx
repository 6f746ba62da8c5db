import { useRef, useState, type KeyboardEvent } from 'react'
import { useStudio } from '../../session/studio-provider.tsx'
import { Button } from '../../ui/button.tsx'
import { Progress } from '../../ui/display.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { count } from '../../ui/format.ts'
import { CorrectDialog } from '../correct-dialog.tsx'
import { KEEP_AS, triageMove } from './judging.ts'
import { MessageDetail } from './message-detail.tsx'
import { MessageList } from './message-list.tsx'
import styles from './triage.module.css'
import { TriageKeys } from './triage-keys.tsx'
import { usePastMessages } from './use-past-messages.ts'
import { SHOW, useTriage, type Triage } from './use-triage.ts'
import type { PastMessage } from './past-messages.ts'

/** Everything that was ever said, to be gone through with the keyboard. */
export function MessageTriage() {
  const messages = usePastMessages()
  if (messages === null) return <p className={styles.nothing}>Reading the conversations…</p>
  if (messages.length === 0)
    return (
      <p className={styles.nothing}>
        What is said in any conversation is listed here, the doubtful first, with the command it
        went to. Accept what went right, so that training learns those words; put right what did
        not. Say something in the chat to begin.
      </p>
    )
  return <MessagesAtHand messages={messages} />
}

/** Rows that a page key moves by. */
const PAGE = 10

function MessagesAtHand({ messages }: { messages: readonly PastMessage[] }) {
  const triage = useTriage(messages)
  const [correcting, setCorrecting] = useState<PastMessage | null>(null)
  const [helps, setHelps] = useState(false)
  const search = useRef<HTMLDivElement>(null)
  const { message, at, go } = triage

  const onKeyDown = (event: KeyboardEvent): void => {
    const move = event.ctrlKey || event.metaKey || event.altKey ? undefined : triageMove(event.key)
    if (!move) return
    event.preventDefault()
    // The list has these keys while it has focus; the canvas must not delete at Backspace too.
    event.stopPropagation()
    switch (move.kind) {
      case 'suggestion': {
        const suggestion = message?.suggestions[move.index]
        if (suggestion) triage.keep(suggestion.command)
        return
      }
      case 'pick-other':
        return setCorrecting(message ?? null)
      case 'out-of-scope':
        return triage.keep(null)
      case 'skip':
        return triage.skip()
      case 'undo':
        return triage.undo()
      case 'next':
        return go(at + 1)
      case 'previous':
        return go(at - 1)
      case 'first':
        return go(0)
      case 'last':
        return go(Infinity)
      case 'page-down':
        return go(at + PAGE)
      case 'page-up':
        return go(at - PAGE)
      case 'search':
        return search.current?.querySelector('input')?.focus()
      case 'help':
        return setHelps(true)
    }
  }

  return (
    <section aria-label="Past messages" className={styles.triage}>
      <TriageBar
        triage={triage}
        total={messages.length}
        search={search}
        onHelp={() => setHelps(true)}
      />
      <div className={styles.columns}>
        <MessageList triage={triage} onKeyDown={onKeyDown} />
        {message ? (
          <MessageDetail
            triage={triage}
            message={message}
            onPickOther={() => setCorrecting(message)}
          />
        ) : null}
      </div>
      <CorrectDialog
        turn={correcting?.turn ?? null}
        onClose={() => {
          if (correcting) triage.settle(correcting)
          setCorrecting(null)
        }}
      />
      <TriageKeys open={helps} onClose={() => setHelps(false)} />
    </section>
  )
}

interface TriageBarProps {
  readonly triage: Triage
  readonly total: number
  readonly search: React.RefObject<HTMLDivElement | null>
  readonly onHelp: () => void
}

function TriageBar({ triage, total, search, onHelp }: TriageBarProps) {
  const { ui } = useStudio()
  return (
    <div className={styles.bar}>
      <div className={styles.done}>
        <span>
          {count(triage.judged)} of {count(total)} judged
        </span>
        <Progress label="Messages judged" value={total === 0 ? 0 : triage.judged / total} />
      </div>
      <div className={styles.searchField} ref={search}>
        <TextField
          label="Search past messages"
          hideLabel
          type="search"
          placeholder="Search ( / )"
          value={triage.query}
          onChange={(query) => {
            triage.setQuery(query)
            ui.announce('')
          }}
        />
      </div>
      <SelectField
        label="Show"
        hideLabel
        value={triage.show}
        options={SHOW}
        onChange={triage.setShow}
      />
      <SelectField
        label="What was misunderstood is kept as"
        hideLabel
        value={triage.keepAs}
        options={KEEP_AS}
        onChange={triage.setKeepAs}
      />
      <Button tone="quiet" onClick={onHelp}>
        Keys <kbd aria-hidden>?</kbd>
      </Button>
    </div>
  )
}
