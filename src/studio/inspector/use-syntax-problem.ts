import { useEffect, useState } from 'react'
import type { FieldProblem } from '../ui/field.tsx'

/** How a text is compiled: an expression, or a handler module of its own. */
export type SyntaxKind = 'expression' | 'module'

/**
 * What the sandbox would say of a text that cannot be compiled; `null` while it is right, empty or
 * not read yet. The compiler is loaded when there is first something to compile.
 */
export function useSyntaxProblem(kind: SyntaxKind, text: string): FieldProblem | null {
  const [found, setFound] = useState<{ readonly text: string; readonly problem: string | null }>({
    text: '',
    problem: null,
  })
  const isEmpty = text.trim() === ''
  useEffect(() => {
    if (isEmpty) return
    let isLatest = true
    import('#engine/sandbox/compile.ts').then(
      ({ compileExpression, compileModule }) => {
        const compiled =
          kind === 'module' ? compileModule('undo', text) : compileExpression('expression', text)
        if (isLatest) setFound({ text, problem: compiled.ok ? null : compiled.error.message })
      },
      () => {
        // Without its chunk the field is as it was before: unchecked until the application starts.
      },
    )
    return () => {
      isLatest = false
    }
  }, [kind, text, isEmpty])
  if (isEmpty || found.text !== text || found.problem === null) return null
  return { severity: 'error', text: `This does not compile: ${found.problem}.` }
}
