import { randomUUID } from 'node:crypto'
import type { BundleContents } from '#bundle/contract.ts'
import { documentFor } from '#domain/corrections-in-force.ts'
import type { Document } from '#domain/document.ts'
import type { IntentModel } from '#domain/intent-model.ts'
import type { EnginePorts } from '#engine/ports.ts'
import { appSpec } from '#engine/sandbox/app-spec.ts'
import type { SandboxClient } from '#engine/sandbox/worker/sandbox-client.ts'
import { createSession } from '#engine/turn/create-session.ts'
import type { JournalEntry } from '#engine/turn/events.ts'
import type { Session } from '#engine/turn/session.ts'
import { carriedModel } from './carried-model.ts'
import type { ConversationFile } from './conversation-file.ts'
import { keptConversation } from './kept-conversation.ts'
import { openNodeLearn, type NodeLearn } from './node-learn.ts'
import { startSandboxThread } from './sandbox-thread.ts'

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
  /**
   * What time it is all the while, for the application too, Unix time in milliseconds; the machine's
   * clock if left out.
   */
  readonly moment?: number | null
  /** The person's IANA zone: whose day "tomorrow" is, and whose hours an application tells. The machine's if left out. */
  readonly timeZone?: string
  /**
   * Where handlers run; a thread of its own, whose clock is the session's, if left out. It is ended
   * with the session.
   */
  readonly sandbox?: SandboxClient
}

/**
 * Opens a workflow to be talked to. One that comes without a model, or with one of another encoder
 * or another release of it, is trained first, which `onTraining` hears of. Its handlers run in a
 * thread of their own: none of them can hold up the program.
 */
export async function openNodeSession(
  contents: BundleContents,
  options: NodeSessionOptions = {},
): Promise<NodeSession> {
  const learn = await openNodeLearn(contents.document)
  const { moment = null, timeZone = null } = options
  const { sandbox = startSandboxThread({ moment, timeZone }) } = options
  const close = async (): Promise<void> => {
    sandbox.dispose()
    await learn.close()
  }
  try {
    await sandbox.open(appSpec(contents.document), options.file?.kept?.saved ?? null)
    return { ...(await talkTo(contents, learn, sandbox, options)), close }
  } catch (error) {
    // A thread that nobody ends keeps the program from ending.
    await close()
    throw error
  }
}

async function talkTo(
  contents: BundleContents,
  learn: NodeLearn,
  sandbox: SandboxClient,
  { onTraining, person = null, file = null, moment = null, timeZone }: NodeSessionOptions,
): Promise<Omit<NodeSession, 'close'>> {
  const now = moment === null ? Date.now : () => moment
  const document = () => documentFor(contents.document, { person, now: now() })
  const carried = carriedModel(contents)
  if (!carried) onTraining?.()
  const model = carried ?? (await learn.train(contents.document)).model
  const understand = await learn.open(model)
  const kept = keptConversation(file, sandbox)
  const zone = timeZone ?? machineZone()
  const session = createSession(
    {
      now,
      timeZone: () => zone,
      newRunId: () => randomUUID(),
      understand,
      findSpans: learn.openSpans(model),
      embed: learn.embed,
      application: sandbox,
      ...kept.ports,
    },
    { document, model: () => model },
    [...kept.entries],
    kept.checkpoint,
  )
  return { session, document, model, understand, entries: kept.entries, keep: kept.keep }
}

const machineZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone
