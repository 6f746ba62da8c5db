import { useEffect, useMemo, useState } from 'react'
import { useChat } from '../../session/hooks.ts'
import { useStudio } from '../../session/studio-provider.tsx'
import { doubtfulFirst, pastMessages, readTurns, type PastMessage } from './past-messages.ts'

/** All messages of all conversations, the doubtful first; `null` while they are read. */
export function usePastMessages(): readonly PastMessage[] | null {
  const { corrections, report } = useStudio()
  // What is said while this is open is read as soon as its turn is over.
  const isBusy = useChat((chat) => chat.busy)
  const conversations = useChat((chat) => chat.conversations)
  const [turns, setTurns] = useState<Awaited<ReturnType<typeof readTurns>> | null>(null)

  useEffect(() => {
    if (isBusy) return
    const stop = new AbortController()
    corrections
      .history()
      .then((history) => readTurns(history, stop.signal))
      .then(setTurns)
      .catch((error: unknown) => {
        if (!stop.signal.aborted) report(error)
      })
    return () => stop.abort(new Error('Read anew'))
  }, [corrections, report, isBusy, conversations])

  return useMemo(() => turns && doubtfulFirst(pastMessages(turns)), [turns])
}
