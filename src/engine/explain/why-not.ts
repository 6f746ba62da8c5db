import { coreCommandById } from '#domain/core-commands.ts'
import type { CorrectionRecord, Document } from '#domain/document.ts'
import type { CommandId, ContextId, CorrectionId } from '#domain/ids.ts'
import type { Understanding } from '#domain/intent-model.ts'
import { contextsOf, correctionsOf, ownCommands, recordById } from '#domain/queries.ts'
import { effectiveCommands, lineageOf } from '#domain/scope.ts'
import { weighedInScope } from '../decide/classifier.ts'
import type { Candidate, Decision, Rung } from '../decide/decision.ts'
import { mistakenFor, sameWords } from '../decide/memory.ts'
import { understandable } from '../decide/message.ts'
import { offeredCommands } from '../decide/offered.ts'
import type { AskedModel, RungInput } from '../decide/rung.ts'
import { commandsInScope, type ScopedCommand } from '../decide/scope-commands.ts'
import type { ScopeState } from '../scope-state.ts'
import type { JournalEntry } from '../turn/events.ts'
import { propertiesIn } from './expression-properties.ts'
import { nearestOf, type NearText } from './nearest.ts'
import { tellingWords, type TellingWords } from './telling-words.ts'
import { waysTo } from './ways-there.ts'

/** A decision, and the command that one expected of it instead. */
export interface WhyNotQuestion {
  readonly command: CommandId
  /** The words that the decision is about. */
  readonly message: string
  readonly decision: Decision
  /** Where it was said. */
  readonly scope: ScopeState
  readonly document: Document
  /** The model, and what it makes of the message; `null` leaves out what only it can tell. */
  readonly model: AskedModel | null
  readonly understanding: Understanding | null
  /** The conversation so far: what led elsewhere before is a way there. */
  readonly entries?: readonly JournalEntry[]
}

/** How a command was weighed against a message. */
export interface Weight {
  readonly command: CommandId
  /** 0–1 over the commands in scope; `null` where it was not among the best and no model can tell. */
  readonly probability: number | null
  /** Its own utterances nearest to the message, nearest first. */
  readonly nearest: readonly NearText[]
}

/** Why a message did not run a command: the first reason that would have held by itself. */
export type WhyNot =
  /** It is what the message was taken for. */
  | { readonly kind: 'chosen'; readonly rung: Rung }
  | { readonly kind: 'removed' }
  /** No context on the way from here to the root offers it. */
  | {
      readonly kind: 'not-in-scope'
      /** The contexts that offer it. */
      readonly places: readonly ContextId[]
      /** What can be said here to get there. */
      readonly ways: readonly CommandId[]
    }
  /** A context here has a command of the same name of its own, or from an earlier base. */
  | { readonly kind: 'overridden'; readonly by: CommandId; readonly context: ContextId }
  | {
      readonly kind: 'not-available'
      /** Where it would be offered; 0 is the innermost. */
      readonly level: number
      /** Its condition as it is now; '' where it has none any more. */
      readonly expression: string
      /** The properties that the expression reads: `self.status`. */
      readonly reads: readonly string[]
    }
  /** A correction says what these words mean, or that they do not mean this. */
  | {
      readonly kind: 'corrected'
      readonly correction: CorrectionId
      readonly text: string
      /** What it says that they mean; `null` for "out of scope". */
      readonly meant: CommandId | null
    }
  /** The name is that of a command of a narrower level as well, which is taken. */
  | { readonly kind: 'nearer'; readonly by: CommandId; readonly level: number }
  /** A rung before the classifier knew the message: it is a name, or a slip of one. */
  | { readonly kind: 'named'; readonly rung: Rung; readonly by: CommandId | null }
  /** It was left, because the message begins by saying not to do it. */
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'not-trained' }
  /** It has come, or got its first utterances, since the training. */
  | { readonly kind: 'not-learned' }
  /** It was asked about: the best, or among those, but not by enough. */
  | {
      readonly kind: 'below-threshold'
      readonly own: Weight
      readonly best: Weight
      readonly needed: { readonly probability: number; readonly lead: number }
    }
  /** Nothing here was taken to be meant: the message is for elsewhere, or for nothing. */
  | {
      readonly kind: 'refused'
      readonly own: Weight
      /** How surely the message belongs here, and what that takes; 0–1. */
      readonly inScope: number
      readonly needed: number
      /** What elsewhere it was taken to be meant for. */
      readonly elsewhere: CommandId | null
    }
  | {
      readonly kind: 'scored-lower'
      readonly own: Weight
      readonly best: Weight
      readonly telling: TellingWords
      /** The best one scored less, but stands nearer: it takes a clear lead to go further out. */
      readonly isNearerBetter: boolean
    }

/**
 * Why a decision did not come to this command. Scope comes first, for nothing else matters where a
 * command cannot be reached; then the rungs in the order in which they decide.
 */
export function whyNot(question: WhyNotQuestion): WhyNot {
  const { command, decision, document } = question
  if (!recordById(document, 'command', command) && !coreCommandById(command))
    return { kind: 'removed' }
  if (decision.outcome === 'route' && decision.candidates[0]?.command === command)
    return { kind: 'chosen', rung: decision.rung }
  if (decision.isForbidden && decision.candidates[0]?.command === command)
    return { kind: 'forbidden' }
  const input: RungInput = {
    text: understandable(question.message),
    document,
    scope: commandsInScope(document, question.scope),
    model: question.model,
  }
  const scoped = input.scope.byId.get(command)
  if (!scoped) return outOfReach(question, input)
  return (
    corrected(question, input) ?? decidedByName(question, input, scoped) ?? weighed(question, input)
  )
}

