import { randomUUID } from 'node:crypto'
import type { BundleContents } from '#bundle/contract.ts'
import { documentFor } from '#domain/corrections-in-force.ts'
import type { Document } from '#domain/document.ts'
import type { IntentModel } from '#domain/intent-model.ts'
import type { EnginePorts } from '#engine/ports.ts'
import { appSpec } from '#engine/sandbox/app-spec.ts'
import { Application } from '#engine/sandbox/application.ts'
import { webHost } from '#engine/sandbox/web-host.ts'
import { createSession } from '#engine/turn/create-session.ts'
import type { JournalEntry } from '#engine/turn/events.ts'
import type { Session } from '#engine/turn/session.ts'
import { carriedModel } from './carried-model.ts'
import type { ConversationFile } from './conversation-file.ts'
import { keptConversation } from './kept-conversation.ts'
import { openNodeLearn } from './node-learn.ts'
import { sandboxEngine } from './sandbox-engine.ts'

/** A conversation with a workflow in Node: the studio's own engine, sandbox and encoder. */
export interface NodeSession {
  readonly session: Session
  /** The document as it is for who talks. */
  readonly document: () => Document
  readonly model: IntentModel
  readonly understand: EnginePorts['understand']
  /** The whole conversation; grows with it. */
  readonly entries: readonly JournalEntry[]
  /** Keeps the state as it is now, where the conversation is kept; commands that ran are kept already. */
  keep(): Promise<void>
  close(): Promise<void>
}

export interface NodeSessionOptions {
  readonly onTraining?: () => void
  /** Who talks: their own corrections are in force beside those for everyone. */
  readonly person?: string | null
  /** Where the conversation is kept, and gone on with; left out for one that is forgotten. */
  readonly file?: ConversationFile | null
}

/**
 * Opens a workflow to be talked to. One that comes without a model, or with one of another encoder
 * or another release of it, is trained first, which `onTraining` hears of.
 */
export async function openNodeSession(
  contents: BundleContents,
  { onTraining, person = null, file = null }: NodeSessionOptions = {},
): Promise<NodeSession> {
  const document = () => documentFor(contents.document, { person, now: Date.now() })
  const learn = await openNodeLearn(contents.document)
  const carried = carriedModel(contents)
  if (!carried) onTraining?.()
  const model = carried ?? (await learn.train(contents.document)).model
  const understand = await learn.open(model)
  const application = await Application.open({
    wasm: await sandboxEngine(),
    spec: appSpec(contents.document),
    saved: file?.kept?.saved ?? null,
    host: webHost,
  })
  const kept = keptConversation(file, () => application.save())
  const session = createSession(
    {
      now: () => Date.now(),
      newRunId: () => randomUUID(),
      understand,
      findSpans: learn.openSpans(model),
      embed: learn.embed,
      application,
      ...kept.ports,
    },
    { document, model: () => model },
    [...kept.entries],
    kept.checkpoint,
  )
  return {
    session,
    document,
    model,
    understand,
    entries: kept.entries,
    keep: kept.keep,
    async close() {
      application.dispose()
      await learn.close()
    },
  }
}
