import { dataFile } from '../data-folder.ts'
import { atLeast, atMost, percent, type Figure } from '../figure.ts'
import { measureCorrection, summed, type Effect } from '../measure-correction.ts'
import { readRows } from '../rows.ts'
import { OOS } from '../workbench.ts'
import type { Section } from './section.ts'

const SHOTS = 10
const CORRECTIONS = 200
const DRAWS = 3
/** Of the mean distance of two texts; as near as the target is meant. */
const NEAR_ENOUGH = 0.2

/** What a correction does to messages like the one that was put right, and to all the others. */
export const correctionSection: Section = {
  title: 'Correction',
  async measure({ learner }) {
    console.error('Correction')
    const rows = await readRows(dataFile('clinc150/train.jsonl'))
    const test = await readRows(dataFile('clinc150/test.jsonl'))
    const remembered: Effect[] = []
    const trained: Effect[] = []
    for (let seed = 1; seed <= DRAWS; seed++) {
      const job = { rows, test, oosLabel: OOS, shots: SHOTS, corrections: CORRECTIONS, seed }
      const measured = await measureCorrection(learner, job)
      remembered.push(measured.together)
      trained.push(measured.trained)
      console.error(`  draw ${seed} of ${DRAWS}`)
    }
    return [
      ...figuresOf(`${CORRECTIONS} corrections`, summed(remembered)),
      ...figuresOf('trained on them', summed(trained)),
    ]
  },
}

const figuresOf = (what: string, { near, broken, before, after }: Effect): Figure[] => [
  ...near.map(({ within, wrong, right }) =>
    percent(
      `${what}: wrong before and within ${within}, now right`,
      wrong === 0 ? null : right / wrong,
      {
        note: `of ${wrong}`,
        ...(within === NEAR_ENOUGH ? { target: atLeast(95) } : {}),
      },
    ),
  ),
  percent('… right before, now wrong', broken, { target: atMost(0.5) }),
  percent('… right before', before),
  percent('… right after', after),
]
