import { FlaskConical } from 'lucide-react'
import { ABORT } from '#domain/core-commands.ts'
import type { CommandId } from '#domain/ids.ts'
import { titleOf } from '#domain/names.ts'
import { recordById } from '#domain/queries.ts'
import type { Question } from '#engine/turn/events.ts'
import {
  commandDescription,
  commandPlace,
  commandTitle,
  wordsFor,
} from '../session/command-titles.ts'
import { useDocument } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { percent } from '../ui/format.ts'
import { answerHint, placeTitle } from './answer-line.ts'
import styles from './chat.module.css'
import { LongText } from './long-text.tsx'
import type { SaidTurn } from './turn-items.ts'
import { useSay } from './use-say.ts'

interface QuestionAnswersProps {
  readonly question: Question
  readonly turn: SaidTurn
}

/** The ways to answer an open question by a click; typing works as well. */
export function QuestionAnswers({ question, turn }: QuestionAnswersProps) {
  switch (question.kind) {
    case 'which-command':
      return <WhichCommand candidates={question.candidates} turn={turn} />
    case 'value':
      return <ValueAnswers question={question} />
    case 'which-value':
      return <WhichValue question={question} />
    case 'confirm':
      return <Confirmation question={question} />
  }
}

function NeverMind() {
  const { chat, report } = useStudio()
  return <Button onClick={() => void chat.stop().catch(report)}>Never mind</Button>
}

interface WhichCommandProps {
  readonly candidates: readonly CommandId[]
  readonly turn: SaidTurn
}

function WhichCommand({ candidates, turn }: WhichCommandProps) {
  const { say } = useSay()
  const document = useDocument((it) => it)
  // To drop it is the button below, which needs no second one.
  const choices = candidates.filter((command) => command !== ABORT.id)
  return (
    <div className={styles.choices}>
      {choices.map((command) => {
        const weighed = turn.decision?.candidates.find((it) => it.command === command)
        return (
          <button
            key={command}
            type="button"
            className={styles.choice}
            onClick={() => say(wordsFor(document, command))}
          >
            <strong>{commandTitle(document, command)}</strong>
            <span className={styles.choiceSure}>{percent(weighed?.probability ?? null)}</span>
            <span className={styles.choiceText}>
              {commandDescription(document, command) || `In ${commandPlace(document, command)}`}
            </span>
          </button>
        )
      })}
      <div>
        <NeverMind />
      </div>
    </div>
  )
}

function ValueAnswers({ question }: { question: Extract<Question, { kind: 'value' }> }) {
  const { say } = useSay()
  const document = useDocument((it) => it)
  const { command, parameter, path } = question
  const hint = question.suggestions.length > 0 ? '' : answerHint(document, command, parameter, path)
  return (
    <>
      {path === undefined ? null : <p className={styles.place}>{placeTitle(path)}</p>}
      {hint === '' ? null : <p className={styles.hint}>{hint}.</p>}
      <div className={styles.buttons}>
        {question.suggestions.map(({ value, label }) => (
          <Button
            key={value}
            title={label === value ? undefined : value}
            onClick={() => say(value)}
          >
            {label || value}
          </Button>
        ))}
        <NeverMind />
      </div>
    </>
  )
}

function WhichValue({ question }: { question: Extract<Question, { kind: 'which-value' }> }) {
  const { say } = useSay()
  const named = useDocument((document) => {
    const { parameters = [] } = recordById(document, 'command', question.command) ?? {}
    return parameters.filter(({ id }) => question.parameters.includes(id))
  })
  return (
    <div className={styles.buttons}>
      {named.map(({ id, name }) => (
        <Button key={id} onClick={() => say(name.replaceAll('_', ' '))}>
          {titleOf(name)}
        </Button>
      ))}
      <NeverMind />
    </div>
  )
}

function Confirmation({ question }: { question: Extract<Question, { kind: 'confirm' }> }) {
  const { say } = useSay()
  const document = useDocument((it) => it)
  const title = commandTitle(document, question.command)
  const risk = recordById(document, 'command', question.command)?.risk
  const { about, wouldSay } = question
  const description = about ? '' : commandDescription(document, question.command)
  const yes = {
    run: `Yes, ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
    again: 'Yes, do it again',
    undo: 'Yes, take it back',
  }[about ?? 'run']
  return (
    <>
      {description === '' ? null : <p className={styles.hint}>{description}</p>}
      {wouldSay === undefined ? null : <Preview text={wouldSay} />}
      <div className={styles.buttons}>
        <Button
          tone={risk === 'destructive' && about !== 'undo' ? 'danger' : 'primary'}
          onClick={() => say('yes')}
        >
          {yes}
        </Button>
        <Button onClick={() => say('no')}>{about === 'again' ? 'No, leave it' : 'No'}</Button>
      </div>
    </>
  )
}

/** What a dry run answered: so it would be, and nothing of it is yet. */
function Preview({ text }: { text: string }) {
  return (
    <figure className={styles.preview}>
      <figcaption>
        <FlaskConical size={14} aria-hidden />
        Tried out, and nothing of it kept. It would say:
      </figcaption>
      <blockquote>
        <LongText text={text} />
      </blockquote>
    </figure>
  )
}
