/**
 * `npm run score-workflow -- FILE BENCHMARK [--out OUT]`: how a workflow does on messages it was
 * never taught, each with what should come of it.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { benchmarkScore, type BenchmarkScore } from '#domain/benchmark/benchmark-score.ts'
import { readBenchmark, type Benchmark } from '#domain/benchmark/benchmark.ts'
import { heldOutCases } from '#domain/benchmark/held-out-cases.ts'
import { heldOutEvaluation } from '#domain/benchmark/heldout-evaluation.ts'
import { leaksOf } from '#domain/benchmark/leaks.ts'
import { placeCases } from '#domain/benchmark/place-cases.ts'
import type { Document } from '#domain/document.ts'
import { trainingRows } from '#domain/training-rows.ts'
import { runBenchmark } from '#engine/benchmark/run-benchmark.ts'
import { carriedModel } from '../carried-model.ts'
import { openNodeLearn } from '../node-learn.ts'
import { EXIT, UsageError } from './exit-codes.ts'
import { runCli, workflowFrom, wrongSetUp } from './run-cli.ts'

const USAGE = `npm run score-workflow -- FILE BENCHMARK [--out OUT]
  FILE       a bundle (.zip), its folder, or the name of an example
  BENCHMARK  cases as JSON: context, utterance, kind (routing, escalation or out_of_scope) and
             expected_label or expected_ancestor_command
  OUT        where to write the report (heldout_evaluation.json)
Ends with 1 when scoring failed; 2 when called wrongly, or for a file that is missing or damaged; 4,
without scoring, when the benchmark asks what the workflow is taught, word for word: no figure of it
would mean anything.`

runCli(async () => {
  const { values, positionals } = parseArgs({
    options: { out: { type: 'string' } },
    allowPositionals: true,
  })
  const [file, benchmarkFile] = positionals
  if (file === undefined || benchmarkFile === undefined) throw new UsageError(USAGE)
  const contents = await workflowFrom(file)
  const benchmark = await wrongSetUp(() => benchmarkFrom(benchmarkFile))
  const { document } = contents
  if (await leaks(document, benchmark)) {
    process.exitCode = EXIT.invalid
    return
  }
  const { placed, defects } = placeCases(document, benchmark)
  for (const { index, because } of defects)
    console.log(`case ${index + 1} does not fit the workflow: ${because}`)
  const learn = await openNodeLearn(document)
  try {
    const carried = carriedModel(contents)
    if (!carried) console.error('Not trained: training …')
    const { model, report } = carried
      ? { model: carried, report: contents.report }
      : await learn.train(document)
    const ports = {
      now: () => performance.now(),
      understand: await learn.open(model),
      embed: (texts: readonly string[]) => learn.embed(texts),
    }
    const { signal } = new AbortController()
    const run = (cases: typeof placed) =>
      runBenchmark({ document, model }, cases, ports, { signal })
    const outcomes = await run(placed)
    print(benchmarkScore(outcomes))
    const evaluation = heldOutEvaluation(document, {
      benchmark: outcomes,
      heldOut: await run(heldOutCases(document)),
      defects,
      inDistributionF1: new Map(
        report?.contexts.map(({ context, macroF1 }) => [context, macroF1]) ?? [],
      ),
      seed: model.seed,
      at: Date.now(),
    })
    const { out } = values
    if (out !== undefined)
      await wrongSetUp(() => writeFile(out, `${JSON.stringify(evaluation, null, 2)}\n`))
  } finally {
    await learn.close()
  }
})

async function benchmarkFrom(path: string): Promise<Benchmark> {
  const benchmark = readBenchmark(await readFile(path, 'utf8'))
  if (!benchmark.ok) throw benchmark.error
  return benchmark.value
}

/** Says which cases are taught; true where one is, word for word. */
async function leaks(document: Document, benchmark: Benchmark): Promise<boolean> {
  const found = await leaksOf(benchmark, trainingRows(document))
  for (const { index, taught, likeness } of found)
    console.log(
      `case ${index + 1} is ${likeness === 1 ? '' : 'nearly '}what the workflow is taught: ${taught}`,
    )
  return found.some(({ likeness }) => likeness === 1)
}

function print({ routing, routingInList, escalation, outOfScope }: BenchmarkScore): void {
  const lines = {
    'routing, right at once': routing,
    'routing, or in the question': routingInList,
    'escalation, right at once': escalation,
    'out of scope, refused': outOfScope,
  }
  for (const [name, { total, correct, share }] of Object.entries(lines))
    console.log(
      `${name.padEnd(28)} ${share === null ? '–' : `${(share * 100).toFixed(1)} %  (${correct} of ${total})`}`,
    )
}
