import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { commandTitle } from '../session/command-titles.ts'
import { useChat, useDocument } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { Badge } from '../ui/display.tsx'
import { percent, shortened } from '../ui/format.ts'
import { CorrectDialog } from './correct-dialog.tsx'
import { heardMessages, type HeardMessage } from './correction-state.ts'
import styles from './corrections.module.css'
import { transcriptOf, type SaidTurn } from './transcript.ts'
import { accept, triageMove, undoVerdict, verdictText, whyNotAccept } from './triage.ts'

/** The messages of the open conversation, to be gone through with the keyboard. */
export function MessageTriage() {
  const entries = useChat((chat) => chat.entries)
  const document = useDocument((it) => it)
  const transcript = useMemo(() => transcriptOf(entries, false), [entries])
  const messages = heardMessages(document, transcript)
  const [active, setActive] = useState(0)
  const [correcting, setCorrecting] = useState<SaidTurn | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const at = Math.min(active, messages.length - 1)
  const work = useTriage(setCorrecting)

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [at])

  const onKeyDown = (event: KeyboardEvent): void => {
    const move = event.ctrlKey || event.metaKey || event.altKey ? undefined : triageMove(event.key)
    const message = messages[at]
    if (!move || !message) return
    event.preventDefault()
    // The list has these keys while it has focus; the canvas must not delete at Backspace too.
    event.stopPropagation()
    if (move === 'next') setActive(Math.min(at + 1, messages.length - 1))
    else if (move === 'previous') setActive(Math.max(at - 1, 0))
    else work[move](message)
  }

  return (
    <section aria-label="Messages" className={styles.section}>
      <header className={styles.head}>
        <h3>Messages</h3>
        <Badge>{messages.length}</Badge>
        <p className={styles.hint}>
          <kbd>j</kbd> <kbd>k</kbd> move · <kbd>a</kbd> accept · <kbd>x</kbd> pick another ·{' '}
          <kbd>o</kbd> out of scope · <kbd>Backspace</kbd> take back
        </p>
      </header>
      {messages.length === 0 ? (
        <p className={styles.nothing}>
          What you say in the chat is listed here with the command it went to. Accept what went
          right, so that training learns your words; put right what did not.
        </p>
      ) : (
        <div
          ref={list}
          role="listbox"
          aria-label="Messages of this conversation"
          aria-activedescendant={`heard-${String(at)}`}
          tabIndex={0}
          className={styles.messages}
          onKeyDown={onKeyDown}
        >
          {messages.map((message, index) => (
            <MessageRow
              key={message.turn.runId}
              id={`heard-${String(index)}`}
              message={message}
              isActive={index === at}
              onPoint={() => setActive(index)}
            />
          ))}
        </div>
      )}
      {messages[at] ? <TriageButtons message={messages[at]} work={work} /> : null}
      <CorrectDialog turn={correcting} onClose={() => setCorrecting(null)} />
    </section>
  )
}

type TriageWork = Readonly<
  Record<'accept' | 'pick-other' | 'out-of-scope' | 'take-back', (message: HeardMessage) => void>
>

function useTriage(onPickOther: (turn: SaidTurn) => void): TriageWork {
  const studio = useStudio()
  const document = useDocument((it) => it)
  return {
    accept: (message) => {
      const because = whyNotAccept(document, message)
      if (because === null) accept(studio, message)
      else studio.ui.announce(because)
    },
    'pick-other': ({ turn }) => onPickOther(turn),
    'out-of-scope': ({ turn }) => {
      studio.chat.correct(turn.runId, null)
      studio.ui.announce('Kept as out of scope')
    },
    'take-back': (message) => undoVerdict(studio, message),
  }
}

interface MessageRowProps {
  readonly id: string
  readonly message: HeardMessage
  readonly isActive: boolean
  readonly onPoint: () => void
}

function MessageRow({ id, message, isActive, onPoint }: MessageRowProps) {
  const { turn, takenFor } = message
  const document = useDocument((it) => it)
  const weighed = turn.decision?.candidates.find(({ command }) => command === takenFor)
  return (
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      className={styles.message}
      data-verdict={message.verdict.kind}
      onClick={onPoint}
      tabIndex={-1}
    >
      <span className={styles.words}>{shortened(turn.text, 120)}</span>
      <span className={styles.soft}>
        {takenFor ? commandTitle(document, takenFor) : 'Nothing'}{' '}
        {weighed ? percent(weighed.probability) : ''}
      </span>
      <span className={styles.verdict}>{verdictText(document, message)}</span>
    </div>
  )
}

/** The same by mouse. */
function TriageButtons({ message, work }: { message: HeardMessage; work: TriageWork }) {
  const document = useDocument((it) => it)
  const because = whyNotAccept(document, message) ?? undefined
  const isUntouched = message.verdict.kind === 'none'
  return (
    <div className={styles.buttons}>
      <Button because={because} onClick={() => work.accept(message)}>
        Accept
      </Button>
      <Button onClick={() => work['pick-other'](message)}>Pick another…</Button>
      <Button onClick={() => work['out-of-scope'](message)}>Out of scope</Button>
      <Button
        tone="quiet"
        because={isUntouched ? 'Nothing was made of it yet' : undefined}
        onClick={() => work['take-back'](message)}
      >
        Take back
      </Button>
    </div>
  )
}
