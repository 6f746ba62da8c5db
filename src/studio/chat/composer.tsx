import { CornerDownLeft, Square } from 'lucide-react'
import { useRef, type KeyboardEvent, type RefObject } from 'react'
import { recordById } from '#domain/queries.ts'
import { commandTitle } from '../session/command-titles.ts'
import { useChat, useDocument } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { placeTitle } from './answer-line.ts'
import styles from './chat.module.css'
import { sendsMessage } from './send-key.ts'

/** Beyond this the field stops growing with its text: measuring it at each key would be felt. */
const GROWS_UP_TO = 4000

interface ComposerProps {
  readonly input: RefObject<HTMLTextAreaElement | null>
  readonly onSend: () => void
}

/** The next message. What is half typed lives in the chat's state, so that nothing loses it. */
export function Composer({ input, onSend }: ComposerProps) {
  const { chat, report } = useStudio()
  const draft = useChat((state) => state.draft)
  const isBusy = useChat((state) => state.busy)
  const placeholder = usePlaceholder()
  const justComposed = useRef(false)
  const because = whyNotSend(draft, isBusy)

  const send = (): void => {
    if (because) return
    chat.setDraft('')
    onSend()
    void chat.send(draft).catch(report)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const { key, keyCode, shiftKey, altKey } = event
    const press = { key, keyCode, shiftKey, altKey, isComposing: event.nativeEvent.isComposing }
    if (!sendsMessage(press, justComposed.current)) return
    event.preventDefault()
    send()
  }
  const onCompositionEnd = (): void => {
    justComposed.current = true
    setTimeout(() => (justComposed.current = false))
  }

  return (
    <div className={styles.composer}>
      <textarea
        ref={input}
        aria-label="Message"
        className={styles.input}
        data-grows={draft.length <= GROWS_UP_TO}
        rows={draft.length <= GROWS_UP_TO ? 1 : 8}
        value={draft}
        placeholder={placeholder}
        onChange={(event) => chat.setDraft(event.target.value)}
        onKeyDown={onKeyDown}
        onCompositionEnd={onCompositionEnd}
      />
      {isBusy ? (
        <Button onClick={() => void chat.stop().catch(report)}>
          <Square size={12} aria-hidden />
          Stop
        </Button>
      ) : null}
      <Button tone={because ? 'plain' : 'primary'} because={because} onClick={send}>
        Send
        <CornerDownLeft size={14} aria-hidden />
      </Button>
    </div>
  )
}

function whyNotSend(draft: string, isBusy: boolean): string | undefined {
  if (isBusy) return 'Wait for the answer, or stop it'
  return draft.trim() === '' ? 'Type a message first' : undefined
}

function usePlaceholder(): string {
  const question = useChat((state) => state.question)
  return useDocument((document) => {
    switch (question?.kind) {
      case undefined:
        return 'Say what you want'
      case 'which-command':
        return 'Say which one, or something else'
      case 'which-value':
        return 'Say what to change'
      case 'confirm':
        return `Yes or no: ${commandTitle(document, question.command)}?`
      case 'value': {
        const command = recordById(document, 'command', question.command)
        const parameter = command?.parameters.find(({ id }) => id === question.parameter)
        return parameter ? `${placeTitle(question.path ?? parameter.name)}…` : 'Your answer'
      }
    }
  })
}
