import { LoaderCircle } from 'lucide-react'
import { memo, type RefObject } from 'react'
import type { Document } from '#domain/document.ts'
import { commandTitle } from '../session/command-titles.ts'
import { useChat, useDocument } from '../session/hooks.ts'
import { shortened } from '../ui/format.ts'
import { Answer } from './answer.tsx'
import styles from './chat.module.css'
import { EmptyConversation } from './empty-conversation.tsx'
import { LongText } from './long-text.tsx'
import { workingOn } from './transcript.ts'
import type { MessageItem, SaidTurn, TranscriptItem } from './turn-items.ts'

interface ConversationLogProps {
  readonly transcript: readonly TranscriptItem[]
  readonly log: RefObject<HTMLDivElement | null>
  readonly onScroll: () => void
  readonly onCorrect: (turn: SaidTurn) => void
  /** The person is about to type the rest of what was put into the message. */
  readonly onWantsTyping: () => void
}

export function ConversationLog({
  transcript,
  log,
  onScroll,
  onCorrect,
  onWantsTyping,
}: ConversationLogProps) {
  const isBusy = useChat((chat) => chat.busy)
  // What a conversation begins with by itself does not take the place of what can be said.
  const isUnsaid = !transcript.some((item) => item.kind === 'message' && item.by !== 'startup')
  return (
    <div
      ref={log}
      role="log"
      aria-label="Conversation"
      aria-busy={isBusy}
      className={styles.log}
      onScroll={onScroll}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      {isUnsaid ? <EmptyConversation /> : null}
      {transcript.map((item) =>
        item.kind === 'message' ? (
          <Message key={item.key} item={item} />
        ) : (
          <Answer key={item.key} item={item} onCorrect={onCorrect} onWantsTyping={onWantsTyping} />
        ),
      )}
      {isBusy ? <Working /> : null}
    </div>
  )
}

const Message = memo(function Message({ item }: { item: MessageItem }) {
  const wordless = useDocument((document) => wordlessText(document, item))
  if (item.by === 'startup')
    return (
      <p className={styles.begins}>
        A conversation begins with {item.text === '' ? wordless : `“${shortened(item.text, 80)}”`}
      </p>
    )
  return (
    <div className={styles.message}>
      <span className="visually-hidden">You said: </span>
      {item.text === '' ? <em>{wordless}</em> : <LongText text={item.text} />}
    </div>
  )
})

/** What was done without words. */
function wordlessText(document: Document, { command, undoes }: MessageItem): string {
  if (undoes) return `Undo “${commandTitle(document, undoes)}”`
  return command ? commandTitle(document, command) : 'Chosen by a button'
}

function Working() {
  const entries = useChat((chat) => chat.entries)
  const text = useDocument((document) => workingOn(entries, (id) => commandTitle(document, id)))
  return (
    <p className={styles.working}>
      <LoaderCircle size={14} className={styles.turning} aria-hidden />
      {text}
    </p>
  )
}
