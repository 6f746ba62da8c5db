import type { Json } from '#shared/json.ts'
import type { Dialogue, Service, ServiceIntent, UserTurn } from './dialogues.ts'
import { likeness } from './matching.ts'
import type { MadeCall, Played, Standing } from './play-dialogue.ts'
import { ANY, commandOf, intentOf } from './service-workflow.ts'

/** A value of a call is right from here on: "the" and capitals are no other restaurant. */
const ALIKE = 0.9

/** How a slot's value came about, where it is not what it should be. */
export type SlotFault =
  | 'said in this turn, not found'
  | 'said before to this command, lost'
  | 'said before to another command, not carried over'
  | 'offered by the service, never said'
  | 'another value'
  | 'a value where there is none'

export interface TurnScore {
  readonly dialogue: string
  readonly text: string
  readonly isUnseen: boolean
  /** The turn says what is wanted, or accepts what was offered to be done. */
  readonly isRequest: boolean
  readonly wanted: string
  readonly standing: Standing
  readonly isIntentRight: boolean
  /** Product of the likeness of all slots of the active intent, as the data set's evaluation has it. */
  readonly joint: number
  /** The same, values carried over from one command of a service to the next. */
  readonly jointCarried: number
  readonly faults: readonly { readonly slot: string; readonly fault: SlotFault }[]
}

export interface CallScore {
  readonly wanted: number
  /** The method was called at all, with whatever values. */
  readonly called: number
  readonly right: number
  readonly made: number
}

export interface DialogueScore {
  readonly turns: readonly TurnScore[]
  readonly calls: CallScore
}

export function scoreDialogue(
  services: readonly Service[],
  dialogue: Dialogue,
  { standings, calls }: Played,
): DialogueScore {
  const canonical = canonicalValues(dialogue)
  const carried = new Map<string, Record<string, Json>>()
  const said: SaidSlots = { ever: new Set(), byIntent: new Set() }
  const turns = dialogue.turns.flatMap((turn, i): TurnScore[] => {
    const standing = standings[i]
    if (!standing) return []
    if (standing.command) {
      const [service] = intentOf(standing.command)
      carried.set(service, { ...carried.get(service), ...standing.values })
    }
    noteSaid(said, turn)
    const intent = intentFor(services, turn.service, turn.label)
    if (!intent) return []
    return [scoreTurn({ turn, standing, intent, services, canonical, carried, said })]
  })
  return { turns, calls: scoreCalls(services, dialogue, calls, canonical) }
}

interface SaidSlots {
  readonly ever: Set<string>
  readonly byIntent: Set<string>
}

function noteSaid({ ever, byIntent }: SaidSlots, { service, label, acts }: UserTurn): void {
  for (const { act, slot } of acts) {
    if (act !== 'INFORM' || slot === null) continue
    ever.add(`${service}.${slot}`)
    byIntent.add(`${service}.${label}.${slot}`)
  }
}

const intentFor = (
  services: readonly Service[],
  service: string,
  intent: string,
): ServiceIntent | undefined =>
  services
    .find(({ service_name }) => service_name === service)
    ?.intents.find(({ name }) => name === intent)

/** For each way of saying a value in this dialogue, what the services make of it. */
function canonicalValues({ turns }: Dialogue): ReadonlyMap<string, readonly string[]> {
  const known = new Map<string, string[]>()
  for (const { acts } of turns)
    for (const { slot, values, canonical } of acts)
      values.forEach((value, i) => {
        const key = `${slot}\n${value}`
        known.set(key, [...(known.get(key) ?? []), ...(canonical[i] ? [canonical[i]] : [])])
      })
  return known
}

interface Scoring {
  readonly turn: UserTurn
  readonly standing: Standing
  readonly intent: ServiceIntent
  readonly services: readonly Service[]
  readonly canonical: ReadonlyMap<string, readonly string[]>
  readonly carried: ReadonlyMap<string, Readonly<Record<string, Json>>>
  readonly said: SaidSlots
}

