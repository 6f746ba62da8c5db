import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { BundleContents } from '#bundle/contract.ts'
import { documentFor } from '#domain/corrections-in-force.ts'
import { appSpec } from '#engine/sandbox/app-spec.ts'
import { Application } from '#engine/sandbox/application.ts'
import { createSession } from '#engine/turn/create-session.ts'
import type { JournalEntry } from '#engine/turn/events.ts'
import type { Session } from '#engine/turn/session.ts'
import { carriedModel } from './carried-model.ts'
import { openNodeLearn } from './node-learn.ts'

/** A conversation with a workflow in Node: the studio's own engine, sandbox and encoder. */
export interface NodeSession {
  readonly session: Session
  /** Grows with the conversation. */
  readonly entries: readonly JournalEntry[]
  close(): Promise<void>
}

export interface NodeSessionOptions {
  readonly onTraining?: () => void
  /** Who talks: their own corrections are in force beside those for everyone. */
  readonly person?: string | null
}

/**
 * Opens a workflow to be talked to. One that comes without a model, or with one of another encoder
 * or another release of it, is trained first, which `onTraining` hears of.
 */
export async function openNodeSession(
  contents: BundleContents,
  { onTraining, person = null }: NodeSessionOptions = {},
): Promise<NodeSession> {
  const { document } = contents
  const learn = await openNodeLearn(document)
  const carried = carriedModel(contents)
  if (!carried) onTraining?.()
  const model = carried ?? (await learn.train(document)).model
  const understand = await learn.open(model)
  const application = await Application.open({
    wasm: await sandboxEngine(),
    spec: appSpec(document),
    saved: null,
  })
  const entries: JournalEntry[] = []
  const session = createSession(
    {
      now: () => Date.now(),
      newRunId: () => randomUUID(),
      understand,
      findSpans: learn.openSpans(model),
      embed: learn.embed,
      application,
      journal: {
        append(entry) {
          entries.push(entry)
          return Promise.resolve()
        },
      },
    },
    { document: () => documentFor(document, { person, now: Date.now() }), model: () => model },
  )
  return { session, entries, close: learn.close }
}

async function sandboxEngine(): Promise<WebAssembly.Module> {
  const path = createRequire(import.meta.url).resolve('quickjs-wasi/quickjs.wasm')
  return WebAssembly.compile(await readFile(path))
}
