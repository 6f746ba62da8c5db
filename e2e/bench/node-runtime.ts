import { ask } from './ask.ts'
import type { BenchRuntime } from './bench-runtime.ts'
import { benchWorkflow } from './bench-workflow.ts'
import { openNodeLearner, type NodeLearner } from './node-learner.ts'

const TIMED_MESSAGES = 200

/** The learn layer and the ladder in Node, on the native runtime that transformers.js brings. */
export const openNodeRuntime = async (encoder: string): Promise<BenchRuntime> =>
  nodeRuntime(await openNodeLearner(encoder))

/** Closing it closes the learner. */
export function nodeRuntime(learner: NodeLearner): BenchRuntime {
  return {
    async run({ train, messages, seed, oosLabel }) {
      const workflow = benchWorkflow(train, oosLabel)
      const trained = await learner.train({ rows: workflow.rows, seed })
      const { model, report } = trained
      await learner.embed(messages)
      const asked = await ask(workflow, model, trained.understand, messages)
      const timed = await ask(
        workflow,
        model,
        trained.understandAnew,
        messages.slice(0, TIMED_MESSAGES),
      )
      await trained.close()
      return { report, asked, messageMs: timed.map(({ ms }) => ms) }
    },
    close: () => learner.close(),
  }
}
