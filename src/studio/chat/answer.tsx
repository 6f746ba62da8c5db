import {
  ChevronRight,
  CircleSlash,
  CircleX,
  MessageCircleQuestion,
  type LucideIcon,
} from 'lucide-react'
import { memo, useId, useState } from 'react'
import type { Document } from '#domain/document.ts'
import type { ScopeState } from '#engine/ports.ts'
import type { ActionProblem, Question } from '#engine/turn/events.ts'
import { commandTitle, contextTitle, levelTitle } from '../session/command-titles.ts'
import { useChat, useDocument } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { shortened } from '../ui/format.ts'
import { AnswerDetails } from './answer-details.tsx'
import { answerLine, placeTitle } from './answer-line.ts'
import { ChangeLine } from './change-line.tsx'
import styles from './chat.module.css'
import { CorrectionNote } from './correction-note.tsx'
import { FailureNote } from './failure-note.tsx'
import { LongText } from './long-text.tsx'
import { QuestionAnswers } from './question-answers.tsx'
import { NearestCommands } from './nearest-commands.tsx'
import { movedTo } from './transcript.ts'
import type { AnswerBody, AnswerItem, AnswerPart, SaidTurn } from './turn-items.ts'
import { ValueChips } from './value-chips.tsx'

interface AnswerProps {
  readonly item: AnswerItem
  readonly onCorrect: (turn: SaidTurn) => void
  readonly onWantsTyping: () => void
}

/** One answer of the workflow: what it says, what it was taken for, and how to put that right. */
export const Answer = memo(function Answer({ item, onCorrect, onWantsTyping }: AnswerProps) {
  const { body, turn, misunderstood } = item
  const isOpen = body.kind === 'question' && body.isOpen
  // A confirmation lists the values itself.
  const isConfirmation = body.kind === 'question' && body.question.kind === 'confirm'
  return (
    <article
      className={styles.answer}
      data-kind={body.kind}
      data-part={item.part ? item.part.number : undefined}
      aria-label={item.heard === '' ? 'Answer' : `Answer to “${shortened(item.heard, 60)}”`}
    >
      {item.part ? <PartLine part={item.part} /> : null}
      <AnswerText item={item} />
      <ChangeLine item={item} />
      {turn.command && !isConfirmation ? (
        <ValueChips turn={turn} canChange={isOpen} onWantsTyping={onWantsTyping} />
      ) : null}
      {isOpen ? <QuestionAnswers question={body.question} turn={turn} /> : null}
      {isOpen ? <GoesOn /> : null}
      {body.kind === 'refused' ? <FormProblems problems={body.problems} /> : null}
      {body.kind === 'refused' ? <NearestCommands turn={turn} /> : null}
      {body.kind === 'failed' ? <FailureNote turn={turn} said={body.text} /> : null}
      {misunderstood ? (
        <div className={styles.buttons}>
          <Button onClick={() => onCorrect(misunderstood)}>
            Put right “{shortened(misunderstood.text, 40)}”
          </Button>
        </div>
      ) : null}
      <AnswerFoot turn={turn} onCorrect={onCorrect} />
      {item.isLatestOfTurn ? <CorrectionNote turn={turn} /> : null}
    </article>
  )
})

const ICONS: Partial<Record<AnswerBody['kind'], LucideIcon>> = {
  question: MessageCircleQuestion,
  refused: CircleSlash,
  failed: CircleX,
}

/** Which request of a message this answers: several of them stand together as one. */
function PartLine({ part: { number, total, text } }: { part: AnswerPart }) {
  return (
    <p className={styles.part}>
      {number} of {total}: “{shortened(text, 80)}”
    </p>
  )
}

/** What waits behind the open question, so that nobody fears that it is lost. */
function GoesOn() {
  const next = useChat((chat) => chat.suspended.at(-1)?.question ?? null)
  const title = useDocument((document) =>
    next && next.kind !== 'which-command' ? commandTitle(document, next.command) : null,
  )
  if (!next) return null
  return (
    <p className={styles.hint}>
      {title === null ? 'After this, what was asked before' : `After this, “${title}”`} goes on.
    </p>
  )
}

