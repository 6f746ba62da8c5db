import type { ReactNode } from 'react'
import { plural, shortened } from '../ui/format.ts'
import { defectText } from './benchmark-text.ts'
import styles from './benchmark.module.css'
import type { ReadFile } from './use-benchmark.ts'

const LISTED = 50

/** What a file holds, and what of it cannot be scored or would flatter the workflow. */
export function FileCheck({ file: { benchmark, placed, defects, leaks } }: { file: ReadFile }) {
  const same = leaks.filter(({ likeness }) => likeness === 1)
  const near = leaks.filter(({ likeness }) => likeness < 1)
  const said = (index: number): string =>
    `Case ${String(index + 1)}, “${shortened(benchmark.cases[index]?.utterance ?? '', 60)}”`
  return (
    <>
      <p role="status">
        {plural(benchmark.cases.length, 'case')}, of which {placed.length} fit this workflow.
      </p>
      <Findings title={`${plural(same.length, 'case')} that the workflow is taught`} grave>
        {same.map(({ index }) => said(index))}
      </Findings>
      <Findings title={`${plural(near.length, 'case')} that it is nearly taught`}>
        {near.map(({ index, taught }) => `${said(index)}: it is taught “${shortened(taught, 60)}”`)}
      </Findings>
      <Findings title={`${plural(defects.length, 'case')} that cannot be scored`}>
        {defects.map((defect) => `${said(defect.index)} ${defectText(defect)}`)}
      </Findings>
    </>
  )
}

interface FindingsProps {
  readonly title: ReactNode
  readonly grave?: boolean
  readonly children: readonly string[]
}

/** Nothing where there is nothing to say. */
function Findings({ title, grave = false, children }: FindingsProps) {
  if (children.length === 0) return null
  return (
    <details className={styles.findings} open={grave}>
      <summary>
        <span className={grave ? styles.grave : undefined}>{title}</span>
      </summary>
      <ul>
        {children.slice(0, LISTED).map((text) => (
          <li key={text}>{text}</li>
        ))}
        {children.length > LISTED ? <li>… and {children.length - LISTED} more.</li> : null}
      </ul>
    </details>
  )
}
