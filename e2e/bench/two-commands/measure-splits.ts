import type { Document } from '#domain/document.ts'
import { ROOT_CONTEXT } from '#domain/ids.ts'
import { recordById } from '#domain/queries.ts'
import { trainingRows } from '#domain/training-rows.ts'
import { spokenUtterances } from '#domain/utterance-templates.ts'
import { decide } from '#engine/decide/decide.ts'
import { fullScope } from '#engine/decide/full-scope.ts'
import { createMemoryIndex } from '#engine/decide/memory.ts'
import type { ReadValues } from '#engine/decide/same-again.ts'
import { splitMessage, type MessagePart } from '#engine/decide/split.ts'
import { extract } from '#engine/parameters/extract.ts'
import type { NodeLearner } from '../node-learner.ts'
import type { SlotMessage } from '../slots/slot-data.ts'
import { domainDocument, joinedMessages, type JoinedMessage } from './requests.ts'

export interface SplitJob {
  /** All messages of the workflow, for the names of its parameters only. */
  readonly all: readonly SlotMessage[]
  readonly taught: readonly SlotMessage[]
  readonly asked: readonly SlotMessage[]
  readonly pairs: number
  readonly seed: number
}

/** What became of one joined message. */
export interface JoinedOutcome {
  readonly message: JoinedMessage
  readonly parts: readonly MessagePart[] | null
  /** Both requests, whole, each for its command. */
  readonly isRight: boolean
  /** Each request said alone is routed to its command: what a split can at best give. */
  readonly isPossible: boolean
}

export interface SplitRun {
  readonly single: number
  /** Single requests that were split, with the parts. */
  readonly falseSplits: readonly { readonly text: string; readonly parts: readonly MessagePart[] }[]
  readonly joined: readonly JoinedOutcome[]
  /** Encoder passes beside that of the whole, over all single requests. */
  readonly extraPasses: number
}

/** Trains a workflow, and splits its held-out messages: alone, where nothing may be split, and in pairs. */
export async function measureSplits(
  learner: NodeLearner,
  { all, taught, asked, pairs, seed }: SplitJob,
): Promise<SplitRun> {
  const document = domainDocument(all, taught)
  const scope = fullScope(document, ROOT_CONTEXT)
  const { signal } = new AbortController()
  const trained = await learner.train({ rows: trainingRows(document), seed })
  const memory = createMemoryIndex((texts) => learner.embed(texts))
  const ports = { now: () => 0, understand: trained.understand, embed: learner.embed }
  let passes = 0
  const decideOne = (message: string) => {
    passes++
    return decide({ message, document, scope, model: trained.model }, ports, memory, signal)
  }
  const split = (message: string) =>
    splitMessage({ message, document, scope, decide: decideOne, read: readerOf(document) })

  const falseSplits: SplitRun['falseSplits'][number][] = []
  for (const { text } of asked) {
    const parts = await split(text)
    if (parts) falseSplits.push({ text, parts })
  }
  const extraPasses = passes
  const joined: JoinedOutcome[] = []
  for (const message of joinedMessages(asked, pairs, seed)) {
    const parts = await split(message.text)
    const alone = await Promise.all(message.parts.map(({ text }) => decideOne(text)))
    const isPossible = alone.every(
      ({ outcome, candidates }, i) =>
        outcome === 'route' && candidates[0]?.command === message.parts[i]?.label,
    )
    joined.push({ message, parts, isRight: isRight(message, parts), isPossible })
  }
  await trained.close()
  return { single: asked.length, falseSplits, joined, extraPasses }
}

/** What the utterances and types tell of a text; no tagger is asked. */
const readerOf =
  (document: Document): ReadValues =>
  (id, text) => {
    const command = recordById(document, 'command', id)
    if (!command) return Promise.resolve(null)
    const utterances = spokenUtterances(document, command)
    const { parameters } = command
    const request = { command, parameters, text, utterances, given: null, now: 0 }
    return Promise.resolve(extract({ ...request, existing: new Map() }))
  }

/** What counts when parts are compared: a "please" between two of them belongs to neither. */
const lettersOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replace(/^please|please$/u, '')

function isRight({ parts: wanted }: JoinedMessage, parts: readonly MessagePart[] | null): boolean {
  return (
    parts?.length === wanted.length &&
    parts.every(
      ({ text, decision }, i) =>
        lettersOf(text) === lettersOf(wanted[i]?.text ?? '') &&
        decision.candidates[0]?.command === wanted[i]?.label,
    )
  )
}
