import type { CommandRecord, UndoHandler } from '#domain/document.ts'
import { updateCommand } from '#domain/edits/commands.ts'
import { starterUndo } from '#engine/sandbox/declarations.ts'
import { CheckField, SelectField, TextField } from '../ui/field.tsx'
import { ExpressionField } from './expression-field.tsx'
import { FoldedSection } from './folded-section.tsx'
import styles from './inspector.module.css'
import { useFieldProblems } from './use-field-problems.ts'
import { useInspectorEdit } from './use-inspector-edit.ts'

type UndoKind = UndoHandler['kind'] | 'none'

const UNDO_KINDS: readonly { readonly value: UndoKind; readonly label: string }[] = [
  { value: 'none', label: 'Not at all' },
  { value: 'restore', label: 'By putting the state of before back' },
  { value: 'method', label: 'By a method of its class' },
  { value: 'code', label: 'By code of its own' },
]

const UNDO_HINTS: Record<UndoKind, string> = {
  none: 'Its answers have no button to undo.',
  restore:
    'As long as nothing else has changed the state since. What was sent elsewhere stays sent.',
  method: 'Called with the values the command was given.',
  code: 'Gets the values the command was given, and as output what it returned.',
}

const SUMMARIES: Record<UndoKind, string> = {
  none: 'cannot be undone',
  restore: 'undone by state',
  method: 'undone by method',
  code: 'undone by code',
}

function freshUndo(kind: UndoKind, command: CommandRecord): UndoHandler | null {
  switch (kind) {
    case 'none':
      return null
    case 'restore':
      return { kind }
    case 'method':
      return { kind, method: `undo${pascalCase(command.name)}`, positional: false }
    case 'code':
      return { kind, source: starterUndo(command) }
  }
}

const pascalCase = (name: string): string =>
  name.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/**
 * How what a command did is taken back, and whether it is tried before consent is asked. Only for
 * commands that change something: what merely reads has nothing to take back.
 */
export function SafetySection({ command }: { command: CommandRecord }) {
  const { risk, undo, dryRun } = command
  const problems = useFieldProblems(command.id)('undo').problems
  const isMoot = risk === 'read' && undo === null && !dryRun
  if (isMoot) return null
  const kind = undo?.kind ?? 'none'
  const summary = `${SUMMARIES[kind]}${dryRun ? ', with a dry run' : ''}`
  return (
    <FoldedSection title="Undo and dry run" summary={summary} startsOpen={problems.length > 0}>
      <UndoFields command={command} />
      <DryRunField command={command} />
    </FoldedSection>
  )
}

function UndoFields({ command }: { command: CommandRecord }) {
  const edit = useInspectorEdit()
  const { id, undo } = command
  const { problems } = useFieldProblems(id)('undo')
  const kind = undo?.kind ?? 'none'
  const set = (next: UndoHandler | null) => updateCommand(id, { undo: next })
  return (
    <>
      <SelectField
        label="How it is undone"
        value={kind}
        options={UNDO_KINDS}
        hint={UNDO_HINTS[kind]}
        onChange={(next) => edit.once('Set undo', set(freshUndo(next, command)))}
      />
      {undo?.kind === 'method' ? (
        <>
          <TextField
            label="Undo method"
            mono
            value={undo.method}
            problems={problems}
            onChange={(method) => edit.typing('Edit undo', set({ ...undo, method }))}
          />
          <CheckField
            label="Values one by one, not as one object"
            checked={undo.positional}
            onChange={(positional) =>
              edit.once('Set how the method is called', set({ ...undo, positional }))
            }
          />
        </>
      ) : null}
      {undo?.kind === 'code' ? (
        <ExpressionField
          label="Undo code"
          rows={6}
          syntax="module"
          value={undo.source}
          problems={problems}
          onChange={(source) => edit.typing('Edit undo', set({ kind: 'code', source }))}
        />
      ) : null}
    </>
  )
}

function DryRunField({ command: { id, risk, dryRun } }: { command: CommandRecord }) {
  const edit = useInspectorEdit()
  return (
    <>
      <CheckField
        label="Try it before asking for consent"
        checked={dryRun}
        onChange={(next) => edit.once('Set dry run', updateCommand(id, { dryRun: next }))}
      />
      <p className={styles.advice}>
        {dryRun && risk !== 'destructive'
          ? 'Then it asks for consent too, and shows what it would answer. Nothing of the trial stays.'
          : 'What it would answer is shown with the question. Nothing of the trial stays.'}
      </p>
    </>
  )
}