function scoreTurn(scoring: Scoring): TurnScore {
  const { turn, standing, intent } = scoring
  const isIntentRight = standing.command === commandOf(turn.service, turn.label)
  const values = isIntentRight ? standing.values : {}
  const carried = isIntentRight ? { ...scoring.carried.get(turn.service), ...values } : {}
  const own = slotScores(scoring, values)
  return {
    dialogue: turn.dialogue_id,
    text: turn.text,
    isUnseen: turn.unseen_service,
    isRequest: turn.acts.some(({ act }) => act === 'INFORM_INTENT' || act === 'AFFIRM_INTENT'),
    wanted: intent.name,
    standing,
    isIntentRight,
    joint: isIntentRight ? product(own) : 0,
    jointCarried: isIntentRight ? product(slotScores(scoring, carried)) : 0,
    faults: isIntentRight ? own.flatMap((each) => faultOf(scoring, values, each)) : [],
  }
}

interface SlotScore {
  readonly slot: string
  readonly isWanted: boolean
  readonly score: number
}

const product = (scores: readonly SlotScore[]): number =>
  scores.reduce((all, { score }) => all * score, 1)

/** One score for each slot of the active intent that is known or was found. */
function slotScores(
  { turn, intent, services, canonical }: Scoring,
  values: Readonly<Record<string, Json>>,
): SlotScore[] {
  const slots = [...intent.required_slots, ...Object.keys(intent.optional_slots)]
  return slots.flatMap((slot): SlotScore[] => {
    const wanted = (turn.state[slot] ?? []).filter((value) => value !== ANY)
    const isWanted = wanted.length > 0
    if (!isWanted) return values[slot] === undefined ? [] : [{ slot, isWanted, score: 0 }]
    const ways = wanted.flatMap((value) => [value, ...(canonical.get(`${slot}\n${value}`) ?? [])])
    const score = likeness(values[slot], ways, isCategorical(services, turn.service, slot))
    return [{ slot, isWanted, score }]
  })
}

const isCategorical = (services: readonly Service[], service: string, slot: string): boolean =>
  services
    .find(({ service_name }) => service_name === service)
    ?.slots.find(({ name }) => name === slot)?.is_categorical ?? false

function faultOf(
  { turn, said }: Scoring,
  values: Readonly<Record<string, Json>>,
  { slot, isWanted, score }: SlotScore,
): { slot: string; fault: SlotFault }[] {
  if (score >= ALIKE) return []
  const fault = (): SlotFault => {
    if (!isWanted) return 'a value where there is none'
    if (values[slot] !== undefined) return 'another value'
    if (turn.acts.some((act) => act.act === 'INFORM' && act.slot === slot))
      return 'said in this turn, not found'
    if (said.byIntent.has(`${turn.service}.${turn.label}.${slot}`))
      return 'said before to this command, lost'
    return said.ever.has(`${turn.service}.${slot}`)
      ? 'said before to another command, not carried over'
      : 'offered by the service, never said'
  }
  return [{ slot, fault: fault() }]
}

function scoreCalls(
  services: readonly Service[],
  { calls }: Dialogue,
  made: readonly MadeCall[],
  canonical: ReadonlyMap<string, readonly string[]>,
): CallScore {
  const unused = new Set(made)
  const methods = new Set(made)
  let right = 0
  let called = 0
  for (const { service, method, parameters } of calls) {
    const isSame = (call: MadeCall): boolean => call.service === service && call.method === method
    const any = [...methods].find(isSame)
    if (any) {
      methods.delete(any)
      called++
    }
    const exact = [...unused].find(
      (call) => isSame(call) && areRight(services, service, call.values, parameters, canonical),
    )
    if (exact) {
      unused.delete(exact)
      right++
    }
  }
  return { wanted: calls.length, called, right, made: made.length }
}

function areRight(
  services: readonly Service[],
  service: string,
  values: MadeCall['values'],
  wanted: Readonly<Record<string, string>>,
  canonical: ReadonlyMap<string, readonly string[]>,
): boolean {
  const names = new Set([...Object.keys(values), ...Object.keys(wanted)])
  return [...names].every((slot) => {
    const value = wanted[slot]
    if (value === undefined || value === ANY) return (values[slot] ?? null) === null
    const ways = [...canonical].flatMap(([key, known]) =>
      key.startsWith(`${slot}\n`) && known.includes(value) ? [key.slice(slot.length + 1)] : [],
    )
    return likeness(values[slot], [value, ...ways], isCategorical(services, service, slot)) >= ALIKE
  })
}
