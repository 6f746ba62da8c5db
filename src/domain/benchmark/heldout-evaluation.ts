import type { Document } from '../document.ts'
import type { CommandId, ContextId } from '../ids.ts'
import { qualifiedName, recordById } from '../queries.ts'
import {
  benchmarkScore,
  contextScores,
  type CaseOutcome,
  type ContextScore,
  type Share,
} from './benchmark-score.ts'
import { coreLabel } from './core-labels.ts'
import type { CaseDefect } from './place-cases.ts'

/** What a held-out report is made of. */
export interface HeldOutMeasured {
  /** Of the benchmark file. */
  readonly benchmark: readonly CaseOutcome[]
  /** Of the workflow's own utterances that are kept from training. */
  readonly heldOut: readonly CaseOutcome[]
  readonly defects: readonly CaseDefect[]
  /** By context, the macro-F1 that training measured; `null` where it was not. */
  readonly inDistributionF1: ReadonlyMap<ContextId, number | null>
  readonly seed: number
  /** Unix time in milliseconds. */
  readonly at: number
}

const NOTES = {
  routing: 'utterances of the workflow that are held out of training',
  benchmark_routing: 'cases of the benchmark file; the only figures to compare between versions',
  top1: 'the expected command ran at once',
  in_list: 'it ran at once, or stood in the question that was asked',
  escalation: 'the expected command of a context around this one ran at once',
  out_of_scope: 'no command fits, and the message was refused; asking does not count',
  in_distribution_f1: 'macro-F1 by cross-validation of the training utterances',
}

/** The report as JSON, in the shape of fastWorkflow's `heldout_evaluation.json` (version 2). */
export function heldOutEvaluation(document: Document, measured: HeldOutMeasured) {
  const file = benchmarkScore(measured.benchmark)
  const own = benchmarkScore(measured.heldOut)
  const nameOf = namer(document)
  const ownByContext = new Map(
    contextScores(measured.heldOut).map((score) => [score.context, score]),
  )
  const fileByContext = new Map(
    contextScores(measured.benchmark).map((score) => [score.context, score]),
  )
  const contexts = [...new Set([...fileByContext.keys(), ...ownByContext.keys()])]
  const known = [...measured.inDistributionF1.values()].filter((f1) => f1 !== null)
  return {
    schema_version: 2,
    generated_at: new Date(measured.at).toISOString(),
    metric_notes: NOTES,
    totals: {
      routing_total: own.routing.total,
      routing_top1: own.routing.share,
      routing_in_list: own.routingInList.share,
      benchmark_routing_total: file.routing.total,
      benchmark_routing_top1: file.routing.share,
      benchmark_routing_in_list: file.routingInList.share,
      escalation_total: file.escalation.total,
      escalation_recall: file.escalation.share,
      holdout_escalation_total: 0,
      holdout_escalation_recall: null,
      out_of_scope_total: file.outOfScope.total,
      out_of_scope_recall: file.outOfScope.share,
      mean_in_distribution_f1:
        known.length === 0 ? null : known.reduce((sum, f1) => sum + f1, 0) / known.length,
    },
    contexts: contexts.map((context) => ({
      context: recordById(document, 'context', context)?.name ?? context,
      in_distribution_f1: measured.inDistributionF1.get(context) ?? null,
      routing: routingOf(ownByContext.get(context), nameOf),
      benchmark_routing: routingOf(fileByContext.get(context), nameOf),
      ...kindsOf(fileByContext.get(context), nameOf),
      seed: measured.seed,
      heldout_personas: [],
      notes: [],
    })),
    defects: measured.defects.map(({ index, because }) => ({ case: index, because })),
  }
}

type Namer = (command: CommandId) => string

function routingOf(score: ContextScore | undefined, nameOf: Namer) {
  return {
    ...topOf(score?.routing, score?.routingInList),
    failures: failuresOf(score, 'routing', nameOf),
    per_command: Object.fromEntries(
      (score?.commands ?? []).map(({ command, routing, routingInList }) => [
        nameOf(command),
        topOf(routing, routingInList),
      ]),
    ),
  }
}

const NONE: Share = { total: 0, correct: 0, share: null }

const topOf = (first = NONE, listed = NONE) => ({
  total: first.total,
  top1_correct: first.correct,
  in_list_correct: listed.correct,
  top1: first.share,
  in_list: listed.share,
})

function kindsOf(score: ContextScore | undefined, nameOf: Namer) {
  const of = (kind: CaseOutcome['kind'], { total, correct, share } = NONE) => ({
    total,
    correct,
    recall: share,
    failures: failuresOf(score, kind, nameOf),
  })
  return {
    escalation: of('escalation', score?.escalation),
    holdout_escalation: { total: 0, correct: 0, recall: null, failures: [] },
    out_of_scope: of('out_of_scope', score?.outOfScope),
  }
}

const failuresOf = (score: ContextScore | undefined, kind: CaseOutcome['kind'], nameOf: Namer) =>
  (score?.failures ?? [])
    .filter((failure) => failure.kind === kind)
    .map(({ utterance, expected, outcome, shown }) => ({
      utterance,
      expected: expected === null ? null : nameOf(expected),
      outcome,
      predicted: shown.map(nameOf),
    }))

/** As a benchmark names commands: `Order/cancel_order`, `IntentDetection/go_up`. */
const namer =
  (document: Document): Namer =>
  (id) => {
    const record = recordById(document, 'command', id)
    return record ? qualifiedName(document, record) : (coreLabel(id) ?? id)
  }
