import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import type { Document } from '#domain/document.ts'
import { commandTitle } from '../../session/command-titles.ts'
import { useDocument } from '../../session/hooks.ts'
import { percent, shortened } from '../../ui/format.ts'
import type { Verdict } from '../correction-state.ts'
import { verdictText } from './judging.ts'
import type { Outcome, PastMessage } from './past-messages.ts'
import styles from './triage.module.css'
import type { Triage } from './use-triage.ts'

const ROW = 30

interface MessageListProps {
  readonly triage: Triage
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** One tab stop; the cursor moves by keys. Only the rows in sight are drawn. */
export function MessageList({ triage, onKeyDown }: MessageListProps) {
  const { listed, at, go, verdictOf } = triage
  const document = useDocument((it) => it)
  const scroller = useRef<HTMLDivElement>(null)
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoised by it
  const rows = useVirtualizer({
    count: listed.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  })
  useEffect(() => {
    if (listed.length > 0) rows.scrollToIndex(at)
  }, [rows, at, listed.length])

  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label="Past messages, the doubtful first"
      aria-activedescendant={listed.length > 0 ? rowId(at) : undefined}
      tabIndex={0}
      className={styles.list}
      onKeyDown={onKeyDown}
    >
      {listed.length === 0 ? <p className={styles.empty}>{emptyText(triage)}</p> : null}
      <div style={{ height: rows.getTotalSize() }} className={styles.rows} role="presentation">
        {rows.getVirtualItems().map(({ index, start }) => {
          const message = listed[index]
          if (!message) return null
          return (
            <div
              key={message.turn.runId}
              id={rowId(index)}
              role="option"
              aria-selected={index === at}
              aria-setsize={listed.length}
              aria-posinset={index + 1}
              tabIndex={-1}
              className={styles.row}
              style={{ transform: `translateY(${String(start)}px)`, height: ROW }}
              onClick={() => go(index)}
            >
              <Row document={document} message={message} verdict={verdictOf(message)} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

const rowId = (index: number): string => `past-message-${String(index)}`

function emptyText({ query, show }: Triage): string {
  if (query !== '') return 'No message has these words.'
  return show === 'judged'
    ? 'No message was judged yet.'
    : 'Every message is judged. What is said next will be listed here.'
}

/** What it came to, by a word: colour alone would not tell. */
const CAME: Record<Outcome, string> = {
  refused: 'refused',
  asked: 'asked',
  unsure: 'unsure',
  failed: 'failed',
  routed: '',
}

interface RowProps {
  readonly document: Document
  readonly message: PastMessage
  readonly verdict: Verdict
}

function Row({
  document,
  message: { turn, takenFor, came, probability, times },
  verdict,
}: RowProps) {
  const judged = verdictText(document, verdict)
  const went = takenFor ? `${commandTitle(document, takenFor)} ${percent(probability)}` : 'Nothing'
  return (
    <>
      <span className={styles.text} title={turn.text}>
        {shortened(turn.text, 160)}
        {times > 1 ? <span className={styles.faint}> ×{times}</span> : null}
      </span>
      <span className={styles.came} data-came={came}>
        {CAME[came]}
      </span>
      {judged === '' ? (
        <span className={styles.went} title={went}>
          {went}
        </span>
      ) : (
        <span className={styles.judged} title={judged}>
          ✓ {judged}
        </span>
      )}
    </>
  )
}
