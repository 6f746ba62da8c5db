import { commandPlace, commandTitle, contextTitle } from '../../session/command-titles.ts'
import { useDocument } from '../../session/hooks.ts'
import { useStudio } from '../../session/studio-provider.tsx'
import { Button } from '../../ui/button.tsx'
import { moment, percent, shortened } from '../../ui/format.ts'
import { answerLine, refusalText } from '../answer-line.ts'
import { verdictText } from './judging.ts'
import type { PastMessage } from './past-messages.ts'
import styles from './triage.module.css'
import type { Triage } from './use-triage.ts'

interface MessageDetailProps {
  readonly triage: Triage
  readonly message: PastMessage
  readonly onPickOther: () => void
}

/** The message under the cursor, and all that can be made of it by mouse. */
export function MessageDetail({ triage, message, onPickOther }: MessageDetailProps) {
  const document = useDocument((it) => it)
  const { ui } = useStudio()
  const { turn, takenFor, suggestions } = message
  const judged = verdictText(document, triage.verdictOf(message))
  const line = answerLine(document, turn)
  const refusal = refusalText(document, turn)
  return (
    <div className={styles.detail} role="group" aria-label="The message under the cursor">
      <p className={styles.words}>“{shortened(turn.text, 300)}”</p>
      <p className={styles.faint}>
        Said in {contextTitle(document, turn.context)}, {moment(turn.startedAt)}
        {line === '' ? '' : ` · ${line}`}
      </p>
      {refusal === '' ? null : <p className={styles.faint}>{refusal}</p>}
      {judged === '' ? null : <p className={styles.judged}>✓ {judged}</p>}
      <div className={styles.buttons}>
        <Button onClick={onPickOther}>
          Another… <kbd aria-hidden>x</kbd>
        </Button>
        <Button onClick={() => triage.keep(null)}>
          Out of scope <kbd aria-hidden>o</kbd>
        </Button>
        <Button tone="quiet" onClick={triage.skip}>
          Skip <kbd aria-hidden>s</kbd>
        </Button>
        <Button tone="quiet" onClick={triage.undo}>
          Undo <kbd aria-hidden>u</kbd>
        </Button>
        <Button
          tone="quiet"
          onClick={() => {
            ui.set({ shownRun: turn.runId })
            ui.openDrawer('trace')
          }}
        >
          Trace
        </Button>
      </div>
      <ol className={styles.suggestions} aria-label="What it may mean">
        {suggestions.map(({ command, probability }, index) => (
          <li key={command}>
            <Button onClick={() => triage.keep(command)} className={styles.suggestion}>
              <kbd aria-hidden>{index + 1}</kbd>
              <span
                className={styles.title}
                title={`${commandTitle(document, command)} ${commandPlace(document, command)}`}
              >
                {command === takenFor ? 'Right: ' : ''}
                {commandTitle(document, command)}
                <span className={styles.faint}> {commandPlace(document, command)}</span>
              </span>
              <span className={styles.figure}>
                {probability === null ? '' : percent(probability)}
              </span>
            </Button>
          </li>
        ))}
      </ol>
    </div>
  )
}
