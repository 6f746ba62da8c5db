import { readImport } from '#bundle/interop/read-import.ts'
import { AppError, toWire } from '#shared/app-error.ts'
import { err, ok } from '#shared/result.ts'
import type { ImportAnswer, ImportRequest } from './import-reader.ts'

/** One request, one answer: whoever asks ends the worker then. */
addEventListener('message', ({ data }: MessageEvent<ImportRequest>) => {
  postMessage(answerTo(data))
})

function answerTo({ sources, format }: ImportRequest): ImportAnswer {
  try {
    return ok(readImport(sources, { format }))
  } catch (error) {
    // A bug reaches the page as the worker's own error event.
    if (error instanceof AppError) return err(toWire(error))
    throw error
  }
}
