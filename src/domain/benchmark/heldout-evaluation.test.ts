import { expect, it } from 'vitest'
import { GO_UP } from '../core-commands.ts'
import { commandId, contextId, workflow } from '#testing/workflow-builder.ts'
import type { CaseOutcome } from './benchmark-score.ts'
import { heldOutEvaluation } from './heldout-evaluation.ts'

const document = workflow('Shop')
  .context('Order', { containers: ['*'] })
  .command('list_orders')
  .command('Order/cancel')
  .build()

const cancel = commandId('Order/cancel')
const list = commandId('list_orders')

function said(
  kind: CaseOutcome['kind'],
  expected: CaseOutcome['expected'],
  outcome: CaseOutcome['outcome'],
  ...shown: CaseOutcome['shown']
): CaseOutcome {
  return { index: 0, utterance: 'hm', context: contextId('Order'), kind, expected, outcome, shown }
}

const measured = {
  benchmark: [
    said('routing', cancel, 'route', cancel),
    said('routing', cancel, 'ask', list, cancel),
    said('routing', cancel, 'route', list),
    said('routing', GO_UP.id, 'refuse'),
    said('escalation', list, 'route', list),
    said('escalation', list, 'ask', list, cancel),
    said('out_of_scope', null, 'refuse'),
    said('out_of_scope', null, 'ask', list, cancel),
  ],
  heldOut: [said('routing', cancel, 'route', cancel)],
  defects: [{ index: 8, because: 'no-such-command' as const }],
  inDistributionF1: new Map([
    [contextId('Order'), 0.9],
    [contextId('*'), null],
  ]),
  seed: 7,
  at: 0,
}

it('counts each kind by itself, and a question as no more than listed', () => {
  expect(heldOutEvaluation(document, measured)).toMatchObject({
    schema_version: 2,
    generated_at: '1970-01-01T00:00:00.000Z',
    totals: {
      routing_total: 1,
      routing_top1: 1,
      benchmark_routing_total: 4,
      benchmark_routing_top1: 0.25,
      benchmark_routing_in_list: 0.5,
      escalation_total: 2,
      escalation_recall: 0.5,
      out_of_scope_total: 2,
      out_of_scope_recall: 0.5,
      mean_in_distribution_f1: 0.9,
    },
    contexts: [
      {
        context: 'Order',
        in_distribution_f1: 0.9,
        benchmark_routing: {
          total: 4,
          top1_correct: 1,
          in_list_correct: 2,
          per_command: {
            'Order/cancel': { total: 3, top1_correct: 1, in_list_correct: 2 },
            'IntentDetection/go_up': { total: 1, top1_correct: 0, in_list_correct: 0 },
          },
        },
        escalation: {
          total: 2,
          correct: 1,
          failures: [{ outcome: 'ask', predicted: ['list_orders', 'Order/cancel'] }],
        },
        seed: 7,
      },
    ],
    defects: [{ case: 8, because: 'no-such-command' }],
  })
})

it('has no share of what there is none of', () => {
  const { totals } = heldOutEvaluation(document, {
    ...measured,
    benchmark: [],
    heldOut: [],
    inDistributionF1: new Map(),
  })
  expect(totals).toMatchObject({
    benchmark_routing_top1: null,
    escalation_recall: null,
    out_of_scope_recall: null,
    mean_in_distribution_f1: null,
  })
})

it('calls by their ids what is gone, and leaves open what was not measured', () => {
  const gone = commandId('gone')
  const { contexts } = heldOutEvaluation(document, {
    ...measured,
    benchmark: [],
    heldOut: [{ ...said('routing', gone, 'route', list), context: contextId('Gone') }],
    inDistributionF1: new Map(),
  })
  expect(contexts).toMatchObject([
    {
      context: 'Gone',
      in_distribution_f1: null,
      routing: {
        total: 1,
        top1: 0,
        failures: [
          { utterance: 'hm', expected: 'gone', outcome: 'route', predicted: ['list_orders'] },
        ],
        per_command: { gone: { total: 1, top1_correct: 0 } },
      },
      benchmark_routing: { total: 0, top1: null, failures: [], per_command: {} },
    },
  ])
})