/** What was wrong with the values of a form, each where it stands. */
function FormProblems({ problems }: { problems: readonly ActionProblem[] }) {
  const placed = problems.filter(({ path }) => path !== '')
  if (placed.length === 0) return null
  return (
    <ul className={styles.problems} aria-label="What is wrong">
      {placed.map(({ path, text }) => (
        <li key={`${path} ${text}`}>
          <strong>{placeTitle(path)}</strong> {text}
        </li>
      ))}
    </ul>
  )
}

function AnswerText({ item: { body, turn, isResumed } }: { item: AnswerItem }) {
  const Icon = ICONS[body.kind]
  const document = useDocument((it) => it)
  const place = movedTo(turn)
  return (
    <div className={styles.said}>
      {Icon ? <Icon size={16} aria-hidden /> : null}
      <div>
        {isResumed ? <p className={styles.resumed}>Back to what was asked:</p> : null}
        <LongText text={wordsOf(body)} />
        {body.kind === 'question' && body.question.kind === 'value' ? (
          <p className={styles.reason}>{reasonOf(body.question)}</p>
        ) : null}
        {place && body.kind === 'reply' ? (
          <p className={styles.reason}>{whereTo(document, turn.scope, place)}</p>
        ) : null}
      </div>
    </div>
  )
}

/** The same instance may have become of another context, and offer other things. */
function whereTo(document: Document, before: ScopeState, { levels: [here] }: ScopeState): string {
  if (!here) return 'Now in the top'
  const title = levelTitle(document, here)
  const [was] = before.levels
  const isSame = was && was.context !== here.context && levelTitle(document, was) === title
  return isSame ? `${title} is a ${contextTitle(document, here.context)} now` : `Now in ${title}`
}

/** The reason, unless the question says the same already, or being asked says it. */
const reasonOf = ({ problem, text }: Extract<Question, { kind: 'value' }>): string =>
  problem.code === 'missing' || text.includes(problem.text) ? '' : problem.text

/** What a dry run would say has a place of its own below. */
const questionText = (question: Question): string =>
  question.kind === 'confirm' && question.wouldSay !== undefined
    ? question.text.replace(`\nIt would say: “${question.wouldSay}”`, '')
    : question.text

function wordsOf(body: AnswerBody): string {
  switch (body.kind) {
    case 'question':
      return questionText(body.question)
    case 'reply':
      return body.text || 'Done.'
    case 'refused':
      return body.text || 'That is not something I can do here.'
    case 'failed':
      return body.text || 'That did not work.'
    case 'cancelled':
      return body.text || 'Dropped.'
    case 'interrupted':
      return 'This was interrupted before it was answered. Say it again if you still want it.'
  }
}

interface AnswerFootProps {
  readonly turn: SaidTurn
  readonly onCorrect: (turn: SaidTurn) => void
}

function AnswerFoot({ turn, onCorrect }: AnswerFootProps) {
  const [isExpanded, setIsExpanded] = useState(false)
  const details = useId()
  const line = useDocument((document) => answerLine(document, turn))
  const { ui } = useStudio()
  const explains = line !== ''
  if (!explains && turn.text === '') return null
  return (
    <>
      <div className={styles.foot}>
        {explains ? (
          // The line is text of its own, so that the button keeps its name whatever it says.
          <div className={styles.why}>
            <button
              type="button"
              aria-label="Why this answer"
              aria-describedby={`${details}-line`}
              aria-expanded={isExpanded}
              aria-controls={details}
              onClick={() => setIsExpanded(!isExpanded)}
            >
              <ChevronRight size={12} aria-hidden />
            </button>
            <span id={`${details}-line`}>{line}</span>
          </div>
        ) : null}
        {turn.text === '' ? null : (
          <Button tone="quiet" className={styles.wrong} onClick={() => onCorrect(turn)}>
            Not what I meant
          </Button>
        )}
      </div>
      {explains && isExpanded ? (
        <div id={details}>
          <AnswerDetails turn={turn} />
          <button
            type="button"
            className={styles.link}
            onClick={() => {
              ui.set({ shownRun: turn.runId })
              ui.openDrawer('trace')
            }}
          >
            Show all events in the trace
          </button>
        </div>
      ) : null}
    </>
  )
}
