import type { IntentModel } from '#domain/intent-model.ts'
import { ask } from '../ask.ts'
import { benchWorkflow } from '../bench-workflow.ts'
import { dataFile } from '../data-folder.ts'
import { atMost, type Figure } from '../figure.ts'
import { drawShots, readRows } from '../rows.ts'
import { inScope, OOS } from '../workbench.ts'
import type { Section } from './section.ts'

/** Trains twice on the same rows with the same seed, and asks both models the same. */
export const determinismSection: Section = {
  title: 'Determinism',
  async measure({ learner }): Promise<Figure[]> {
    console.error('Training twice')
    const rows = inScope(await readRows(dataFile('clinc150/train.jsonl')))
    const messages = (await readRows(dataFile('clinc150/test.jsonl'))).map(({ text }) => text)
    const workflow = benchWorkflow(drawShots(rows, 10, 1), OOS)
    const models: IntentModel[] = []
    const answers = []
    for (let round = 0; round < 2; round++) {
      const { model, understand, close } = await learner.train({ rows: workflow.rows, seed: 1 })
      models.push(model)
      answers.push(await ask(workflow, model, understand, messages))
      await close()
    }
    const [first, second] = answers
    const differing = messages.filter(
      (_, i) =>
        first![i]!.outcome !== second![i]!.outcome ||
        first![i]!.predicted !== second![i]!.predicted,
    )
    return [
      {
        name: 'bytes that differ between two trainings',
        ours: differingBytes(models[0]!, models[1]!),
        unit: 'count',
        target: atMost(0),
      },
      {
        name: `decisions that differ, of ${messages.length}`,
        ours: differing.length,
        unit: 'count',
        target: atMost(0),
        references: 'fastWorkflow 20.6 % of verdicts',
      },
    ]
  },
}

/** Of all that a model is made of, the time it was made at aside. */
function differingBytes(a: IntentModel, b: IntentModel): number {
  const [left, right] = [a, b].map((model) =>
    Buffer.concat([
      model.head,
      Buffer.from(model.examples.vectors.buffer),
      Buffer.from(
        JSON.stringify({
          ...model,
          head: null,
          trainedAt: 0,
          examples: { ...model.examples, vectors: null },
        }),
      ),
    ]),
  )
  let differing = Math.abs(left!.length - right!.length)
  for (let i = 0; i < Math.min(left!.length, right!.length); i++)
    if (left![i] !== right![i]) differing++
  return differing
}
