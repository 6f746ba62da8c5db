import { useEffect, useMemo, useState } from 'react'
import type { CommandId } from '#domain/ids.ts'
import type { ModelVersion } from '#store/model-store.ts'
import { commandTitle } from '../../session/command-titles.ts'
import { useDocument } from '../../session/hooks.ts'
import { useStudio } from '../../session/studio-provider.tsx'
import { count, moment, percent, plural, shortened } from '../../ui/format.ts'
import {
  commandChanges,
  figureChanges,
  isBetter,
  rowChanges,
  type CommandChange,
  type FigureChange,
  type Flip,
  type RowChanges,
  type RowsOfModel,
} from './compare-reports.ts'
import styles from './versions.module.css'

interface VersionComparisonProps {
  readonly version: ModelVersion
  readonly current: ModelVersion
}

const LISTED = 12

/** What is different in the version in use from another one: always from the earlier to the later. */
export function VersionComparison({ version, current }: VersionComparisonProps) {
  const document = useDocument((it) => it)
  const isLater = version.trainedAt > current.trainedAt
  const [before, after] = isLater ? [current, version] : [version, current]
  const figures = figureChanges(before.report, after.report)
  const commands = useMemo(
    () => commandChanges(document, before.report, after.report),
    [document, before, after],
  )
  const rows = useRowChanges(before, after)
  return (
    <section aria-labelledby="comparison-title" className={styles.block}>
      <h3 id="comparison-title">
        From {moment(before.trainedAt)} to {moment(after.trainedAt)}
      </h3>
      {rows ? (
        <p className={styles.soft}>
          {rows.added + rows.removed === 0
            ? 'Trained on the same rows.'
            : `${plural(rows.added, 'row')} new, ${count(rows.removed)} gone.`}{' '}
          Rows that both were trained on: {count(rows.fixed.length)} mended,{' '}
          {count(rows.broken.length)} broken. A few change sides by chance, because the rows are
          divided anew for each cross-validation.
        </p>
      ) : null}
      <Figures figures={figures} />
      <Commands changes={commands} />
      {rows ? (
        <div className={styles.flips}>
          <Flips title="Mended" flips={rows.fixed} verb="was taken for" />
          <Flips title="Broken" flips={rows.broken} verb="is taken for" />
        </div>
      ) : null}
    </section>
  )
}

/** The rows are in the models, which are loaded for the two that are compared only. */
function useRowChanges(before: ModelVersion, after: ModelVersion): RowChanges | null {
  const { training, report } = useStudio()
  const [models, setModels] = useState<readonly (RowsOfModel | null)[]>([])
  useEffect(() => {
    let isWanted = true
    Promise.all([before, after].map(({ trainedAt }) => training.loadVersion(trainedAt)))
      .then((loaded) => {
        if (isWanted) setModels(loaded)
      })
      .catch(report)
    return () => {
      isWanted = false
    }
  }, [before, after, training, report])
  return useMemo(() => {
    const [modelBefore, modelAfter] = models
    if (!modelBefore || !modelAfter) return null
    return rowChanges(
      { report: before.report, model: modelBefore },
      { report: after.report, model: modelAfter },
    )
  }, [before, after, models])
}

function Figures({ figures }: { figures: readonly FigureChange[] }) {
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">Figures before and after</caption>
      <thead>
        <tr>
          <th scope="col">Figure</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
          <th scope="col">Change</th>
        </tr>
      </thead>
      <tbody>
        {figures.map((figure) => (
          <tr key={figure.name}>
            <th scope="row">{figure.name}</th>
            <td>{percent(figure.before, 1)}</td>
            <td>{percent(figure.after, 1)}</td>
            <td>
              <Change before={figure.before} after={figure.after} isBetter={isBetter(figure)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface ChangeProps {
  readonly before: number | null
  readonly after: number | null
  readonly isBetter: boolean | null
}

/** In points, with its sign; better and worse are words too, not colours alone. */
function Change({ before, after, isBetter: better }: ChangeProps) {
  if (before === null || after === null) return '–'
  const points = Math.round((after - before) * 1000) / 10
  const sign = points > 0 ? '+' : points < 0 ? '−' : '±'
  const tone = better === null || points === 0 ? 'same' : better ? 'better' : 'worse'
  return (
    <span className={styles.change} data-tone={tone}>
      {sign}
      {Math.abs(points).toFixed(1)}
      {tone === 'same' ? null : <span className="visually-hidden">, {tone}</span>}
    </span>
  )
}

function Commands({ changes }: { changes: readonly CommandChange[] }) {
  const { ui } = useStudio()
  const [isWhole, setWhole] = useState(false)
  if (changes.length === 0) return <p className={styles.soft}>No command changed in F1.</p>
  const shown = isWhole ? changes : changes.slice(0, LISTED)
  return (
    <>
      <h4>Commands, by change of F1</h4>
      <ul className={styles.commands}>
        {shown.map(({ command, title, before, after }) => (
          <li key={command}>
            <button type="button" className={styles.link} onClick={() => ui.select([command])}>
              {title}
            </button>
            <span className={styles.soft}>
              {before === null ? 'not measured' : percent(before)} →{' '}
              {after === null ? 'not measured' : percent(after)}
            </span>
            <Change
              before={before}
              after={after}
              isBetter={before === null || after === null ? null : after > before}
            />
          </li>
        ))}
      </ul>
      {changes.length > shown.length ? (
        <button type="button" className={styles.link} onClick={() => setWhole(true)}>
          {`Show ${count(changes.length - shown.length)} more`}
        </button>
      ) : null}
    </>
  )
}

function Flips({ title, flips, verb }: { title: string; flips: readonly Flip[]; verb: string }) {
  const document = useDocument((it) => it)
  const name = (id: CommandId): string => commandTitle(document, id)
  return (
    <section aria-label={title} className={styles.block}>
      <h4>
        {title} <span className={styles.soft}>{count(flips.length)}</span>
      </h4>
      {flips.length === 0 ? <p className={styles.soft}>None.</p> : null}
      <ul className={styles.texts}>
        {flips.slice(0, LISTED).map(({ text, actual, mistaken }) => (
          <li key={`${actual} ${text}`}>
            <span title={text}>{shortened(text, 120)}</span>
            <span className={styles.soft}>
              {name(actual)}; {verb} {name(mistaken)}
            </span>
          </li>
        ))}
      </ul>
      {flips.length > LISTED ? (
        <p className={styles.soft}>and {count(flips.length - LISTED)} more</p>
      ) : null}
    </section>
  )
}