function outOfReach(
  { command, document, scope, entries = [] }: WhyNotQuestion,
  input: RungInput,
): WhyNot {
  const level = scope.levels.findIndex(({ unavailable }) => unavailable.includes(command))
  const expression = input.scope.unavailable.get(command)?.availability.trim() ?? ''
  if (level >= 0)
    return { kind: 'not-available', level, expression, reads: propertiesIn(expression) }
  return (
    overridden(document, command, scope) ?? {
      kind: 'not-in-scope',
      places: contextsOf(document)
        .filter(({ id }) => effectiveCommands(document, id).some((it) => it.command.id === command))
        .map(({ id }) => id),
      ways: waysTo(document, command, scope, entries),
    }
  )
}

function overridden(document: Document, command: CommandId, { levels }: ScopeState): WhyNot | null {
  const record = recordById(document, 'command', command)
  const level = levels.find(({ context }) =>
    lineageOf(document, context).some((id) =>
      ownCommands(document, id).some((own) => own.id === command),
    ),
  )
  const by =
    level &&
    effectiveCommands(document, level.context).find((it) => it.command.name === record?.name)
  return by && by.command.id !== command
    ? { kind: 'overridden', by: by.command.id, context: level.context }
    : null
}

/** A correction decided, or kept these words from being taken for the command once more. */
function corrected({ command, decision }: WhyNotQuestion, input: RungInput): WhyNot | null {
  const corrections = correctionsOf(input.document)
  const same = sameWords(input)
  const decisive =
    corrections.find(({ id }) => id === decision.correction) ??
    (mistakenFor(same).has(command)
      ? same.find(({ correction }) => correction.mistaken === command)?.correction
      : undefined)
  return decisive ? correctedBy(decisive) : null
}

function decidedByName(
  { command, decision }: WhyNotQuestion,
  { scope }: RungInput,
  scoped: ScopedCommand,
): WhyNot | null {
  if (decision.rung !== 'exact' && decision.rung !== 'fuzzy') return null
  const [best] = decision.candidates
  const taken = best && scope.byId.get(best.command)
  if (taken && best.command !== command && scoped.shadowed && taken.name === scoped.name)
    return { kind: 'nearer', by: taken.id, level: taken.level }
  const by = best?.command ?? refusedFor(decision)
  return { kind: 'named', rung: decision.rung, by }
}

const refusedFor = ({ refusal }: Decision): CommandId | null =>
  refusal?.kind === 'elsewhere' ? refusal.command : null

/** The classifier weighed it, and something else weighed more. */
function weighed(question: WhyNotQuestion, input: RungInput): WhyNot {
  const { command, decision, model, understanding } = question
  const { refusal, thresholds } = decision
  if (refusal?.kind === 'not-trained' || refusal?.kind === 'model-unavailable' || !thresholds)
    return { kind: 'not-trained' }
  const isLearned = understanding
    ? understanding.labels.includes(command)
    : !model || model.labels.length === 0 || model.labels.includes(command)
  const listed = decision.candidates.some((each) => each.command === command)
  if (!isLearned && !listed) return { kind: 'not-learned' }
  const all = understanding ? weighedInScope(input, understanding) : []
  const struck = listed ? undefined : struckOut(question, all)
  if (struck) return struck
  const weightOf = (id: CommandId): Weight => weight(question, all, id)
  const own = weightOf(command)
  if (decision.outcome === 'refuse')
    return {
      kind: 'refused',
      own,
      inScope: decision.inScope ?? 0,
      needed: thresholds.outOfScope,
      elsewhere: refusedFor(decision),
    }
  const best = weightOf(decision.candidates[0]?.command ?? command)
  if (decision.outcome === 'ask' && offeredCommands(decision).includes(command))
    return {
      kind: 'below-threshold',
      own,
      best,
      needed: { probability: thresholds.route, lead: thresholds.gap },
    }
  return {
    kind: 'scored-lower',
    own,
    best,
    telling: tellingWords(input.document, input.text, command, best.command),
    isNearerBetter: (best.probability ?? 0) < (own.probability ?? 0),
  }
}

/**
 * Likely enough to have been listed, and not listed: a correction of nearly the same words said that
 * they do not mean this.
 */
function struckOut(
  { command, decision, document }: WhyNotQuestion,
  all: readonly Candidate[],
): WhyNot | undefined {
  const rank = all.findIndex((each) => each.command === command)
  if (rank < 0 || rank >= decision.candidates.length) return undefined
  const struck = correctionsOf(document).findLast(({ mistaken }) => mistaken === command)
  return struck && correctedBy(struck)
}

const correctedBy = ({ id, text, meant }: CorrectionRecord): WhyNot => ({
  kind: 'corrected',
  correction: id,
  text,
  meant,
})

/** What the decision said of a command; what it did not list is weighed anew. */
function weight(
  { decision, model, understanding, document }: WhyNotQuestion,
  all: readonly Candidate[],
  command: CommandId,
): Weight {
  const isIt = (each: Candidate): boolean => each.command === command
  const known = decision.candidates.find(isIt) ?? all.find(isIt)
  const nearest = known?.nearest ?? []
  return {
    command,
    probability: known?.probability ?? null,
    nearest: nearest.length > 0 ? nearest : nearestOf(document, command, { model, understanding }),
  }
}
