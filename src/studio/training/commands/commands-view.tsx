import { useMemo, useState } from 'react'
import type { ContextId } from '#domain/ids.ts'
import { THIN_BELOW, type TrainingReport } from '#domain/training-report.ts'
import { useDocument } from '../../session/hooks.ts'
import { count, plural } from '../../ui/format.ts'
import { levelQualities, scopeOf } from '../scope-quality.ts'
import { ScopeSelect } from '../scope-select.tsx'
import { Share } from '../share.tsx'
import styles from '../training.module.css'
import { CommandTable } from './command-table.tsx'

/** How well each command is understood: in the whole workflow, or where one stands. */
export function CommandsView({ report }: { report: TrainingReport }) {
  const document = useDocument((it) => it)
  const [context, setContext] = useState<ContextId | null>(null)
  const scope = useMemo(() => scopeOf(document, context), [document, context])
  const thin = report.commands.filter((quality) => quality.thin).length
  return (
    <>
      <div className={styles.bar}>
        {report.details ? <ScopeSelect value={context} onChange={setContext} /> : null}
        <p className={styles.soft}>
          Precision: how often it is right when chosen. Recall: how often it is chosen when meant.
          {thin > 0
            ? ` ${plural(thin, 'command')} with fewer than ${count(THIN_BELOW)} utterances: add some, that helps most.`
            : ''}
        </p>
      </div>
      {context === null ? null : <Levels report={report} context={context} />}
      <CommandTable report={report} scope={scope} />
    </>
  )
}

function Levels({ report, context }: { report: TrainingReport; context: ContextId }) {
  const document = useDocument((it) => it)
  const levels = useMemo(
    () => levelQualities(document, report, context),
    [document, report, context],
  )
  return (
    <dl className={styles.levels}>
      {levels.map(({ title, commands, rows, accuracy }, level) => (
        <div key={title}>
          <dt>{level === 0 ? `${title} itself` : title}</dt>
          <dd>
            <strong>
              <Share value={accuracy} digits={1} />
            </strong>{' '}
            of {plural(rows, 'message')} for {plural(commands, 'command')}
          </dd>
        </div>
      ))}
    </dl>
  )
}
