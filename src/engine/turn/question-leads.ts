import type { Question } from './events.ts'

/** What a question begins with when it is put again. */
export const NOT_UNDERSTOOD = 'I did not understand. '
export const CHOOSE_ONE = 'Please choose one, or say “never mind”. '

/** The question as if it were put for the first time: what led to its being put again is past. */
export function asFirstAsked(question: Question): Question {
  const reasons = question.kind === 'value' ? [`${question.problem.text} `] : []
  const text = [NOT_UNDERSTOOD, CHOOSE_ONE, ...reasons].reduce(
    (rest, lead) => (rest.startsWith(lead) ? rest.slice(lead.length) : rest),
    question.text,
  )
  return { ...question, text }
}
