/**
 * Measures whole conversations over services: what is wanted, with which values, and the calls that
 * come of it. `npm run bench:sgd`; see `USAGE`.
 */
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { DEFAULT_ENCODER } from '#learn/encoders.ts'
import { mean } from '#learn/train/statistics.ts'
import { countBy, percentTable } from './sgd/tables.ts'
import { percent, tableOf, type Figure } from './figure.ts'
import { machine } from './machine.ts'
import { readDialogues, readServices, type Dialogue, type Service } from './sgd/dialogues.ts'
import { playDialogue } from './sgd/play-dialogue.ts'
import { scoreDialogue, type DialogueScore, type TurnScore } from './sgd/score-dialogues.ts'
import { serviceWorkflow } from './sgd/service-workflow.ts'
import { openWorkflowTeacher, type WorkflowTeacher } from './taught-workflow.ts'

const USAGE = `npm run bench:sgd -- [options]
  --part P       val (taught by the training dialogues; the default), or folds: of the training
                 dialogues, each fold played by what the others teach
  --folds LIST   which of the five, by commas (1,2,3,4,5)
  --encoder ID   one of public/models (${DEFAULT_ENCODER})
  --only N       the first so many dialogues that are played (all)
  --show N       prints so many turns that went wrong
  --json OUT     writes the figures to a file`

const FOLDS = 5

interface Options {
  readonly part: 'val' | 'folds'
  readonly folds: readonly number[]
  readonly encoder: string
  readonly only: number
  readonly show: number
  readonly json: string | undefined
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      part: { type: 'string', default: 'val' },
      folds: { type: 'string', default: '1,2,3,4,5' },
      encoder: { type: 'string', default: DEFAULT_ENCODER },
      only: { type: 'string', default: 'Infinity' },
      show: { type: 'string', default: '0' },
      json: { type: 'string' },
    },
  })
  const { part, encoder, json } = values
  const folds = values.folds.split(',').map(Number)
  const areFolds = folds.every((fold) => Number.isInteger(fold) && fold >= 1 && fold <= FOLDS)
  const only = Number(values.only)
  if ((part !== 'val' && part !== 'folds') || !areFolds || !(only >= 1)) throw new Error(USAGE)
  return { part, folds, encoder, json, only, show: Number(values.show) }
}

/** Plays dialogues of services by what other dialogues teach of them. */
async function play(
  teacher: WorkflowTeacher,
  services: readonly Service[],
  taughtBy: readonly Dialogue[],
  dialogues: readonly Dialogue[],
): Promise<DialogueScore[]> {
  const document = serviceWorkflow(
    services,
    taughtBy.flatMap(({ turns }) => turns),
  )
  const taught = await teacher.teach(document)
  const scores: DialogueScore[] = []
  for (const dialogue of dialogues) {
    const played = await playDialogue(document, taught, dialogue)
    scores.push(scoreDialogue(services, dialogue, played))
  }
  return scores
}

async function measure(
  teacher: WorkflowTeacher,
  { part, folds, only }: Options,
): Promise<DialogueScore[]> {
  const train = await readDialogues('train')
  if (part === 'val') {
    const dialogues = (await readDialogues('val')).slice(0, only)
    return play(teacher, await readServices('val'), train, dialogues)
  }
  const services = await readServices('train')
  const scores: DialogueScore[] = []
  for (const fold of folds) {
    const isHeld = (_: unknown, i: number): boolean => i % FOLDS === fold - 1
    const others = train.filter((each, i) => !isHeld(each, i))
    const held = train.filter(isHeld).slice(0, only)
    scores.push(...(await play(teacher, services, others, held)))
    console.error(`  fold ${fold}`)
  }
  return scores
}

const shareOf = <T>(from: readonly T[], is: (each: T) => boolean): number | null =>
  mean(from.map((each) => (is(each) ? 1 : 0)))

