import { ArrowLeft } from 'lucide-react'
import type { CommandId } from '#domain/ids.ts'
import type { JudgedUtterance } from '#domain/training-details.ts'
import type { Confusion, TrainingReport } from '#domain/training-report.ts'
import { commandTitle } from '../../session/command-titles.ts'
import { useDocument, useSaving } from '../../session/hooks.ts'
import { useStudio } from '../../session/studio-provider.tsx'
import { Button } from '../../ui/button.tsx'
import { percent, plural, shortened } from '../../ui/format.ts'
import {
  deleteTexts,
  holdOutTexts,
  moveTexts,
  untouchable,
  whyNotMove,
} from './confused-records.ts'
import styles from './confusions.module.css'

interface ConfusedTextsProps {
  readonly report: TrainingReport
  readonly confusion: Confusion
  readonly onBack: () => void
}

/** The messages of one cell: to be moved, kept from training or deleted, one or all; each one step for Undo. */
export function ConfusedTexts({ report, confusion, onBack }: ConfusedTextsProps) {
  const { actual, predicted, texts } = confusion
  const document = useDocument((it) => it)
  const title = commandTitle(document, predicted)
  const usable = texts.filter((text) => untouchable(document, actual, text) === null)
  const isBuiltIn = whyNotMove(document, actual) !== null
  const none = usable.length === 0 ? 'None of them is an utterance any more' : undefined
  const rows = new Map(
    report.details?.judged.flatMap((row) => (row.actual === actual ? [[row.text, row]] : [])),
  )
  return (
    <section aria-label="Mistaken messages" className={styles.texts}>
      <header className={styles.textsHead}>
        <Button tone="quiet" onClick={onBack}>
          <ArrowLeft size={14} aria-hidden /> All pairs
        </Button>
        <h3>
          <CommandName id={actual} /> taken for <CommandName id={predicted} />
        </h3>
      </header>
      <p className={styles.soft}>
        {isBuiltIn
          ? 'Built-in commands cannot be edited. Where they disturb a command of yours, give that more examples that tell them apart.'
          : 'Move what belongs there; delete what belongs to neither; leave what is right, and give both commands more examples that tell them apart.'}
      </p>
      <ul>
        {texts.map((text) => (
          <ConfusedText key={text} text={text} row={rows.get(text)} confusion={confusion} />
        ))}
      </ul>
      {texts.length > 1 && !isBuiltIn ? (
        <Actions
          texts={usable}
          name={`all ${plural(usable.length, 'message')}`}
          because={none}
          actual={actual}
          predicted={predicted}
          title={title}
          isAll
        />
      ) : null}
    </section>
  )
}

/** A command's title that selects it, where it is one of the workflow's own. */
function CommandName({ id }: { id: CommandId }) {
  const { ui } = useStudio()
  const document = useDocument((it) => it)
  const title = commandTitle(document, id)
  if (whyNotMove(document, id) !== null) return <strong>{title}</strong>
  return (
    <button type="button" className={styles.link} onClick={() => ui.select([id])}>
      {title}
    </button>
  )
}

interface ConfusedTextProps {
  readonly text: string
  readonly row: JudgedUtterance | undefined
  readonly confusion: Confusion
}

function ConfusedText({ text, row, confusion }: ConfusedTextProps) {
  const { actual, predicted } = confusion
  const { ui } = useStudio()
  const document = useDocument((it) => it)
  const reason = untouchable(document, actual, text)
  const because = reason?.because
  const isOwn = whyNotMove(document, actual) === null
  const share = (id: CommandId): string =>
    percent(row?.ranking.find(({ command }) => command === id)?.probability ?? null)
  return (
    <li className={styles.text} data-gone={reason?.isGone ?? false}>
      <div>
        {isOwn ? (
          <button
            type="button"
            className={styles.open}
            title={because ?? `Open ${commandTitle(document, actual)}`}
            onClick={() => ui.select([actual])}
          >
            {shortened(text, 200)}
          </button>
        ) : (
          <span>{shortened(text, 200)}</span>
        )}
        {row ? (
          <span className={styles.soft}>
            {share(predicted)} {commandTitle(document, predicted)}, {share(actual)} right
          </span>
        ) : null}
      </div>
      {isOwn ? (
        <Actions
          texts={[text]}
          name={`“${shortened(text, 40)}”`}
          because={because}
          actual={actual}
          predicted={predicted}
          title={commandTitle(document, predicted)}
        />
      ) : null}
    </li>
  )
}

interface ActionsProps {
  readonly texts: readonly string[]
  /** What is acted on, for the names of the buttons. */
  readonly name: string
  readonly because: string | undefined
  readonly actual: CommandId
  readonly predicted: CommandId
  readonly title: string
  readonly isAll?: boolean
}

function Actions({ texts, name, because, actual, predicted, title, isAll }: ActionsProps) {
  const { document: store, ui } = useStudio()
  const document = useDocument((it) => it)
  const following = useSaving((state) => state.following)
  const why = following ? 'Another tab writes this workflow' : because
  const messages = plural(texts.length, 'message')
  const all = isAll ? ' all' : ''
  return (
    <div role="group" aria-label={`Actions on ${name}`} className={styles.actions}>
      <Button
        aria-label={`Move ${name} to ${title}`}
        title={`Move to ${title}`}
        because={why ?? whyNotMove(document, predicted) ?? undefined}
        onClick={() => {
          store.edit(`Move ${messages}`, moveTexts(actual, predicted, texts))
          ui.announce(`Moved ${messages} to ${title}`)
        }}
      >
        Move{all}
      </Button>
      <Button
        aria-label={`Hold out ${name}`}
        title="Keep it from training, to measure by"
        because={why}
        onClick={() => {
          store.edit(`Hold out ${messages}`, holdOutTexts(actual, texts))
          ui.announce(`Held out ${messages}`)
        }}
      >
        Hold out{all}
      </Button>
      <Button
        aria-label={`Delete ${name}`}
        because={why}
        onClick={() => {
          store.edit(`Delete ${messages}`, deleteTexts(actual, texts))
          ui.announce(`Deleted ${messages}. Undo brings them back.`)
        }}
      >
        Delete{all}
      </Button>
    </div>
  )
}
