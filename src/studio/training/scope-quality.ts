import { groupBy } from '#shared/group-by.ts'
import type { Document } from '#domain/document.ts'
import type { CommandId, ContextId } from '#domain/ids.ts'
import { containersOf, effectiveCommands } from '#domain/scope.ts'
import type { CommandQuality, Confusion, TrainingReport } from '#domain/training-report.ts'
import { CORE_COMMANDS } from '#domain/core-commands.ts'
import { jobScopes } from '#engine/decide/scope-commands.ts'
import { contextTitle } from '../session/command-titles.ts'

/** The commands that compete in a context; `null` is the whole workflow, everything competing. */
export type ReportScope = ReadonlySet<CommandId> | null

export function scopeOf(document: Document, context: ContextId | null): ReportScope {
  if (context === null) return null
  return new Set(jobScopes(document).find((scope) => scope.context === context)?.commands)
}

/** What is confused where only these commands compete, most frequent first. */
export function confusionsWithin(report: TrainingReport, scope: ReportScope): readonly Confusion[] {
  if (!report.details || scope === null) return report.confusions
  const wrong = report.details.judged.flatMap(({ text, actual, ranking }) => {
    if (!scope.has(actual)) return []
    const predicted = ranking.find(({ command }) => scope.has(command))?.command
    return predicted === undefined || predicted === actual ? [] : [{ text, actual, predicted }]
  })
  const pairs = groupBy(wrong, ({ actual, predicted }) => `${actual} ${predicted}`)
  return [...pairs.values()]
    .flatMap((items) => {
      const [first] = items
      if (!first) return []
      const { actual, predicted } = first
      return [{ actual, predicted, texts: items.map(({ text }) => text) }]
    })
    .sort((a, b) => b.texts.length - a.texts.length)
}

/** How many of a command's rows were judged; reports of earlier releases imply it. */
export function judgedOf({ judged, utterances, recall }: CommandQuality): number {
  return judged ?? (recall === null ? 0 : utterances)
}

/** The quality of each command where only those of the scope compete. */
export function qualityWithin(report: TrainingReport, scope: ReportScope): CommandQuality[] {
  if (scope === null || !report.details) return [...report.commands]
  const confusions = confusionsWithin(report, scope)
  const missed = countBy(confusions, ({ actual }) => actual)
  const taken = countBy(confusions, ({ predicted }) => predicted)
  return report.commands
    .filter(({ command }) => scope.has(command))
    .map((quality) => {
      const judged = judgedOf(quality)
      const hits = judged - (missed.get(quality.command) ?? 0)
      const chosen = hits + (taken.get(quality.command) ?? 0)
      return {
        ...quality,
        precision: chosen === 0 ? null : hits / chosen,
        recall: judged === 0 ? null : hits / judged,
        f1: judged === 0 ? null : (2 * hits) / (judged + chosen),
      }
    })
}

function countBy(
  confusions: readonly Confusion[],
  key: (confusion: Confusion) => CommandId,
): Map<CommandId, number> {
  const counts = new Map<CommandId, number>()
  for (const confusion of confusions) {
    const id = key(confusion)
    counts.set(id, (counts.get(id) ?? 0) + confusion.texts.length)
  }
  return counts
}

/** How well the messages for one level are understood by somebody who stands in a context. */
export interface LevelQuality {
  readonly title: string
  readonly commands: number
  readonly rows: number
  readonly accuracy: number | null
}

/**
 * The levels of a context, from itself outwards, and the commands that are everywhere: how well
 * each is reached while all of them compete.
 */
export function levelQualities(
  document: Document,
  report: TrainingReport,
  context: ContextId,
): LevelQuality[] {
  const quality = new Map(
    qualityWithin(report, scopeOf(document, context)).map((it) => [it.command, it]),
  )
  const seen = new Set<CommandId>()
  const level = (title: string, ids: readonly CommandId[]): LevelQuality => {
    const measured = ids.flatMap((id) => (seen.has(id) ? [] : (quality.get(id) ?? [])))
    ids.forEach((id) => seen.add(id))
    const rows = measured.reduce((sum, it) => sum + judgedOf(it), 0)
    const right = measured.reduce((sum, it) => sum + judgedOf(it) * (it.recall ?? 0), 0)
    return { title, commands: measured.length, rows, accuracy: rows === 0 ? null : right / rows }
  }
  const levels = [context, ...containersOf(document, context)].map((id) =>
    level(
      contextTitle(document, id),
      effectiveCommands(document, id).map(({ command }) => command.id),
    ),
  )
  const everywhere = level(
    'Everywhere',
    CORE_COMMANDS.map(({ id }) => id),
  )
  return [...levels, everywhere].filter(({ commands }) => commands > 0)
}
