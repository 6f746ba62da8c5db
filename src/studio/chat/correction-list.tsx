import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { CorrectionRecord, Document } from '#domain/document.ts'
import { correctionsOf } from '#domain/queries.ts'
import { commandTitle } from '../session/command-titles.ts'
import { useDocument, useUi } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { CheckField, SelectField, TextField } from '../ui/field.tsx'
import { plural } from '../ui/format.ts'
import {
  ALL_CORRECTIONS,
  EVERYONE,
  KINDS,
  listedCorrections,
  namedIn,
  usesOf,
  type CorrectionFilter,
  type Use,
} from './correction-rows.ts'
import { CorrectionRow } from './correction-row.tsx'
import styles from './corrections.module.css'
import { ForgetDialog } from './forget-dialog.tsx'

/** All corrections: found, filtered, followed to where they were of use, lent, limited, taken back. */
export function CorrectionList() {
  const document = useDocument((it) => it)
  const [filter, setFilter] = useState<CorrectionFilter>(ALL_CORRECTIONS)
  const [forgets, setForgets] = useState(false)
  const now = useNow()
  const uses = useUses()
  const all = correctionsOf(document)
  const listed = useMemo(() => listedCorrections(document, filter, now), [document, filter, now])
  if (all.length === 0)
    return (
      <p className={styles.nothing}>
        None yet. When an answer is not what you meant, choose <em>Not what I meant</em> under it
        and say what it should have been: from then on these words, and words much like them, go
        there. They hold at once, and the next training learns from them.
      </p>
    )
  return (
    <section aria-label="Corrections" className={styles.section}>
      <Filters document={document} filter={filter} onChange={setFilter}>
        <Button onClick={() => setForgets(true)}>Forget…</Button>
      </Filters>
      {listed.length === 0 ? (
        <p className={styles.nothing}>No correction matches.</p>
      ) : (
        <Rows corrections={listed} uses={uses} now={now} />
      )}
      <OwnOnes document={document} />
      <ForgetDialog
        open={forgets}
        corrections={all}
        uses={uses}
        now={now}
        onClose={() => setForgets(false)}
      />
    </section>
  )
}

/** Expiry comes by the day; a minute is near enough. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

function useUses(): ReadonlyMap<string, Use> {
  const { corrections, report } = useStudio()
  const [uses, setUses] = useState<ReadonlyMap<string, Use>>(new Map())
  useEffect(() => {
    let isOver = false
    corrections.history().then(
      (history) => {
        if (!isOver) setUses(usesOf(history))
      },
      (error: unknown) => report(error),
    )
    return () => {
      isOver = true
    }
  }, [corrections, report])
  return uses
}

interface FiltersProps {
  readonly document: Document
  readonly filter: CorrectionFilter
  readonly onChange: (filter: CorrectionFilter) => void
  readonly children: React.ReactNode
}

function Filters({ document, filter, onChange, children }: FiltersProps) {
  const { commands, persons } = useMemo(() => namedIn(document), [document])
  return (
    <div className={styles.filters}>
      <div className={styles.grow}>
        <TextField
          label="Search corrections"
          hideLabel
          type="search"
          placeholder="Search"
          value={filter.query}
          onChange={(query) => onChange({ ...filter, query })}
        />
      </div>
      <SelectField
        label="Kind"
        hideLabel
        value={filter.kind}
        options={KINDS}
        onChange={(kind) => onChange({ ...filter, kind })}
      />
      <SelectField
        label="Command"
        hideLabel
        value={filter.command}
        options={[
          { value: '' as const, label: 'Any command' },
          ...commands.map((id) => ({ value: id, label: commandTitle(document, id) })),
        ]}
        onChange={(command) => onChange({ ...filter, command })}
      />
      {persons.length === 0 ? null : (
        <SelectField
          label="Whose"
          hideLabel
          value={filter.person}
          options={[
            { value: '', label: 'Anybody’s' },
            { value: EVERYONE, label: 'For everyone' },
            ...persons.map((person) => ({ value: person, label: `${person}’s own` })),
          ]}
          onChange={(person) => onChange({ ...filter, person })}
        />
      )}
      {children}
    </div>
  )
}

const ROW = 44

interface RowsProps {
  readonly corrections: readonly CorrectionRecord[]
  readonly uses: ReadonlyMap<string, Use>
  readonly now: number
}

/** Only the rows in sight are drawn: a busy desk has thousands. */
function Rows({ corrections, uses, now }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoised by it
  const rows = useVirtualizer({
    count: corrections.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => corrections[index]?.id ?? index,
    estimateSize: () => ROW,
    overscan: 6,
  })
  const shown = useUi((state) => state.shownCorrection)
  useEffect(() => {
    const at = corrections.findIndex(({ id }) => id === shown)
    if (at >= 0) rows.scrollToIndex(at, { align: 'center' })
    // Once it is led to: after that the person scrolls.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [shown])
  return (
    <div ref={scroller} className={styles.scroll} tabIndex={-1}>
      <ul
        className={styles.rows}
        style={{ height: rows.getTotalSize() }}
        aria-label={plural(corrections.length, 'correction')}
      >
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const correction = corrections[index]
          return correction ? (
            <li
              key={key}
              aria-setsize={corrections.length}
              aria-posinset={index + 1}
              aria-current={correction.id === shown}
              className={styles.row}
              style={{ transform: `translateY(${String(start)}px)`, height: ROW }}
            >
              <CorrectionRow correction={correction} use={uses.get(correction.id)} now={now} />
            </li>
          ) : null
        })}
      </ul>
    </div>
  )
}

/** Said where it matters: what is one's own stays behind when the workflow leaves. */
function OwnOnes({ document }: { document: Document }) {
  const { ui } = useStudio()
  const exportsOwn = useUi((state) => state.exportsOwnCorrections)
  const own = correctionsOf(document).filter(({ person }) => person !== null).length
  if (own === 0) return null
  return (
    <CheckField
      label={`Exports take the ${plural(own, 'correction')} along that ${own === 1 ? 'is' : 'are'} one person’s own`}
      checked={exportsOwn}
      onChange={(exportsOwnCorrections) => ui.set({ exportsOwnCorrections })}
    />
  )
}
