import { problemsOf } from '#domain/problems.ts'
import { useDocument } from '../session/hooks.ts'
import type { FieldProblem } from '../ui/field.tsx'

/** What a field is given to say what is wrong with it, and what could be better. */
export interface FieldNotes {
  readonly problems: readonly FieldProblem[]
  readonly hint?: string
}

/** The problems of a record, field by field. A hint stands where the field's own would. */
export function useFieldProblems(record: string): (field: string, hint?: string) => FieldNotes {
  const found = useDocument((document) => problemsOf(document, record))
  return (field, hint) => {
    const own = found.filter((problem) => problem.field === field)
    const advice = own.find(({ severity }) => severity === 'hint')?.text ?? hint
    return {
      problems: own.flatMap(({ severity, text }) =>
        severity === 'hint' ? [] : [{ severity, text }],
      ),
      ...(advice === undefined ? {} : { hint: advice }),
    }
  }
}
