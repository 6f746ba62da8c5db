import { X } from 'lucide-react'
import type { Confusion } from '#domain/training-report.ts'
import { commandTitle } from '../session/command-titles.ts'
import { useDocument } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { shortened } from '../ui/format.ts'
import { deleteText, moveText, recordsOfText, whyNotMove } from './confused-records.ts'
import styles from './training.module.css'

interface ConfusedTextsProps {
  readonly confusion: Confusion
  readonly onClose: () => void
}

/** The texts of one cell of the confusion matrix, to be moved or deleted; each an edit to undo. */
export function ConfusedTexts({ confusion, onClose }: ConfusedTextsProps) {
  const { actual, predicted, texts } = confusion
  const document = useDocument((it) => it)
  return (
    <section aria-label="Mistaken texts" className={styles.block}>
      <header className={styles.blockHead}>
        <h3>
          {commandTitle(document, actual)} taken for {commandTitle(document, predicted)}
        </h3>
        <IconButton label="Close" icon={<X size={14} />} onClick={onClose} />
      </header>
      <p className={styles.soft}>
        Move what belongs there; delete what belongs to neither; leave what is right and give both
        commands more examples that tell them apart.
      </p>
      <ul className={styles.texts}>
        {texts.map((text) => (
          <ConfusedText key={text} text={text} confusion={confusion} />
        ))}
      </ul>
    </section>
  )
}

function ConfusedText({ text, confusion }: { text: string; confusion: Confusion }) {
  const studio = useStudio()
  const { actual, predicted } = confusion
  const document = useDocument((it) => it)
  const isThere = recordsOfText(document, actual, text).length > 0
  const gone = isThere ? null : 'It is not an utterance of that command any more, or is built in'
  const title = commandTitle(document, predicted)
  const move = (): void => {
    studio.document.edit('Move an utterance', moveText(document, actual, predicted, text))
    studio.ui.announce(`Moved to ${title}`)
  }
  const remove = (): void => {
    studio.document.edit('Delete an utterance', deleteText(document, actual, text))
    studio.ui.announce('Deleted')
  }
  return (
    <li className={styles.confusedText}>
      <span data-gone={!isThere}>{shortened(text, 200)}</span>
      <Button
        aria-label={`Move “${shortened(text, 40)}” to ${title}`}
        because={gone ?? whyNotMove(document, predicted) ?? undefined}
        onClick={move}
      >
        Move to {title}
      </Button>
      <Button
        aria-label={`Delete “${shortened(text, 40)}”`}
        because={gone ?? undefined}
        onClick={remove}
      >
        Delete
      </Button>
    </li>
  )
}
