import { useMemo, useState } from 'react'
import type { CommandId } from '#domain/ids.ts'
import type { Confusion, TrainingReport } from '#domain/training-report.ts'
import { PasteUtterancesDialog } from '../../records/paste-utterances-dialog.tsx'
import { useDocument, useSaving } from '../../session/hooks.ts'
import { useStudio } from '../../session/studio-provider.tsx'
import { Button } from '../../ui/button.tsx'
import { A_FEW, advise, type Advice } from './advice.ts'
import styles from './learning.module.css'

interface AdviceListProps {
  readonly report: TrainingReport
  readonly onConfusion: (confusion: Confusion) => void
}

/** The commands a few more utterances would help most, with the way to give them. */
export function AdviceList({ report, onConfusion }: AdviceListProps) {
  const document = useDocument((it) => it)
  const advice = useMemo(() => advise(document, report), [document, report])
  const [pasting, setPasting] = useState<CommandId | null>(null)
  return (
    <section aria-labelledby="advice-title" className={styles.block}>
      <h3 id="advice-title">{`Where ${String(A_FEW)} more utterances would help most`}</h3>
      {advice.length === 0 ? (
        <p className={styles.soft}>
          Nowhere in particular: every command has enough utterances, and none was mistaken.
        </p>
      ) : (
        <ol className={styles.advice}>
          {advice.map((each) => (
            <AdviceItem
              key={each.command}
              advice={each}
              onPaste={() => setPasting(each.command)}
              onConfusion={onConfusion}
            />
          ))}
        </ol>
      )}
      {pasting === null ? null : (
        <PasteUtterancesDialog command={pasting} onClose={() => setPasting(null)} />
      )}
    </section>
  )
}

interface AdviceItemProps {
  readonly advice: Advice
  readonly onPaste: () => void
  readonly onConfusion: (confusion: Confusion) => void
}

function AdviceItem({ advice, onPaste, onConfusion }: AdviceItemProps) {
  const { ui } = useStudio()
  const following = useSaving((state) => state.following)
  const { command, title, because, confusion } = advice
  return (
    <li>
      <div>
        <button type="button" className={styles.link} onClick={() => ui.select([command])}>
          {title}
        </button>
        <p className={styles.soft}>{because}</p>
      </div>
      <div className={styles.actions}>
        {confusion ? (
          <Button
            aria-label={`Look at what is mistaken of ${title}`}
            onClick={() => onConfusion(confusion)}
          >
            Look
          </Button>
        ) : null}
        <Button
          aria-label={`Add utterances to ${title}`}
          because={following ? 'Another tab writes this workflow' : undefined}
          onClick={onPaste}
        >
          Add utterances
        </Button>
      </div>
    </li>
  )
}
