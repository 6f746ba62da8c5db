import type { Document } from '#domain/document.ts'
import type { Understanding } from '#domain/intent-model.ts'
import { trainingRows } from '#domain/training-rows.ts'
import { coreCommandById } from '#domain/core-commands.ts'
import { fullScope } from '#engine/decide/full-scope.ts'
import { jobScopes } from '#engine/decide/scope-commands.ts'
import { groupBy } from '#shared/group-by.ts'
import { ask } from './ask.ts'
import type { NodeLearner, Trained } from './node-learner.ts'
import type { ScopeCase, ScopeData } from './scope-data.ts'
import { scopeScores, thresholdRefusing, type AskedCase, type ScopeScores } from './scope-score.ts'
import { contextIdOf, refusingBelow, scopeWorkflow } from './scope-workflow.ts'

const FALSE_REFUSAL = 0.05

/** At the thresholds that training found, and at the one that refuses 5 % of what is in scope. */
export interface ScopeFigures {
  readonly calibrated: ScopeScores
  readonly atFive: ScopeScores
}

/** Trains one head for the whole workflow, masked to each scope, and asks each case in its context. */
export async function measureScope(
  learner: NodeLearner,
  data: ScopeData,
  seed: number,
): Promise<ScopeFigures> {
  const { document, rows, scopes } = await jobOf(learner, data)
  const whole = await learner.train({ rows, seed, scopes })
  const measured = await figures(document, data.cases, () => whole)
  await whole.close()
  return measured
}

/** The other way: a head of its own for each context, of what is in scope there. */
export async function measureHeadPerContext(
  learner: NodeLearner,
  data: ScopeData,
  seed: number,
): Promise<ScopeFigures> {
  const { document, rows, scopes } = await jobOf(learner, data)
  const heads = new Map<string, Trained>()
  for (const context of new Set(data.cases.map((each) => each.context))) {
    const own = scopes.find((scope) => scope.context === contextIdOf(context))
    const commands = new Set(own?.commands)
    const within = rows.filter(({ label }) => commands.has(label))
    heads.set(context, await learner.train({ rows: within, seed }))
  }
  const measured = await figures(document, data.cases, (context) => heads.get(context)!)
  for (const head of heads.values()) await head.close()
  return measured
}

async function jobOf(learner: NodeLearner, data: ScopeData) {
  await learner.embed(data.cases.map(({ text }) => text))
  const document = scopeWorkflow(data)
  // Without the core commands: no case is meant for them, so they could only be wrong.
  const rows = trainingRows(document).filter(({ label }) => !coreCommandById(label))
  return { document, rows, scopes: jobScopes(document) }
}

async function figures(
  document: Document,
  cases: readonly ScopeCase[],
  headFor: (context: string) => Trained,
): Promise<ScopeFigures> {
  const understood = new Map<string, Understanding>()
  const asking = async (from: Document): Promise<AskedCase[]> => {
    const asked: AskedCase[] = []
    for (const [context, own] of groupBy(cases, (each) => each.context)) {
      const head = headFor(context)
      const understand = async (text: string): Promise<Understanding> => {
        const key = `${context}\n${text}`
        const known = understood.get(key) ?? (await head.understand(text))
        understood.set(key, known)
        return known
      }
      const workflow = { document: from, scope: fullScope(from, contextIdOf(context)) }
      const messages = own.map(({ text }) => text)
      const answers = await ask(workflow, head.model, understand, messages)
      asked.push(...own.map((each, i) => ({ ...each, ...answers[i]! })))
    }
    return asked
  }
  const calibrated = await asking(document)
  const threshold = thresholdRefusing(calibrated, FALSE_REFUSAL)
  const atFive = await asking(refusingBelow(document, threshold))
  return { calibrated: scopeScores(calibrated), atFive: scopeScores(atFive) }
}