function figuresOf(scores: readonly DialogueScore[]): Figure[] {
  const turns = scores.flatMap((score) => score.turns)
  const calls = scores.map((score) => score.calls)
  const sum = (of: (call: DialogueScore['calls']) => number): number =>
    calls.reduce((all, call) => all + of(call), 0)
  const wanted = sum((call) => call.wanted)
  return [
    { name: 'dialogues', ours: scores.length, unit: 'count' },
    { name: 'turns with an active intent', ours: turns.length, unit: 'count' },
    ...turnFigures('', turns),
    ...turnFigures(
      'seen services: ',
      turns.filter(({ isUnseen }) => !isUnseen),
    ),
    ...turnFigures(
      'unseen services: ',
      turns.filter(({ isUnseen }) => isUnseen),
    ),
    { name: 'recorded calls', ours: wanted, unit: 'count' },
    percent('calls exactly right', sum((call) => call.right) / wanted),
    percent('calls of the right method', sum((call) => call.called) / wanted),
    { name: 'calls made', ours: sum((call) => call.made), unit: 'count' },
    percent(
      'dialogues with all calls exactly right',
      shareOf(calls, (call) => call.right === call.wanted),
    ),
  ]
}

function turnFigures(of: string, turns: readonly TurnScore[]): Figure[] {
  if (turns.length === 0) return []
  const requests = turns.filter(({ isRequest }) => isRequest)
  return [
    percent(
      `${of}active intent`,
      shareOf(turns, ({ isIntentRight }) => isIntentRight),
    ),
    percent(
      `${of}intent of a turn that asks for one`,
      shareOf(requests, ({ isIntentRight }) => isIntentRight),
    ),
    percent(`${of}joint goal accuracy`, mean(turns.map(({ joint }) => joint))),
    percent(
      `${of}joint goal, values carried over`,
      mean(turns.map(({ jointCarried }) => jointCarried)),
      {
        note: 'a value said to one command of a service holds for its others',
      },
    ),
  ]
}

function showFaults(scores: readonly DialogueScore[], most: number): void {
  const turns = scores.flatMap((score) => score.turns)
  const wrong = turns.filter(({ isIntentRight }) => !isIntentRight)
  const kinds = wrong.map(({ standing: { status, question } }) =>
    status === 'waiting'
      ? `asked: ${question === 'confirm' || question === 'which-command' ? question : 'a value'}`
      : status,
  )
  console.log(
    `\n${percentTable('How it stood where the intent was wrong', countBy(kinds)).join('\n')}`,
  )
  const faults = turns.flatMap((turn) => turn.faults.map(({ fault }) => fault))
  console.log(
    `\n${percentTable('Slots that were wrong where the intent was right', countBy(faults)).join('\n')}`,
  )
  for (const turn of turns.filter(({ jointCarried }) => jointCarried < 0.5).slice(0, most)) {
    const { standing, wanted, text, faults: slots, dialogue } = turn
    const found = `${standing.command} ${JSON.stringify(standing.values)} ${standing.status} ${standing.question}`
    console.log(`${dialogue} ${text}\n    ${wanted} ← ${found}`)
    for (const { slot, fault } of slots) console.log(`    ${slot}: ${fault}`)
  }
}

async function main(): Promise<void> {
  const options = readOptions()
  const from = performance.now()
  const teacher = await openWorkflowTeacher(options.encoder)
  try {
    const scores = await measure(teacher, options)
    const figures = figuresOf(scores)
    console.log(tableOf(`Schema-guided dialogues, ${options.part}`, figures).join('\n'))
    showFaults(scores, options.show)
    const seconds = Math.round((performance.now() - from) / 1000)
    console.log(`\n${seconds} s`)
    const about = { part: options.part, encoder: options.encoder, seconds, machine: machine() }
    if (options.json)
      await writeFile(options.json, `${JSON.stringify({ ...about, figures }, null, 2)}\n`)
  } finally {
    await teacher.close()
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
