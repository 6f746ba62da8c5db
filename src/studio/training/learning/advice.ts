import type { Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import { recordById } from '#domain/queries.ts'
import type { LearningCurve } from '#domain/training-details.ts'
import {
  THIN_BELOW,
  type CommandQuality,
  type Confusion,
  type TrainingReport,
} from '#domain/training-report.ts'
import { commandTitle } from '../../session/command-titles.ts'
import { count, percent, plural } from '../../ui/format.ts'
import { judgedOf } from '../scope-quality.ts'

/** Where a few more utterances would help most, and why. */
export interface Advice {
  readonly command: CommandId
  readonly title: string
  readonly because: string
  /** The confusion behind it, to look into. */
  readonly confusion: Confusion | null
}

const LISTED = 6
/** The advice is for so many more utterances. */
export const A_FEW = 3
/** A recall that rose by less with the last quarter of the rows may have done so by chance. */
const TELLING_RISE = 0.1

/** The commands of the workflow that would gain most from a few more utterances, best first. */
export function advise(document: Document, report: TrainingReport): Advice[] {
  return report.commands
    .filter(({ command }) => recordById(document, 'command', command))
    .map((quality) => ({ quality, gain: expectedGain(quality, report) }))
    .filter(({ gain }) => gain > 0)
    .sort((a, b) => b.gain - a.gain)
    .slice(0, LISTED)
    .map(({ quality }) => {
      const { command } = quality
      const confusion = report.confusions.find(({ actual }) => actual === command) ?? null
      return {
        command,
        title: commandTitle(document, command),
        because: reasonFor(document, report, quality, confusion),
        confusion,
      }
    })
}

/**
 * How often it is missed or wrongly chosen (smoothed, so that one of one is not everything), and
 * how steeply it still rises, weighed by how much a few more are beside what is there. 0 for what
 * is neither thin nor ever mistaken.
 */
function expectedGain(quality: CommandQuality, report: TrainingReport): number {
  const { command, utterances, recall, precision, thin } = quality
  const judged = judgedOf(quality)
  const missed = judged * (1 - (recall ?? 1))
  const intruded = precision === null ? 0 : 1 - precision
  if (missed === 0 && intruded === 0 && !thin) return 0
  const missRate = (missed + 1) / (judged + 2)
  const rise = Math.max(0, riseOf(report.learningCurve, command) ?? 0)
  return (missRate + intruded / 2 + rise / 2) * Math.sqrt(A_FEW / (utterances + A_FEW))
}

/** What the last step of the curve brought a command. */
function riseOf(curve: LearningCurve | undefined, command: CommandId): number | null {
  const [before, last] = (curve?.points ?? [])
    .slice(-2)
    .map(({ recall }) => recall.find((it) => it.command === command)?.recall)
  return before === undefined || last === undefined ? null : last - before
}

function reasonFor(
  document: Document,
  report: TrainingReport,
  quality: CommandQuality,
  confusion: Confusion | null,
): string {
  const { command, utterances, precision, thin } = quality
  const judged = judgedOf(quality)
  const few = `Only ${plural(utterances, 'utterance')}, its name included.`
  if (judged === 0) return `${few} Too few to tell how well it is understood.`
  if (confusion) {
    const taken = `${count(confusion.texts.length)} of ${plural(judged, 'message')} taken for ${commandTitle(document, confusion.predicted)}: add some that say what sets it apart.`
    return thin ? `${few} ${taken}` : taken
  }
  const rise = riseOf(report.learningCurve, command)
  if (rise !== null && rise >= TELLING_RISE)
    return `Still learning: the last quarter of its utterances brought ${percent(rise)} more.`
  if (thin) return `${few} ${count(THIN_BELOW)} are a good start.`
  return `Chosen for messages of other commands: only ${percent(precision)} of what it is chosen for is meant.`
}

const LEVELLED_BELOW = 0.005

/** What the curve says of the whole, in a sentence or two. */
export function curveSentence({ points }: LearningCurve): string {
  const [before, last] = points.slice(-2)
  if (!before || !last) return ''
  const gain = last.accuracy - before.accuracy
  const from = `From ${percent(before.share)} to all of the rows accuracy`
  if (gain > LEVELLED_BELOW)
    return `${from} rose by ${percent(gain, 1)}: more utterances like these will still help, most of all where the advice says.`
  if (gain < -LEVELLED_BELOW)
    return `${from} fell by ${percent(-gain, 1)}: what was added last may contradict the rest. Look for confusions rather than add more.`
  return `${from} stayed the same: more of the same will hardly help. Mend what is confused, or say things in new ways.`
}
