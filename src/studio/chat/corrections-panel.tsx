import { X } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { CorrectionRecord, Document } from '#domain/document.ts'
import { removeRecords } from '#domain/edits/remove.ts'
import { correctionsOf } from '#domain/queries.ts'
import { commandTitle, contextTitle } from '../session/command-titles.ts'
import { useDocument } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { IconButton } from '../ui/button.tsx'
import { Badge } from '../ui/display.tsx'
import { TextField } from '../ui/field.tsx'
import { moment, plural, shortened } from '../ui/format.ts'
import styles from './corrections.module.css'
import { MessageTriage } from './message-triage.tsx'

/** What people said a message should have meant, and the messages that may need it. */
export function CorrectionsPanel() {
  return (
    <div className={styles.panel}>
      <MessageTriage />
      <CorrectionList />
    </div>
  )
}

function CorrectionList() {
  const document = useDocument((it) => it)
  const [query, setQuery] = useState('')
  const corrections = correctionsOf(document).toReversed()
  const found = useMemo(
    () => corrections.filter((correction) => matches(document, correction, query)),
    [corrections, document, query],
  )
  return (
    <section aria-label="Corrections" className={styles.section}>
      <header className={styles.head}>
        <h3>Corrections</h3>
        <Badge>{corrections.length}</Badge>
        <p className={styles.hint}>In force at once; the next training learns from them.</p>
      </header>
      {corrections.length === 0 ? (
        <p className={styles.nothing}>
          None yet. When an answer is not what you meant, choose <em>Not what I meant</em> under it
          and say what it should have been: from then on these words, and words much like them, go
          there.
        </p>
      ) : (
        <>
          <TextField
            label="Search corrections"
            hideLabel
            type="search"
            placeholder="Search corrections"
            value={query}
            onChange={setQuery}
          />
          <CorrectionTable corrections={found} />
        </>
      )}
    </section>
  )
}

function matches(document: Document, correction: CorrectionRecord, query: string): boolean {
  const { text, meant, mistaken } = correction
  const words = [
    text,
    meant ? commandTitle(document, meant) : 'out of scope',
    mistaken ? commandTitle(document, mistaken) : '',
    contextTitle(document, correction.context),
  ]
  return words.some((it) => it.toLowerCase().includes(query.trim().toLowerCase()))
}

function CorrectionTable({ corrections }: { corrections: readonly CorrectionRecord[] }) {
  const studio = useStudio()
  const document = useDocument((it) => it)
  if (corrections.length === 0) return <p className={styles.nothing}>No correction matches.</p>
  const remove = (id: string): void => {
    studio.document.edit('Remove a correction', removeRecords([id]))
    studio.ui.announce('Correction removed')
  }
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className="visually-hidden">{plural(corrections.length, 'correction')}</caption>
        <thead>
          <tr>
            <th scope="col">Message</th>
            <th scope="col">Means</th>
            <th scope="col">Was taken for</th>
            <th scope="col">Said in</th>
            <th scope="col">When</th>
            <th scope="col">
              <span className="visually-hidden">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {corrections.map(({ id, text, meant, mistaken, context, at }) => (
            <tr key={id}>
              <td>{shortened(text, 120)}</td>
              <td>{meant ? commandTitle(document, meant) : <em>Out of scope</em>}</td>
              <td className={styles.soft}>{mistaken ? commandTitle(document, mistaken) : '–'}</td>
              <td className={styles.soft}>{contextTitle(document, context)}</td>
              <td className={styles.time}>{moment(at)}</td>
              <td>
                <IconButton
                  label={`Remove the correction of “${shortened(text, 40)}”`}
                  icon={<X size={14} />}
                  onClick={() => remove(id)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
