import { useMemo } from 'react'
import {
  benchmarkScore,
  contextScores,
  isCorrect,
  type CaseOutcome,
} from '#domain/benchmark/benchmark-score.ts'
import type { CommandId } from '#domain/ids.ts'
import { commandTitle, contextTitle } from '../session/command-titles.ts'
import { useDocument } from '../session/hooks.ts'
import { plural } from '../ui/format.ts'
import { outcomeText, scoreLines, shareText } from './benchmark-text.ts'
import styles from './benchmark.module.css'

interface BenchmarkResultProps {
  readonly outcomes: readonly CaseOutcome[]
  /** Of the workflow's own utterances that are held out. */
  readonly heldOut: readonly CaseOutcome[]
}

/** Each kind of case by itself, whole and by context, and what went wrong. */
export function BenchmarkResult({ outcomes, heldOut }: BenchmarkResultProps) {
  const whole = useMemo(() => scoreLines(benchmarkScore(outcomes)), [outcomes])
  const contexts = useMemo(() => contextScores(outcomes), [outcomes])
  const document = useDocument((current) => current)
  const own = benchmarkScore(heldOut)
  return (
    <>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <caption>Result</caption>
          <thead>
            <tr>
              <th scope="col">Context</th>
              {whole.map(({ name, meaning }) => (
                <th scope="col" key={name} title={meaning}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className={styles.whole}>
              <th scope="row">All</th>
              {whole.map(({ name, share }) => (
                <td key={name}>{shareText(share)}</td>
              ))}
            </tr>
            {contexts.map((score) => (
              <tr key={score.context}>
                <th scope="row">{contextTitle(document, score.context)}</th>
                {scoreLines(score).map(({ name, share }) => (
                  <td key={name}>{shareText(share)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {heldOut.length === 0 ? null : (
        <p className={styles.faint}>
          The workflow’s own {plural(heldOut.length, 'held-out utterance')}:{' '}
          {shareText(own.routing)} ran at once and right.
        </p>
      )}
      <Failures outcomes={outcomes} />
    </>
  )
}

const LISTED = 200

function Failures({ outcomes }: { outcomes: readonly CaseOutcome[] }) {
  const document = useDocument((current) => current)
  const failures = useMemo(() => outcomes.filter((outcome) => !isCorrect(outcome)), [outcomes])
  const titleOf = (command: CommandId): string => commandTitle(document, command)
  if (failures.length === 0) return <p>Every case came out as it should.</p>
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption>{plural(failures.length, 'case')} that did not come out as it should</caption>
        <thead>
          <tr>
            <th scope="col">Message</th>
            <th scope="col">Said in</th>
            <th scope="col">Should be</th>
            <th scope="col">What came of it</th>
          </tr>
        </thead>
        <tbody>
          {failures.slice(0, LISTED).map((failure) => (
            <tr key={failure.index}>
              <td>{failure.utterance}</td>
              <td>{contextTitle(document, failure.context)}</td>
              <td>{failure.expected === null ? 'refused' : titleOf(failure.expected)}</td>
              <td>{outcomeText(failure, titleOf)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {failures.length > LISTED ? (
        <p className={styles.faint}>The report that can be downloaded has all of them.</p>
      ) : null}
    </div>
  )
}
