import type { OutOfScopeCurve, ReportDetails } from '#domain/training-details.ts'
import { commandTitle } from '../../session/command-titles.ts'
import { useDocument } from '../../session/hooks.ts'
import { count, shortened } from '../../ui/format.ts'
import { acceptedAt, pointAt, refusedAt } from './threshold-view.ts'
import styles from './thresholds.module.css'

interface RefusedMessagesProps {
  readonly details: ReportDetails
  readonly curve: OutOfScopeCurve
  readonly value: number
}

const LISTED = 8

/** The messages on the wrong side of the threshold, as it moves. */
export function RefusedMessages({ details, curve, value }: RefusedMessagesProps) {
  const document = useDocument((it) => it)
  const point = pointAt(curve, value)
  const refused = refusedAt(details, value)
  const accepted = acceptedAt(curve, value)
  return (
    <div className={styles.sides}>
      <Side
        title="Yours, and refused"
        total={Math.round((point?.ownRefused ?? 0) * curve.own)}
        none="None of your own messages is refused."
        rows={refused.map(({ text, actual }) => ({
          text,
          note: commandTitle(document, actual),
        }))}
      />
      <Side
        title="Meant for nothing here, and let in"
        total={Math.round((1 - (point?.outsideRefused ?? 0)) * curve.outside)}
        none="None of them is let in."
        rows={accepted.map(({ text, predicted }) => ({
          text,
          note: `near ${commandTitle(document, predicted)}`,
        }))}
      />
    </div>
  )
}

interface SideProps {
  readonly title: string
  readonly total: number
  readonly none: string
  readonly rows: readonly { readonly text: string; readonly note: string }[]
}

function Side({ title, total, none, rows }: SideProps) {
  return (
    <section aria-label={title} className={styles.side}>
      <h4>
        {title} <span className={styles.times}>{count(total)}</span>
      </h4>
      {rows.length === 0 ? <p className={styles.soft}>{none}</p> : null}
      <ul>
        {rows.slice(0, LISTED).map(({ text, note }, i) => (
          <li key={`${String(i)} ${text}`}>
            <span title={text}>{shortened(text, 80)}</span>
            <span className={styles.soft}>{note}</span>
          </li>
        ))}
      </ul>
      {total > LISTED && rows.length > LISTED ? (
        <p className={styles.soft}>and {count(total - LISTED)} more</p>
      ) : null}
    </section>
  )
}
