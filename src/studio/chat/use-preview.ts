import { useEffect, useState } from 'react'
import type { CommandId } from '#domain/ids.ts'
import type { HeardWords } from '../session/correction-controller.ts'
import type { CorrectionEffects } from '../session/correction-effects.ts'
import { useStudio } from '../session/studio-provider.tsx'

export type Preview =
  | { readonly status: 'none' }
  | { readonly status: 'looking'; readonly share: number | null }
  | { readonly status: 'known'; readonly effects: CorrectionEffects }
  | { readonly status: 'failed' }

/** Long enough that moving past a choice does not ask about it. */
const REST_MS = 150

/**
 * What keeping this meaning would do to other messages; `undefined` for no meaning chosen. Looked
 * into behind the choice: it never holds up keeping it.
 */
export function usePreview(words: HeardWords, meant: CommandId | null | undefined): Preview {
  const { corrections } = useStudio()
  const [preview, setPreview] = useState<{ meant: CommandId | null; state: Preview } | null>(null)
  const { text, context, taken } = words

  useEffect(() => {
    if (meant === undefined) return
    const stop = new AbortController()
    const { signal } = stop
    const tell = (state: Preview): void => {
      if (!signal.aborted) setPreview({ meant, state })
    }
    const onProgress = (done: number, total: number): void =>
      tell({ status: 'looking', share: total === 0 ? null : done / total })
    const rest = setTimeout(() => {
      corrections.preview({ text, context, taken }, meant, { signal, onProgress }).then(
        (effects) => tell({ status: 'known', effects }),
        () => tell({ status: 'failed' }),
      )
    }, REST_MS)
    return () => {
      clearTimeout(rest)
      stop.abort(new Error('Another choice is looked at'))
    }
  }, [corrections, text, context, taken, meant])

  if (meant === undefined) return { status: 'none' }
  return preview?.meant === meant ? preview.state : { status: 'looking', share: null }
}
