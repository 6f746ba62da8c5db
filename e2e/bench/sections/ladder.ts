import { atMost, percent, type Figure } from '../figure.ts'
import type { IntentFigures } from '../measure-intent.ts'
import type { Section } from './section.ts'

/** Whether a probability means what it says, and what the ladder makes of it. */
export const ladderSection: Section = {
  title: 'Calibration and ladder',
  async measure(bench) {
    const figures: Figure[] = []
    for (const shots of [10, null] as const) {
      const amount = shots === null ? 'full' : `${shots}-shot`
      figures.push(...figuresOf(`CLINC150 ${amount}`, await bench.clinc(shots)))
      figures.push(...figuresOf(`BANKING77 ${amount}`, await bench.banking(shots)))
    }
    return figures
  },
}

function figuresOf(
  name: string,
  { ece, ladder, routedPrecision, promises }: IntentFigures,
): Figure[] {
  return [
    percent(`${name}: calibration error`, ece, { target: atMost(3) }),
    percent('… run at once and right', ladder.right),
    percent('… asked, the right one among the choices', ladder.askedWith),
    percent('… asked, without it', ladder.askedWithout),
    percent('… run at once and wrong', ladder.wrong),
    percent('… refused', ladder.refused),
    percent('… right, of what was run at once', routedPrecision),
    ...promises.map(({ target, promised, kept, routed }): Figure => ({
      name: `… precision chosen for ${Math.round(target * 100)} %: off by`,
      ours: kept === null ? null : Math.abs(kept - promised) * 100,
      unit: 'percent',
      target: atMost(2),
      note: `promised ${tenth(promised)}, kept ${tenth(kept ?? 0)}, of ${tenth(routed)} run at once`,
    })),
  ]
}

const tenth = (share: number): string => (share * 100).toFixed(1)
