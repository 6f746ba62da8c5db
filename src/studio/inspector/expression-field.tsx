import { TextField, type FieldProblem } from '../ui/field.tsx'
import { useSyntaxProblem, type SyntaxKind } from './use-syntax-problem.ts'

interface ExpressionFieldProps {
  readonly label: string
  readonly value: string
  readonly hint?: string | undefined
  readonly placeholder?: string
  readonly problems?: readonly FieldProblem[]
  readonly rows?: number
  readonly syntax?: SyntaxKind
  readonly onChange: (value: string) => void
}

/** JavaScript that runs in the sandbox; what would not compile there is said here. */
export function ExpressionField({
  problems = [],
  syntax = 'expression',
  ...field
}: ExpressionFieldProps) {
  const problem = useSyntaxProblem(syntax, field.value)
  return <TextField {...field} mono problems={problem ? [...problems, problem] : problems} />
}
