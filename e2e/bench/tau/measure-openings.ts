import type { CommandId } from '#domain/ids.ts'
import type { Json } from '#shared/json.ts'
import type { JournalEntry } from '#engine/turn/events.ts'
import type { Desk, Desks, Ears } from './desk.ts'
import type { GoldCall, Task } from './tau-data.ts'

/** L5: how far the local model alone gets with the language of the tasks; shares of 0–1. */
export interface OpeningFigures {
  readonly requests: number
  /** The command of the recorded call was taken up. */
  readonly commandAccuracy: number
  /** It was, or it was among those that were asked about. */
  readonly commandOrAsked: number
  /** Another one was taken up. */
  readonly wrongCommand: number
  readonly refused: number
  /** Values of the calls that stand in the words of the request. */
  readonly literals: number
  /** Of these, those that were found, for the right parameter of the right command. */
  readonly literalRecall: number
  /** The same once the command was picked, where it was asked which is meant. */
  readonly literalRecallOncePicked: number
  /** Whole openings, of one request or several: the first command was taken up. */
  readonly openings: number
  readonly openingAccuracy: number
}

/** Where a request of an instruction begins, in the language of the tasks. */
const REQUEST = /(?<=[.;]) (?=(?:Cancel|Return|For) )/u

/**
 * Says the requests of each instruction, without the person it describes, in a conversation of its
 * own. Instructions whose requests are not as many as their calls are left out.
 */
export async function measureOpenings(
  desks: Desks,
  ears: Ears,
  tasks: readonly Task[],
  progress: (said: number) => void,
): Promise<OpeningFigures> {
  const scripted = tasks.filter(({ instruction, actions }) => {
    const requests = requestsOf(instruction)
    return actions.length > 0 && requests.length === actions.length
  })
  const heard: Heard[] = []
  const openings: boolean[] = []
  for (const { instruction, actions } of scripted) {
    const desk = await desks.open({ ears })
    const requests = requestsOf(instruction)
    for (const [index, gold] of actions.entries())
      heard.push(await heardAs(desk, requests[index] ?? '', gold))
    const opening = await said(desk, requests.join(' '))
    openings.push(chosenIn(opening) === actions[0]?.name)
    desk.close()
    progress(openings.length)
  }
  return figuresOf(heard, openings)
}

function requestsOf(instruction: string): string[] {
  const withoutPerson = instruction
    .replace(/^Your name is .*?\.(?= You are| [A-Z])/u, '')
    .trim()
    .replace(/^You are [^.]*\./u, '')
  return withoutPerson.trim().split(REQUEST)
}

/** Says something and drops whatever was asked: nothing is done without consent. */
async function said(desk: Desk, text: string, pick?: CommandId): Promise<readonly JournalEntry[]> {
  const before = desk.entries.length
  await desk.session.say(text)
  const { question } = desk.session
  if (pick && question?.kind === 'which-command' && question.candidates.includes(pick))
    await desk.session.act({ command: pick, values: {} })
  const entries = desk.entries.slice(before)
  await desk.session.cancel(true)
  return entries
}

const chosenIn = (entries: readonly JournalEntry[]): string | null => {
  const chosen = entries.map(({ event }) => event).find(({ type }) => type === 'command-chosen')
  return chosen?.type === 'command-chosen' ? chosen.command : null
}

interface Heard {
  readonly outcome: 'right' | 'asked' | 'wrong' | 'refused'
  readonly literals: number
  readonly found: number
}

async function heardAs(desk: Desk, text: string, { name, kwargs }: GoldCall): Promise<Heard> {
  const entries = await said(desk, text, name as CommandId)
  const events = entries.map(({ event }) => event)
  const asked = events.some(
    (event) => event.type === 'person-asked' && event.question.kind === 'which-command',
  )
  const chosen = chosenIn(entries)
  const outcome =
    chosen === name ? (asked ? 'asked' : 'right') : chosen === null ? 'refused' : 'wrong'
  const values = new Map(
    events.flatMap((event): [string, Json][] =>
      event.type === 'value-extracted' && event.command === name ? [[event.name, event.value]] : [],
    ),
  )
  const literals = Object.entries(kwargs).flatMap(([key, value]) =>
    scalars(value)
      .filter((each) => each !== '' && text.includes(each))
      .map((each) => ({ key, each })),
  )
  const found = literals.filter(({ key, each }) => scalars(values.get(key) ?? []).includes(each))
  return { outcome, literals: literals.length, found: found.length }
}

const scalars = (value: Json): string[] =>
  Array.isArray(value)
    ? (value as readonly Json[]).flatMap(scalars)
    : [typeof value === 'string' ? value : JSON.stringify(value)]

function figuresOf(heard: readonly Heard[], openings: readonly boolean[]): OpeningFigures {
  const share = (outcomes: readonly Heard['outcome'][]): number =>
    heard.filter(({ outcome }) => outcomes.includes(outcome)).length / heard.length
  const sum = (of: 'literals' | 'found', among: readonly Heard[]): number =>
    among.reduce((total, each) => total + each[of], 0)
  const literals = sum('literals', heard)
  const unasked = heard.filter(({ outcome }) => outcome === 'right')
  return {
    requests: heard.length,
    commandAccuracy: share(['right']),
    commandOrAsked: share(['right', 'asked']),
    wrongCommand: share(['wrong']),
    refused: share(['refused']),
    literals,
    literalRecall: sum('found', unasked) / literals,
    literalRecallOncePicked: sum('found', heard) / literals,
    openings: openings.length,
    openingAccuracy: openings.filter(Boolean).length / openings.length,
  }
}
