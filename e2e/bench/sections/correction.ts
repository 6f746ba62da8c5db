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
    const effects: Effect[] = []
    for (let seed = 1; seed <= DRAWS; seed++) {
      const job = { rows, test, oosLabel: OOS, shots: SHOTS, corrections: CORRECTIONS, seed }
      effects.push((await measureCorrection(learner, job)).together)
      console.error(`  draw ${seed} of ${DRAWS}`)
    }
    return figuresOf(summed(effects))
  },
}

const figuresOf = ({ near, broken, before, after }: Effect): Figure[] => [
  ...near.map(({ within, wrong, right }) =>
    percent(
      `${CORRECTIONS} corrections: wrong before and within ${within}, now right`,
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
