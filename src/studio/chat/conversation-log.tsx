import { LoaderCircle } from 'lucide-react'
import { memo } from 'react'
import { commandTitle } from '../session/command-titles.ts'
import { useChat, useDocument } from '../session/hooks.ts'
import { Answer } from './answer.tsx'
import styles from './chat.module.css'
import { EmptyConversation } from './empty-conversation.tsx'
import { LongText } from './long-text.tsx'
import { workingOn, type MessageItem, type TranscriptItem, type TurnFacts } from './transcript.ts'
import type { FollowScroll } from './use-follow-scroll.ts'

interface ConversationLogProps {
  readonly transcript: readonly TranscriptItem[]
  readonly follow: FollowScroll
  readonly onCorrect: (facts: TurnFacts) => void
  /** The person is about to type the rest of what was put into the message. */
  readonly onWantsTyping: () => void
}

export function ConversationLog({
  transcript,
  follow,
  onCorrect,
  onWantsTyping,
}: ConversationLogProps) {
  const isBusy = useChat((chat) => chat.busy)
  return (
    <div
      ref={follow.log}
      role="log"
      aria-label="Conversation"
      aria-busy={isBusy}
      className={styles.log}
      onScroll={follow.onScroll}
      // A scrollable region must be reachable by keyboard.
      tabIndex={0}
    >
      {transcript.length === 0 ? <EmptyConversation /> : null}
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
  return (
    <div className={styles.message}>
      <span className="visually-hidden">You said: </span>
      {item.text === '' ? <em>Run from a form</em> : <LongText text={item.text} />}
    </div>
  )
})

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
