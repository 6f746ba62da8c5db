import { ROOT_CONTEXT, type CommandId, type ContextId } from '#domain/ids.ts'
import type { Document } from '#domain/document.ts'
import { recordById, workflowOf } from '#domain/queries.ts'
import { commandTitle } from '../decide/scope-commands.ts'
import { enumerate } from '../parameters/words.ts'
import type { ScopeState } from '../scope-state.ts'
import type { Weight, WhyNot } from './why-not.ts'

const percent = (share: number): string => `${String(Math.round(share * 100))} %`

/** Why a message did not run a command, as a person is told: one to three sentences. */
export function whyNotText(
  document: Document,
  command: CommandId,
  scope: ScopeState,
  why: WhyNot,
): string {
  const title = (id: CommandId): string => `“${commandTitle(document, id)}”`
  const it = title(command)
  switch (why.kind) {
    case 'chosen':
      return `${it} is what the message was taken for.`
    case 'removed':
      return 'This command is not there any more.'
    case 'not-in-scope':
      return sentences(
        why.places.length === 0
          ? `${it} is not offered in any context`
          : `${it} is offered in ${enumerate(placesOf(document, why.places), 'or')}, and this was said in ${levelName(document, scope, 0)}`,
        why.ways.length > 0 && `To get there, say ${enumerate(why.ways.map(title), 'or')}`,
      )
    case 'overridden':
      return `${it} is replaced in ${contextName(document, why.context)}, which has a command of the same name that goes before it.`
    case 'not-available':
      return sentences(
        `${it} was not available in ${levelName(document, scope, why.level)}`,
        why.expression !== '' && `It takes that \`${why.expression}\``,
        why.reads.length > 0 && `That depends on ${enumerate(why.reads)}`,
      )
    case 'corrected':
      return why.meant === command
        ? `A correction of “${why.text}” decided this, and says that it means ${it}.`
        : `A correction says that “${why.text}” ${why.meant === null ? 'is out of scope' : `means ${title(why.meant)}`}.`
    case 'nearer':
      return `${it} of ${levelName(document, scope, why.level)} has the same name and stands nearer. To mean the other, say its full name.`
    case 'named':
      return `The message is ${why.rung === 'fuzzy' ? 'nearly the name' : 'the name'} of ${why.by ? title(why.by) : 'another command'}, and names go before likeness.`
    case 'forbidden':
      return `${it} is what the message is like, but it begins by saying what not to do. Nothing is changed by such words, unless the command is taught them.`
    case 'not-trained':
      return 'The workflow had not learned its utterances, so only names of commands were understood.'
    case 'not-learned':
      return `${it} has not been learned yet. Train, and its utterances count.`
    case 'below-threshold':
    case 'refused':
    case 'scored-lower':
      return weighedText(title, why)
  }
}

type Weighed = Extract<WhyNot, { kind: 'below-threshold' | 'refused' | 'scored-lower' }>

function weighedText(title: (id: CommandId) => string, why: Weighed): string {
  const it = title(why.own.command)
  switch (why.kind) {
    case 'below-threshold': {
      const { own, best, needed } = why
      const lead = (best.probability ?? 0) - (own.probability ?? 0)
      return own.command === best.command
        ? `${it} came first with ${sureness(own)}. To act without asking it takes ${percent(needed.probability)}, a lead of ${percent(needed.lead)}, and that the message surely belongs here.`
        : `${it} was offered with ${sureness(own)}, ${percent(lead)} behind ${title(best.command)}. A lead of less than ${percent(needed.lead)}, or less than ${percent(needed.probability)} for the first, is asked about.`
    }
    case 'refused':
      return sentences(
        why.elsewhere
          ? `The message was taken to be meant for ${title(why.elsewhere)}`
          : `The message was ${percent(why.inScope)} sure to belong here, and it takes ${percent(why.needed)}`,
        `${it} had ${sureness(why.own)}`,
        nearText(it, why.own),
      )
    case 'scored-lower': {
      const other = title(why.best.command)
      return sentences(
        why.isNearerBetter
          ? `${it} scored ${sureness(why.own)} and ${other} ${sureness(why.best)}, but that stands nearer, and it takes a clear lead to go further out`
          : `${it} scored ${sureness(why.own)}, ${other} ${sureness(why.best)}`,
        nearText(it, why.own),
        nearText(other, why.best),
        why.telling.forOther.length > 0 &&
          `Only ${other} is taught ${enumerate(why.telling.forOther.map((word) => `“${word}”`))}`,
      )
    }
  }
}

const sureness = ({ probability }: Weight): string =>
  probability === null ? 'less than what is listed' : percent(probability)

function nearText(title: string, { nearest: [first] }: Weight): string | false {
  return first
    ? `The nearest utterance of ${title} is “${first.text}” (${first.cosine.toFixed(2)})`
    : false
}

const sentences = (...parts: readonly (string | false)[]): string =>
  parts.flatMap((part) => (part === false ? [] : [`${part}.`])).join(' ')

const contextName = (document: Document, id: ContextId): string =>
  id === ROOT_CONTEXT
    ? workflowOf(document).name || 'the root'
    : (recordById(document, 'context', id)?.name ?? 'a removed context')

const placesOf = (document: Document, ids: readonly ContextId[]): string[] =>
  ids.map((id) => contextName(document, id))

function levelName(document: Document, { levels }: ScopeState, at: number): string {
  const level = levels[at]
  return level ? level.label || contextName(document, level.context) : 'the root'
}
