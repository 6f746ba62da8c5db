import { join } from 'node:path'
import { z } from 'zod'
import { coreCommandById, SMALL_TALK } from '#domain/core-commands.ts'
import type { Document, UtteranceRecord } from '#domain/document.ts'
import { contextsOf, recordById, recordsOf } from '#domain/queries.ts'
import { trainingRows } from '#domain/training-rows.ts'
import { fullScope } from '#engine/decide/full-scope.ts'
import { jobScopes } from '#engine/decide/scope-commands.ts'
import { seededRandom, shuffled } from '#learn/train/random.ts'
import { loadWorkflow } from '#host/load-workflow.ts'
import { groupBy } from '#shared/group-by.ts'
import { ask, type Asked } from './ask.ts'
import { dataFile } from './data-folder.ts'
import { readJsonLines } from './json-lines.ts'
import type { NodeLearner } from './node-learner.ts'
import { readRows } from './rows.ts'
import { scopeWorkflow } from './scope-workflow.ts'

const FIXTURES = 'fastworkflow_fixtures'

/** What becomes of messages that no command is meant for, and what that costs the others. */
export interface Irrelevant {
  readonly messages: number
  /**
   * Routed where a conversation begins, to a command of the workflow or a core one, except those
   * answered as what they are: small talk, which is told apart from having something executed.
   */
  readonly executed: number
  readonly smallTalk: number
  /** Of these, the core ones: what they do changes nothing. */
  readonly executedCore: number
  readonly asked: number
  /** Executed in the context where the most are. */
  readonly executedAtWorst: number
  readonly routed: readonly { readonly text: string; readonly command: string }[]
  /** Utterances, cross-validated and each said in its own context: how many, refused, and right. */
  readonly utterances: number
  readonly refused: number
  readonly right: number
}

/** The 50 messages that were put to a retail assistant though nothing in it is meant for them. */
export async function readIrrelevant(): Promise<string[]> {
  const rows = await readRows(dataFile(join(FIXTURES, 'retail_oos50.jsonl')))
  return rows.map(({ text }) => text)
}

export const retailDesk = async (): Promise<Document> =>
  (await loadWorkflow('retail-desk')).document

const seedSchema = z.object({ text: z.string(), label: z.string(), workflow: z.string() })

/** The retail assistant's own commands and seed utterances, all in one context. */
export async function retailFixture(): Promise<Document> {
  const rows = await readJsonLines(dataFile(join(FIXTURES, 'seed_utterances.jsonl')), seedSchema)
  const seeds = rows
    .filter(({ workflow }) => workflow === 'retail_workflow')
    .map(({ text, label }) => ({ text, label: `*/${label}` }))
  const names = [...new Set(seeds.map(({ label }) => label.slice(2)))]
  return scopeWorkflow({ hierarchy: { parent: {}, commands: { '*': names } }, seeds })
}

export async function measureIrrelevant(
  learner: NodeLearner,
  document: Document,
  messages: readonly string[],
  seed: number,
): Promise<Irrelevant> {
  const { model, understand, close } = await learner.train(jobOf(document, seed))
  const byContext = []
  for (const { id } of contextsOf(document)) {
    const asked = await ask(
      { document, scope: fullScope(document, id) },
      model,
      understand,
      messages,
    )
    byContext.push(asked)
  }
  await close()
  const atStart = byContext[0] ?? []
  const routed = messages.flatMap((text, i) =>
    isExecuted(atStart[i]!) ? [{ text, command: atStart[i]!.predicted }] : [],
  )
  return {
    messages: messages.length,
    executed: routed.length,
    executedCore: routed.filter(({ command }) => coreCommandById(command)).length,
    smallTalk: atStart.filter(isSmallTalk).length,
    asked: atStart.filter(({ outcome }) => outcome === 'ask').length,
    executedAtWorst: Math.max(...byContext.map((asked) => asked.filter(isExecuted).length)),
    routed,
    ...(await crossValidated(learner, document, seed)),
  }
}

const FOLDS = 5

/** Each utterance asked, in the context of its command, of a model that never saw it. */
async function crossValidated(learner: NodeLearner, document: Document, seed: number) {
  const random = seededRandom(seed)
  const dealt = [...groupBy(recordsOf(document, 'utterance'), ({ command }) => command).values()]
    .flatMap((own) => shuffled(own, random))
    .map((utterance, index) => ({ utterance, fold: index % FOLDS }))
  const asked: (Asked & { label: string })[] = []
  for (let held = 0; held < FOLDS; held++) {
    const kept = without(
      document,
      dealt.filter(({ fold }) => fold === held).map(({ utterance }) => utterance),
    )
    const trained = await learner.train(jobOf(kept, seed))
    for (const { utterance } of dealt.filter(({ fold }) => fold === held)) {
      const command = recordById(document, 'command', utterance.command)
      if (!command) continue
      const workflow = { document: kept, scope: fullScope(kept, command.context) }
      const [answer] = await ask(workflow, trained.model, trained.understand, [utterance.text])
      if (answer) asked.push({ ...answer, label: command.id })
    }
    await trained.close()
  }
  return {
    utterances: asked.length,
    refused: asked.filter(({ outcome }) => outcome === 'refuse').length,
    right: asked.filter((answer) => isRouted(answer) && answer.predicted === answer.label).length,
  }
}

const jobOf = (document: Document, seed: number) => ({
  rows: trainingRows(document),
  scopes: jobScopes(document),
  seed,
})

function without(document: Document, utterances: readonly UtteranceRecord[]): Document {
  const held = new Set<string>(utterances.map(({ id }) => id))
  return Object.fromEntries(Object.entries(document).filter(([id]) => !held.has(id)))
}

const isRouted = ({ outcome }: Asked): boolean => outcome === 'route'
const isSmallTalk = (asked: Asked): boolean => isRouted(asked) && asked.predicted === SMALL_TALK.id
const isExecuted = (asked: Asked): boolean => isRouted(asked) && !isSmallTalk(asked)
