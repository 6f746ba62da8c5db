import { useEffect, useMemo, useState } from 'react'
import type { ClassSource } from '#bundle/interop/classes/source-file.ts'
import type { SourceLanguage } from '#domain/classes/class-model.ts'
import type { OfferDiff } from '#domain/classes/offer-diff.ts'
import { sourceFilesOf } from '#domain/queries.ts'
import { useDocument } from '../session/hooks.ts'
import { classReader, comparedRecords } from './class-reader.ts'

export interface ClassDiff {
  /** Of what is read now or, while that is being read, of what was read before. */
  readonly diff: OfferDiff | null
  readonly isReading: boolean
  readonly error: unknown
}

interface Read {
  readonly of: readonly ClassSource[] | null
  readonly diff: OfferDiff | null
  readonly error: unknown
}

const NOTHING: Read = { of: null, diff: null, error: null }

/**
 * How the classes of some files stand to the workflow, read again whenever either changes.
 *
 * @param sources `null`: nothing is read.
 * @param waitMs For the person to stop typing.
 */
export function useClassDiff(
  language: SourceLanguage,
  sources: readonly ClassSource[] | null,
  waitMs = 0,
): ClassDiff {
  // Compared record by record: an utterance that is typed reads nothing anew.
  const compared = useDocument(comparedRecords)
  const [read, setRead] = useState(NOTHING)
  useEffect(() => {
    if (!sources) return undefined
    const controller = new AbortController()
    const timer = setTimeout(() => {
      classReader.read({ language, sources, records: compared }, controller.signal).then(
        (diff) => setRead({ of: sources, diff, error: null }),
        (error: unknown) => {
          if (!controller.signal.aborted) setRead({ of: sources, diff: null, error })
        },
      )
    }, waitMs)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [language, sources, compared, waitMs])
  if (!sources) return { diff: null, isReading: false, error: null }
  const isOfThese = read.diff?.model.language === language
  return { diff: isOfThese ? read.diff : null, isReading: read.of !== sources, error: read.error }
}

/** The TypeScript of the workflow; the same list until a file changes. */
export function useOwnSources(): readonly ClassSource[] {
  const files = useDocument(sourceFilesOf)
  return useMemo(() => files.map(({ path, text }) => ({ path, text })), [files])
}
