import {
  ChevronRight,
  CircleSlash,
  CircleX,
  MessageCircleQuestion,
  type LucideIcon,
} from 'lucide-react'
import { memo, useId, useState } from 'react'
import type { Question } from '#engine/turn/events.ts'
import { levelTitle } from '../session/command-titles.ts'
import { useDocument } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { shortened } from '../ui/format.ts'
import { AnswerDetails } from './answer-details.tsx'
import { answerLine } from './answer-line.ts'
import styles from './chat.module.css'
import { CorrectionNote } from './correction-note.tsx'
import { FailureNote } from './failure-note.tsx'
import { LongText } from './long-text.tsx'
import { QuestionAnswers } from './question-answers.tsx'
import { NearestCommands } from './nearest-commands.tsx'
import { movedTo, type AnswerBody, type AnswerItem, type SaidTurn } from './transcript.ts'
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
      aria-label={item.heard === '' ? 'Answer' : `Answer to “${shortened(item.heard, 60)}”`}
    >
      <AnswerText body={body} turn={turn} />
      {turn.command && !isConfirmation ? (
        <ValueChips turn={turn} canChange={isOpen} onWantsTyping={onWantsTyping} />
      ) : null}
      {isOpen ? <QuestionAnswers question={body.question} turn={turn} /> : null}
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

function AnswerText({ body, turn }: { body: AnswerBody; turn: SaidTurn }) {
  const Icon = ICONS[body.kind]
  const document = useDocument((it) => it)
  const place = movedTo(turn)
  return (
    <div className={styles.said}>
      {Icon ? <Icon size={16} aria-hidden /> : null}
      <div>
        <LongText text={wordsOf(body)} />
        {body.kind === 'question' && body.question.kind === 'value' ? (
          <p className={styles.reason}>{reasonOf(body.question)}</p>
        ) : null}
        {place && body.kind === 'reply' ? (
          <p className={styles.reason}>
            Now in {place.levels[0] ? levelTitle(document, place.levels[0]) : 'the top'}
          </p>
        ) : null}
      </div>
    </div>
  )
}

/** The reason, unless the question says the same already, or being asked says it. */
const reasonOf = ({ problem, text }: Extract<Question, { kind: 'value' }>): string =>
  problem.code === 'missing' || text.includes(problem.text) ? '' : problem.text

function wordsOf(body: AnswerBody): string {
  switch (body.kind) {
    case 'question':
      return body.question.text
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
