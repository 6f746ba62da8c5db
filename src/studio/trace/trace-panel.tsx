import { Copy } from 'lucide-react'
import { useMemo, useState } from 'react'
import { turnsOf, type Turn } from '#engine/turn/turn-state.ts'
import { useChat, useDocument, useUi } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { Badge, EmptyState } from '../ui/display.tsx'
import { duration, moment, plural } from '../ui/format.ts'
import styles from './trace.module.css'
import {
  offset,
  standingOf,
  STANDING_WORDS,
  traceEvents,
  turnJson,
  turnName,
  type TraceEvent,
  type TurnStanding,
} from './trace-view.ts'

/** What the engine did, event by event. The chosen turn is also the one the canvas shows. */
export function TracePanel() {
  const entries = useChat((chat) => chat.entries)
  const shownRun = useUi((ui) => ui.shownRun)
  const turns = useMemo(() => turnsOf(entries).reverse(), [entries])
  const shown = turns.find(({ runId }) => runId === shownRun) ?? turns[0]
  return (
    <section aria-label="Trace" className={styles.panel}>
      {shown ? (
        <>
          <Turns turns={turns} shown={shown} />
          <Events key={shown.runId} turn={shown} />
        </>
      ) : (
        <EmptyState title="Nothing has happened yet">
          Say something in the chat: each step it takes, from the message to the reply, is listed
          here with its time and data.
        </EmptyState>
      )}
    </section>
  )
}

function Turns({ turns, shown }: { turns: readonly Turn[]; shown: Turn }) {
  const { ui } = useStudio()
  const document = useDocument((it) => it)
  return (
    <nav aria-label="Turns" className={styles.turns}>
      <ol>
        {turns.map((turn, index) => (
          <li key={turn.runId}>
            <button
              type="button"
              className={styles.turn}
              aria-current={turn === shown}
              // The latest turn is followed: the next one takes its place.
              onClick={() => ui.set({ shownRun: index === 0 ? null : turn.runId })}
            >
              <span className={styles.words} title={turnName(document, turn)}>
                {turnName(document, turn)}
              </span>
              <span className={styles.soft}>
                {moment(turn.at)} · {STANDING_WORDS[standingOf(turn)]}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Events({ turn }: { turn: Turn }) {
  const studio = useStudio()
  const document = useDocument((it) => it)
  const events = useMemo(() => traceEvents(document, turn), [document, turn])
  const copy = (): void => {
    navigator.clipboard.writeText(turnJson(turn)).then(() => {
      studio.ui.announce('Copied as JSON')
    }, studio.report)
  }
  const standing = standingOf(turn)
  const lasted = (turn.entries.at(-1)?.at ?? turn.at) - turn.at
  return (
    <div className={styles.events}>
      <header className={styles.head}>
        <h3 title={turnName(document, turn)}>{turnName(document, turn)}</h3>
        <Badge tone={TONES[standing]}>{STANDING_WORDS[standing]}</Badge>
        <span className={styles.soft}>
          {plural(events.length, 'event')} in {duration(lasted)}
        </span>
        <Button className={styles.copy} onClick={copy}>
          <Copy size={14} aria-hidden />
          Copy as JSON
        </Button>
      </header>
      <ol className={styles.list}>
        {events.map((event) => (
          <EventRow key={event.key} event={event} />
        ))}
      </ol>
    </div>
  )
}

const TONES = {
  done: 'accent',
  refused: 'warn',
  failed: 'danger',
  cancelled: 'plain',
  waiting: 'info',
  suspended: 'plain',
  unfinished: 'warn',
} as const satisfies Record<TurnStanding, string>

function EventRow({ event }: { event: TraceEvent }) {
  const [isOpen, setIsOpen] = useState(false)
  const { type: _type, ...data } = event.event
  return (
    <li>
      <details className={styles.event} onToggle={(it) => setIsOpen(it.currentTarget.open)}>
        <summary>
          <span className={styles.time}>{offset(event.offsetMs)}</span>
          <span className={styles.title} data-type={event.event.type}>
            {event.title}
          </span>
          <span className={styles.summary}>{event.summary}</span>
          <span className={styles.time}>
            {event.lastedMs === null
              ? ''
              : `${event.isWaiting ? 'waited ' : ''}${duration(event.lastedMs)}`}
          </span>
        </summary>
        {isOpen ? <pre>{JSON.stringify(data, null, 2)}</pre> : null}
      </details>
    </li>
  )
}
