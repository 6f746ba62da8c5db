import { AppError, type ErrorCode, type ErrorDetails } from '#shared/app-error.ts'

/** What a person reads for each failure: what happened, and what to do next. */
const SENTENCES: Record<ErrorCode, (details: ErrorDetails) => string> = {
  'benchmark/not-readable': ({ because }) =>
    `This is not a benchmark: ${String(because)}. Mend the file, then choose it again.`,
  'bundle/not-a-bundle': () =>
    'This file is not an Espalier bundle. Choose a .zip that was exported from Espalier.',
  'bundle/newer-than-app': ({ found }) =>
    `This bundle is of format ${String(found)}, newer than this studio knows. Update the studio, then import it again.`,
  'bundle/too-large': () =>
    'This bundle is larger than a workflow can be, so it was not opened. Export it again from its source.',
  'bundle/unsafe-path': () =>
    'This bundle tries to write outside of itself, so it was not opened. Ask whoever made it for a clean export.',
  'bundle/damaged': () =>
    'This bundle is damaged or incomplete. Download or export it again; nothing here was changed.',
  'db/newer-than-app': () =>
    'Your workflows were saved by a newer studio. Reload to get it; nothing was changed.',
  'db/quota-exceeded': () =>
    'The browser’s storage is full. Your work is kept in this tab: export a bundle, free some space, then press Retry.',
  'db/unavailable': () =>
    'The browser does not let this page store anything (private window or blocked site data). You can work, but export a bundle before you close the tab.',
  'db/malformed-document': () =>
    'Part of this workflow cannot be read. Open what can be; the rest is put aside, not deleted.',
  'db/changed-elsewhere': () =>
    'The same thing was changed here and in another tab. Choose whose version to keep; everything else of both is kept anyway.',
  'db/not-handed-over': ({ because }) =>
    because === 'not-saved'
      ? 'The other tab has work that it cannot save, so it did not hand over. Look there first.'
      : 'The other tab does not answer. Close it, and this one takes over by itself.',
  'examples/unreachable': () => 'The example could not be loaded. Reload the page and try again.',
  'import/not-readable': ({ file, because }) =>
    `${String(file || 'This')} cannot be read: ${String(because)}. Nothing was imported. Choose another format above, or mend the file and choose it again.`,
  'import/too-large': ({ file, what, limit }) =>
    what === 'utterances'
      ? `That is more than ${String(limit)} utterances. Nothing was imported; split the file and import its parts.`
      : `${String(file ?? 'This file')} is larger than an import can be. Nothing was imported; split it and import its parts.`,
  'learn/encoder-unavailable': ({ encoder, file }) =>
    encoder !== undefined && file === undefined
      ? `This studio does not have the sentence encoder “${String(encoder)}”. Choose another for the workflow in the inspector, then train; names of commands still work meanwhile.`
      : 'The sentence encoder could not be loaded. Reload the page; names of commands still work meanwhile.',
  'learn/encoder-damaged': () =>
    'A file of the sentence encoder is damaged. Reload without cache, or install the studio again; names of commands still work meanwhile.',
  'learn/not-enough-utterances': () =>
    'There is too little to learn from. Give at least one command an utterance, then train again.',
  'learn/not-restored': ({ because }) =>
    because === 'gone'
      ? 'This version is not kept any more. Train again instead; nothing was changed.'
      : 'This version was trained with another release of the sentence encoder. Train again instead; nothing was changed.',
  'learn/not-trained': () => 'This workflow is not trained yet. Press Train.',
  'learn/worker-crashed': () =>
    'The training worker stopped, perhaps for want of memory. Nothing was lost: press Train to start it again.',
  'learn/backend-unavailable': () =>
    'This back end does not work in this browser. Choose Automatic.',
  'sandbox/unavailable': () => 'The sandbox for your application could not start. Reload the page.',
  'sandbox/does-not-compile': ({ file, line }) =>
    `${String(file ?? 'The source')} does not compile${line === undefined ? '' : ` (line ${String(line)})`}. Mend it in Source.`,
  'sandbox/failed': ({ file, line }) =>
    `The handler failed${file === undefined ? '' : ` in ${String(file)}`}${line === undefined ? '' : `, line ${String(line)}`}. Nothing of what it did was kept.`,
  'sandbox/timed-out': () =>
    'The handler ran longer than it may and was stopped. Nothing of what it did was kept.',
  'sandbox/cannot-undo': () => 'This cannot be undone any more: something has changed since.',
  'sandbox/not-allowed': ({ origin }) =>
    `The application may not reach ${origin ?? 'this address'}. Allow it in the workflow’s settings, under Hosts.`,
  'sandbox/out-of-memory': () =>
    'The handler wanted more memory than it may use and was stopped. Nothing of what it did was kept.',
  'llm/not-configured': () =>
    'No language model is configured; everything but its extras works. See the README for how to add a key.',
  'llm/unreachable': () => 'The language model cannot be reached. Try again in a moment.',
  'llm/refused': () => 'The language model refused the request.',
  'llm/too-large': () => 'That is more text than a language model request may carry.',
  'llm/timed-out': () => 'The language model took too long to answer. Try again.',
  'llm/not-allowed': () => 'The studio’s server did not accept this request. Reload the page.',
  'llm/bad-request': () => 'The language model did not understand the request.',
  'llm/too-many-requests': () => 'Too many requests to the language model. Wait a minute.',
}

/** Words a failure. A bug (not an `AppError`) keeps its own message: it is for whoever mends it. */
export function errorText(error: unknown): string {
  if (error instanceof AppError) return SENTENCES[error.code](error.details)
  return error instanceof Error ? `Something went wrong: ${error.message}` : 'Something went wrong.'
}
