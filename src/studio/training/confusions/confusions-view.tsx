import { useMemo, useState } from 'react'
import type { ContextId } from '#domain/ids.ts'
import type { Confusion, TrainingReport } from '#domain/training-report.ts'
import { useDocument } from '../../session/hooks.ts'
import { plural } from '../../ui/format.ts'
import { ScopeSelect } from '../scope-select.tsx'
import { confusionsWithin, qualityWithin, scopeOf } from '../scope-quality.ts'
import { ConfusedTexts } from './confused-texts.tsx'
import { confusionGrid } from './confusion-grid.ts'
import { ConfusionList } from './confusion-list.tsx'
import { ConfusionMatrix } from './confusion-matrix.tsx'
import styles from './confusions.module.css'

interface ConfusionsViewProps {
  readonly report: TrainingReport
  readonly chosen: PairOfCommands | null
  readonly onChoose: (pair: PairOfCommands | null) => void
}

/** A pair survives a change of scope and a new training; the texts in it are looked up. */
export type PairOfCommands = Pick<Confusion, 'actual' | 'predicted'>

/** What is mistaken for what, down to the messages. */
export function ConfusionsView({ report, chosen, onChoose }: ConfusionsViewProps) {
  const document = useDocument((it) => it)
  const [context, setContext] = useState<ContextId | null>(null)
  const { confusions, grid } = useMemo(() => {
    const scope = scopeOf(document, context)
    const found = confusionsWithin(report, scope)
    return { confusions: found, grid: confusionGrid(document, found, qualityWithin(report, scope)) }
  }, [document, report, context])
  const shown =
    confusions.find((it) => it.actual === chosen?.actual && it.predicted === chosen.predicted) ??
    null
  const wrong = confusions.reduce((sum, { texts }) => sum + texts.length, 0)

  return (
    <>
      <div className={styles.bar}>
        {report.details ? <ScopeSelect value={context} onChange={setContext} /> : null}
        <p role="status" className={styles.soft}>
          {confusions.length === 0
            ? nothingConfused(report)
            : `${plural(wrong, 'message')} mistaken, in ${plural(confusions.length, 'pair')} of ${plural(grid.commands.length, 'command')}. Rows: what was meant. Columns: what it was taken for. Diagonal: per cent right.`}
        </p>
      </div>
      {confusions.length === 0 ? null : (
        <div className={styles.columns}>
          <ConfusionMatrix grid={grid} chosen={shown} onChoose={onChoose} />
          {shown ? (
            <ConfusedTexts report={report} confusion={shown} onBack={() => onChoose(null)} />
          ) : (
            <ConfusionList confusions={confusions} chosen={shown} onChoose={onChoose} />
          )}
        </div>
      )}
    </>
  )
}

const nothingConfused = (report: TrainingReport): string =>
  report.accuracy === null
    ? 'Not measured: every command needs a few utterances first.'
    : 'Nothing is mistaken: every message went to its own command.'
