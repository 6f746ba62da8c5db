import { Copy } from 'lucide-react'
import { useMemo } from 'react'
import { useChat, useDocument, useUi } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { Badge, EmptyState } from '../ui/display.tsx'
import { duration, moment, plural, shortened } from '../ui/format.ts'
import styles from './trace.module.css'
import {
  offset,
  STATE_WORDS,
  traceEvents,
  traceTurns,
  turnJson,
  type TraceEvent,
  type TraceTurn,
} from './trace-view.ts'

/** What the engine did, event by event. The chosen turn is also the one the canvas shows. */
export function TracePanel() {
  const entries = useChat((chat) => chat.entries)
  const shownRun = useUi((ui) => ui.shownRun)
  const turns = useMemo(() => traceTurns(entries), [entries])
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

function Turns({ turns, shown }: { turns: readonly TraceTurn[]; shown: TraceTurn }) {
  const { ui } = useStudio()
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
              <span className={styles.words}>{shortened(turn.text, 80) || 'Run from a form'}</span>
              <span className={styles.soft}>
                {moment(turn.at)} · {STATE_WORDS[turn.state]}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Events({ turn }: { turn: TraceTurn }) {
  const studio = useStudio()
  const document = useDocument((it) => it)
  const events = useMemo(() => traceEvents(document, turn), [document, turn])
  const copy = (): void => {
    navigator.clipboard.writeText(turnJson(turn)).then(() => {
      studio.ui.announce('Copied as JSON')
    }, studio.report)
  }
  const lasted = (turn.entries.at(-1)?.at ?? turn.at) - turn.at
  return (
    <div className={styles.events}>
      <header className={styles.head}>
        <h3>{shortened(turn.text, 120) || 'Run from a form'}</h3>
        <Badge tone={TONES[turn.state]}>{STATE_WORDS[turn.state]}</Badge>
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
  unfinished: 'warn',
} as const satisfies Record<TraceTurn['state'], string>

function EventRow({ event }: { event: TraceEvent }) {
  const { type: _type, ...data } = event.event
  return (
    <li>
      <details className={styles.event}>
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
        <pre>{JSON.stringify(data, null, 2)}</pre>
      </details>
    </li>
  )
}
