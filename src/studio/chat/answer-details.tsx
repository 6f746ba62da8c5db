import type { ReactNode } from 'react'
import { titleOf } from '#domain/names.ts'
import type { Candidate } from '#engine/decide/decision.ts'
import type { ScopeState } from '#engine/ports.ts'
import { commandTitle, levelTitle } from '../session/command-titles.ts'
import { useDocument } from '../session/hooks.ts'
import { duration, percent, score } from '../ui/format.ts'
import { refusalText, RUNG_WORDS, SOURCE_WORDS, valueText } from './answer-line.ts'
import styles from './chat.module.css'
import { LongText } from './long-text.tsx'
import type { SaidTurn } from './turn-items.ts'
import { WhyNotAsked } from './why-not.tsx'

/** Everything that led to an answer, in the order it happened. */
export function AnswerDetails({ turn }: { turn: SaidTurn }) {
  return (
    <div className={styles.details}>
      <Facts turn={turn} />
      {turn.decision ? <WhyNotAsked turn={turn} /> : null}
    </div>
  )
}

function Facts({ turn }: { turn: SaidTurn }) {
  const { decision, values, execution } = turn
  return (
    <dl className={styles.facts}>
      {decision ? (
        <>
          <Row name="Rung">{RUNG_WORDS[decision.rung]}</Row>
          <LevelRow turn={turn} />
          <RefusalRow turn={turn} />
          {decision.candidates.length === 0 ? null : (
            <Row name="Candidates">
              <Candidates candidates={decision.candidates} scope={turn.scope} />
            </Row>
          )}
          {decision.inScope === null ? null : (
            <Row name="In scope">{percent(decision.inScope)} sure that it belongs here</Row>
          )}
          {decision.thresholds ? (
            <Row name="Thresholds">
              routes from {percent(decision.thresholds.route)} with a lead of{' '}
              {percent(decision.thresholds.gap)}; refuses below{' '}
              {percent(decision.thresholds.outOfScope)} in scope
            </Row>
          ) : null}
        </>
      ) : null}
      {values.map((value) => (
        <Row key={value.parameter} name={titleOf(value.name)}>
          {valueText(value.value)}{' '}
          <span className={styles.faint}>{SOURCE_WORDS[value.source]}</span>
        </Row>
      ))}
      {decision && decision.timings.length > 0 ? (
        <Row name="Time">
          {decision.timings.map(({ stage, ms }) => `${stage} ${duration(ms)}`).join(' · ')}
          {execution ? ` · handler ${duration(execution.durationMs)}` : ''}
        </Row>
      ) : null}
      {execution && execution.logs.length > 0 ? (
        <Row name="Logs">
          <LongText text={execution.logs.join('\n')} />
        </Row>
      ) : null}
      {execution && execution.output !== null ? (
        <Row name="Output">
          <div className={styles.code}>
            <LongText text={JSON.stringify(execution.output, null, 2)} />
          </div>
        </Row>
      ) : null}
    </dl>
  )
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.detail}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function LevelRow({ turn }: { turn: SaidTurn }) {
  const document = useDocument((it) => it)
  const level = turn.command ? turn.scope.levels[turn.command.level] : undefined
  if (!turn.command || !level) return null
  const steps = turn.command.level
  return (
    <Row name="Level">
      {levelTitle(document, level)}
      {steps === 0 ? ' (where you were)' : ` (${String(steps)} up from where you were)`}
    </Row>
  )
}

function RefusalRow({ turn }: { turn: SaidTurn }) {
  const text = useDocument((document) => refusalText(document, turn))
  return text === '' ? null : <Row name="Refused">{text}</Row>
}

interface CandidatesProps {
  readonly candidates: readonly Candidate[]
  readonly scope: ScopeState
}

function Candidates({ candidates, scope }: CandidatesProps) {
  const document = useDocument((it) => it)
  return (
    <ol className={styles.candidates}>
      {candidates.map(({ command, level, probability, nearest }) => {
        const where = scope.levels[level]
        return (
          <li key={command}>
            <div className={styles.candidate}>
              <span>
                {commandTitle(document, command)}{' '}
                {where ? <span className={styles.faint}>{levelTitle(document, where)}</span> : null}
              </span>
              <span className={styles.figure}>{percent(probability)}</span>
              <span className={styles.bar} aria-hidden>
                <span style={{ width: `${String(probability * 100)}%` }} />
              </span>
            </div>
            {nearest.slice(0, 2).map(({ text, cosine }) => (
              <div key={text} className={styles.near}>
                like “{text}” <span className={styles.figure}>{score(cosine)}</span>
              </div>
            ))}
          </li>
        )
      })}
    </ol>
  )
}
