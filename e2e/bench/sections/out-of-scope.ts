import { dataFile } from '../data-folder.ts'
import { atLeast, atMost, percent, type Figure } from '../figure.ts'
import {
  measureIrrelevant,
  readIrrelevant,
  retailDesk,
  retailFixture,
  type Irrelevant,
} from '../irrelevant.ts'
import { measureIntent, type IntentFigures } from '../measure-intent.ts'
import { readRows } from '../rows.ts'
import { inScope, OOS, type Workbench } from '../workbench.ts'
import type { Section } from './section.ts'

/** How messages that no command is meant for are told from the others, never having trained on any. */
export const outOfScopeSection: Section = {
  title: 'Out of scope',
  async measure(bench) {
    return [
      ...(await clincFigures(bench)),
      ...(await nearFigures(bench, 'BANKING77-OOS', 'banking77_oos/train', 'banking77_oos/valid')),
      ...(await nearFigures(
        bench,
        'CLINC banking',
        'clinc_banking_oos/train',
        'clinc_banking_oos/test',
      )),
      ...(await nearFigures(
        bench,
        'CLINC credit cards',
        'clinc_creditcards_oos/train',
        'clinc_creditcards_oos/test',
      )),
      ...(await retailFigures(bench)),
    ]
  },
}

async function clincFigures(bench: Workbench): Promise<Figure[]> {
  const full = await bench.clinc(null)
  const few = await bench.clinc(10)
  return [
    percent('CLINC150 full: in-scope accuracy', full.accuracy, {
      target: atLeast(96),
      references: 'BERT by threshold 96.2',
    }),
    percent('… of those kept at 5 % refused', kept(full)),
    percent('… out of scope refused at 5 %', full.oosRecallAt5, {
      target: atLeast(90),
      references: 'BERT by threshold 52.3, BERT trained on out-of-scope rows 59.2',
    }),
    auroc('… AUROC', full, 0.98),
    percent('… refused as calibrated, out of scope', full.oosRefused),
    percent('… refused as calibrated, in scope', full.falseRefusal, { target: atMost(5) }),
    percent('CLINC150 10-shot: out of scope refused at 5 %', few.oosRecallAt5),
    auroc('… AUROC', few),
  ]
}

const kept = ({ accuracyAt5 }: IntentFigures): number | null =>
  accuracyAt5 === null ? null : accuracyAt5 / 0.95

const auroc = (name: string, { oosAuroc }: IntentFigures, target?: number): Figure => ({
  name,
  ours: oosAuroc,
  unit: 'share',
  ...(target === undefined ? {} : { target: atLeast(target) }),
})

/** Sets whose out-of-scope rows are in part of the same domain: reported, without a target. */
async function nearFigures(
  { runtime }: Workbench,
  name: string,
  train: string,
  test: string,
): Promise<Figure[]> {
  const rows = inScope(await readRows(dataFile(`${train}.jsonl`)))
  const asked = await readRows(dataFile(`${test}.jsonl`))
  console.error(name)
  const figures = await measureIntent(
    runtime,
    [{ name: 'all rows', seed: 1, train: rows, test: asked }],
    OOS,
  )
  return [
    auroc(`${name}: AUROC`, figures),
    percent('… out of scope refused at 5 %', figures.oosRecallAt5),
    percent('… in-scope accuracy', figures.accuracy),
  ]
}

async function retailFigures({ learner }: Workbench): Promise<Figure[]> {
  const messages = await readIrrelevant()
  const figures: Figure[] = []
  for (const [name, document] of [
    ['Retail desk', await retailDesk()],
    ['Retail seeds', await retailFixture()],
  ] as const) {
    console.error(name)
    figures.push(
      ...irrelevantFigures(name, await measureIrrelevant(learner, document, messages, 1)),
    )
  }
  return figures
}

function irrelevantFigures(name: string, result: Irrelevant): Figure[] {
  const { messages, executed, executedCore, executedAtWorst, asked, smallTalk } = result
  return [
    {
      name: `${name}: irrelevant messages executed of ${messages}`,
      ours: executed,
      unit: 'count',
      target: atMost(2),
      references: 'fastWorkflow 20',
      note: `core ${executedCore}, asked ${asked}, small talk ${smallTalk}, at worst ${executedAtWorst}`,
    },
    percent('… own utterances refused', result.refused / result.utterances, {
      target: atMost(2),
      note: `cross-validated, ${result.utterances}`,
    }),
    percent('… own utterances run at once and right', result.right / result.utterances, {
      references: 'fastWorkflow 62.5 (of 72 messages)',
    }),
  ]
}
