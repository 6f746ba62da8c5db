import { useEffect, useState } from 'react'
import type { UtteranceRecord } from '#domain/document.ts'
import { nearUtterances, type NearGroup } from '#domain/near-utterances.ts'
import { recordsOf } from '#domain/queries.ts'
import { useDocument } from '../session/hooks.ts'
import { inSlices } from '../session/in-slices.ts'
import { useStudio } from '../session/studio-provider.tsx'

interface Found {
  readonly of: readonly UtteranceRecord[]
  readonly groups: readonly NearGroup[]
}

/** After so long without a change they are looked for again. */
const SETTLED_MS = 250

/**
 * Utterances that say nearly the same, looked for beside the person's work. `null` while they are
 * looked for the first time; after a change the last ones stand until the next are there.
 */
export function useNearGroups(isWanted: boolean): readonly NearGroup[] | null {
  const { report } = useStudio()
  const utterances = useDocument((document) => recordsOf(document, 'utterance'))
  const [found, setFound] = useState<Found | null>(null)
  const isKnown = found?.of === utterances
  useEffect(() => {
    if (!isWanted || isKnown) return undefined
    const controller = new AbortController()
    const look = (): void => {
      inSlices(nearUtterances(utterances), controller.signal).then(
        (groups) => setFound({ of: utterances, groups }),
        (error: unknown) => {
          if (!controller.signal.aborted) report(error)
        },
      )
    }
    const timer = setTimeout(look, SETTLED_MS)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [isWanted, isKnown, utterances, report])
  return found?.groups ?? null
}
