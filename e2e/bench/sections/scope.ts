import { dataFile } from '../data-folder.ts'
import { atLeast, atMost, percent, type Figure } from '../figure.ts'
import { measureHeadPerContext, measureScope } from '../measure-scope.ts'
import { readScopeData } from '../scope-data.ts'
import type { ScopeScores } from '../scope-score.ts'
import type { Section } from './section.ts'

const FOLDER = 'context_routing/clinc_public'

/** Beside what a plain head on plain embeddings reaches at 5 % false refusal: masked, or a head a scope. */
const LINES: readonly {
  readonly name: string
  readonly figure: Exclude<keyof ScopeScores, 'ladder'>
  readonly target: number
  readonly plain: string
}[] = [
  { name: 'right command first', figure: 'top1', target: 92, plain: '87, 89' },
  { name: 'right command among three', figure: 'inList', target: 97, plain: '–' },
  { name: 'one level up', figure: 'escalation1', target: 90, plain: '86, 83' },
  { name: 'two levels up', figure: 'escalation2', target: 86, plain: '80, 78' },
  { name: 'of a sibling, refused', figure: 'siblingRejection', target: 97, plain: '99, 78' },
  { name: 'out of scope, refused', figure: 'oosRejection', target: 88, plain: '75, 85' },
]

/** What a context changes, at the threshold of 5 % false refusal and as calibrated. */
export const scopeSection: Section = {
  title: 'Scope',
  async measure({ learner }) {
    const data = await readScopeData({
      hierarchy: dataFile(`${FOLDER}_hierarchy.json`),
      seeds: dataFile(`${FOLDER}_seeds.jsonl`),
      cases: dataFile(`${FOLDER}_cases.jsonl`),
    })
    console.error('Scope')
    const oneHead = await measureScope(learner, data, 1)
    const headPerContext = await measureHeadPerContext(learner, data, 1)
    return [
      ...LINES.map(({ name, figure, target, plain }) =>
        percent(name, oneHead.atFive[figure], {
          target: atLeast(target),
          references: `plain ${plain}`,
          note: `a head a context ${whole(headPerContext.atFive[figure])}`,
        }),
      ),
      percent('among three or the nearest named', oneHead.atFive.inListOrNearest),
      ...asCalibrated(oneHead.calibrated),
    ]
  },
}

const asCalibrated = (scores: ScopeScores): Figure[] => [
  percent('as calibrated: in scope, refused', scores.falseRefusal, { target: atMost(5) }),
  ...LINES.map(({ name, figure, target }) =>
    percent(`as calibrated: ${name}`, scores[figure], { target: atLeast(target) }),
  ),
]

const whole = (share: number | null): string => (share === null ? '–' : (share * 100).toFixed(1))
