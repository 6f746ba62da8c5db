import { atLeast, percent, type Figure, type Target } from '../figure.ts'
import type { IntentFigures } from '../measure-intent.ts'
import type { Shots, Workbench } from '../workbench.ts'
import type { Section } from './section.ts'

interface Setting {
  readonly set: 'clinc' | 'banking'
  readonly shots: Shots
  readonly target: Target
  readonly references: string
}

const SETTINGS: readonly Setting[] = [
  {
    set: 'clinc',
    shots: 5,
    target: atLeast(90),
    references: 'USE+ConveRT 90.5, DNNC 91.0, TF-IDF+SVM 72.7',
  },
  {
    set: 'clinc',
    shots: 10,
    target: atLeast(93),
    references: 'USE+ConveRT 93.3, DNNC 93.8, TF-IDF+SVM 81.5',
  },
  {
    set: 'clinc',
    shots: null,
    target: atLeast(96.5),
    references: 'BERT-tuned 96.7, TF-IDF+SVM 92.9',
  },
  {
    set: 'banking',
    shots: 5,
    target: atLeast(79),
    references: 'USE+ConveRT 77.8, DNNC 80.4, TF-IDF+SVM 62.6 (all on test)',
  },
  {
    set: 'banking',
    shots: 10,
    target: atLeast(86),
    references: 'USE+ConveRT 85.2, DNNC 86.7, TF-IDF+SVM 75.1 (all on test)',
  },
  {
    set: 'banking',
    shots: null,
    target: atLeast(92.5),
    references: 'BERT-tuned 93.7, USE+ConveRT 93.4, TF-IDF+SVM 91.4 (all on test)',
  },
]

/** How often the right command comes first among all of a data set. */
export const intentSection: Section = {
  title: 'Intent',
  async measure(bench: Workbench) {
    const figures: Figure[] = []
    for (const { set, shots, target, references } of SETTINGS)
      figures.push(figureOf(set, shots, await bench[set](shots), { target, references }))
    return figures
  },
}

const NAMES = { clinc: 'CLINC150', banking: 'BANKING77 (within train)' }

function figureOf(
  set: Setting['set'],
  shots: Shots,
  { accuracy, accuracySd, trainingRows }: IntentFigures,
  more: Pick<Setting, 'target' | 'references'>,
): Figure {
  const amount = shots === null ? `${Math.round(trainingRows ?? 0)} rows` : `${shots}-shot`
  const note = accuracySd === null ? '' : `± ${(accuracySd * 100).toFixed(1)}`
  return percent(`${NAMES[set]}, ${amount}`, accuracy, { ...more, note })
}
