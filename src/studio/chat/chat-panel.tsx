import { ArrowDown } from 'lucide-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { correctionsOf } from '#domain/queries.ts'
import { useChat, useDocument } from '../session/hooks.ts'
import { Button } from '../ui/button.tsx'
import { ApplicationNotice } from './application-notice.tsx'
import styles from './chat.module.css'
import { ChatHeader } from './chat-header.tsx'
import { Composer } from './composer.tsx'
import { ConversationLog } from './conversation-log.tsx'
import { CorrectDialog } from './correct-dialog.tsx'
import { EncoderNotice } from './encoder-notice.tsx'
import { transcriptOf } from './transcript.ts'
import type { SaidTurn } from './turn-items.ts'
import { useFollowScroll } from './use-follow-scroll.ts'

/** Talk to the workflow: the conversation, where one is in the application, and the next message. */
export function ChatPanel() {
  const entries = useChat((chat) => chat.entries)
  const isBusy = useChat((chat) => chat.busy)
  const conversation = useChat((chat) => chat.conversation)
  const transcript = useMemo(() => transcriptOf(entries, isBusy), [entries, isBusy])
  const corrections = useDocument((document) => correctionsOf(document).length)
  const { log, isAway, onScroll, jumpToLatest } = useFollowScroll(
    [conversation, entries.length, isBusy, corrections].join(' '),
  )
  const [correcting, setCorrecting] = useState<SaidTurn | null>(null)
  const composer = useRef<HTMLTextAreaElement>(null)
  const focusComposer = useCallback(() => composer.current?.focus(), [])
  return (
    <section id="chat" tabIndex={-1} aria-label="Chat" className={styles.panel}>
      <ChatHeader />
      <ApplicationNotice />
      <EncoderNotice />
      <div className={styles.logFrame}>
        <ConversationLog
          transcript={transcript}
          log={log}
          onScroll={onScroll}
          onCorrect={setCorrecting}
          onWantsTyping={focusComposer}
        />
        {isAway ? (
          <Button className={styles.jump} onClick={jumpToLatest}>
            <ArrowDown size={14} aria-hidden />
            Jump to latest
          </Button>
        ) : null}
      </div>
      <Composer input={composer} onSend={jumpToLatest} />
      <CorrectDialog turn={correcting} onClose={() => setCorrecting(null)} />
    </section>
  )
}
