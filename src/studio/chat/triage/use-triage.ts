import { useMemo, useState } from 'react'
import type { CommandId } from '#domain/ids.ts'
import { commandTitle } from '../../session/command-titles.ts'
import { useDocument } from '../../session/hooks.ts'
import { useStudio } from '../../session/studio-provider.tsx'
import { judge, undoVerdict, type KeepAs } from './judging.ts'
import { matching, verdicts, type PastMessage } from './past-messages.ts'

export const SHOW = [
  { value: 'open', label: 'Not judged yet' },
  { value: 'all', label: 'All' },
  { value: 'judged', label: 'Judged' },
] as const
export type Show = (typeof SHOW)[number]['value']

/** Going through messages: the cursor, what was judged in this sitting, and what is listed. */
export function useTriage(messages: readonly PastMessage[]) {
  const studio = useStudio()
  const document = useDocument((it) => it)
  const [query, setQuery] = useState('')
  const [show, setShow] = useState<Show>('open')
  const [keepAs, setKeepAs] = useState<KeepAs>('correction')
  const [cursor, setCursor] = useState(0)
  /** Judged or skipped in this sitting, oldest first: they stay listed, and undo goes back to them. */
  const [done, setDone] = useState<readonly string[]>([])
  const verdictOf = useMemo(() => verdicts(document), [document])

  const listed = useMemo(
    () =>
      matching(messages, query, (command) => commandTitle(document, command)).filter((message) => {
        if (show === 'all') return true
        const isJudged = verdictOf(message).kind !== 'none'
        return show === 'judged' ? isJudged : !isJudged || done.includes(message.turn.runId)
      }),
    [messages, query, show, done, document, verdictOf],
  )
  const judged = useMemo(
    () => messages.filter((message) => verdictOf(message).kind !== 'none').length,
    [messages, verdictOf],
  )
  const at = Math.max(0, Math.min(cursor, listed.length - 1))
  const message = listed[at]

  const go = (to: number): void => setCursor(Math.max(0, Math.min(to, listed.length - 1)))
  const pass = (said: string): void => {
    if (!message) return
    setDone([...done.filter((id) => id !== message.turn.runId), message.turn.runId])
    go(at + 1)
    studio.ui.announce(said)
  }
  const keep = (meant: CommandId | null): void => {
    if (!message) return
    const verdict = verdictOf(message)
    if (verdict.kind !== 'none') undoVerdict(studio, verdict)
    const result = judge(studio, message, meant, keepAs)
    if (result.outcome === 'kept')
      pass(
        `${result.said}. ${String(judged + (verdict.kind === 'none' ? 1 : 0))} of ${String(messages.length)} judged`,
      )
    else studio.ui.announce(result.because)
  }
  /** After the dialog: what was kept there counts as judged here. */
  const settle = (of: PastMessage): void => {
    const now = verdicts(studio.document.state.getState().document)(of)
    if (now.kind === 'none') return
    setDone([...done.filter((id) => id !== of.turn.runId), of.turn.runId])
    go(listed.indexOf(of) + 1)
  }
  /** Takes back the latest judgement of this sitting, or that of the message under the cursor. */
  const undo = (): void => {
    const last = done.at(-1)
    const index = listed.findIndex(({ turn }) => turn.runId === last)
    const target = index >= 0 ? listed[index] : message
    if (!target) return
    const verdict = verdictOf(target)
    undoVerdict(studio, verdict)
    setDone(done.filter((id) => id !== target.turn.runId))
    if (index >= 0) go(index)
    studio.ui.announce(verdict.kind === 'none' ? 'Back to the one before' : 'Taken back')
  }

  return {
    listed,
    judged,
    at,
    message,
    verdictOf,
    query,
    show,
    keepAs,
    go,
    keep,
    settle,
    undo,
    skip: () => pass('Skipped'),
    setKeepAs,
    setQuery: (next: string) => {
      setQuery(next)
      setCursor(0)
    },
    setShow: (next: Show) => {
      setShow(next)
      setDone([])
      setCursor(0)
    },
  }
}

export type Triage = ReturnType<typeof useTriage>
