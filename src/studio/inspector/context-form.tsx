import type { ContextRecord, Document } from '#domain/document.ts'
import { canConnect, connect, disconnect, type ConnectionKind } from '#domain/edits/connections.ts'
import { renameContext, updateContext } from '#domain/edits/contexts.ts'
import { contextNaming } from '#domain/edits/naming.ts'
import { ROOT_CONTEXT, type ContextId } from '#domain/ids.ts'
import { titleOf } from '#domain/names.ts'
import { contextsOf, utterancesOf } from '#domain/queries.ts'
import { effectiveCommands } from '#domain/scope.ts'
import { contextTitle } from '../session/command-titles.ts'
import { useDocument } from '../session/hooks.ts'
import { TextField } from '../ui/field.tsx'
import { ChipsField, type ChipOption } from './chips-field.tsx'
import { ExpressionField } from './expression-field.tsx'
import { FoldedSection } from './folded-section.tsx'
import styles from './inspector.module.css'
import { NameField } from './name-field.tsx'
import { RecordLink } from './record-link.tsx'
import { Section } from './section.tsx'
import { useFieldProblems } from './use-field-problems.ts'
import { useInspectorEdit } from './use-inspector-edit.ts'

export function ContextForm({ context }: { context: ContextRecord }) {
  const edit = useInspectorEdit()
  const document = useDocument((current) => current)
  const notes = useFieldProblems(context.id)
  const isRoot = context.id === ROOT_CONTEXT
  return (
    <>
      {isRoot ? (
        <p className={styles.advice}>
          This is the root. Its commands can be asked for everywhere; it is called as the workflow
          is.
        </p>
      ) : (
        <NameField
          label="Name"
          value={context.name}
          naming={(typed) => contextNaming(document, typed, context.id)}
          onName={(typed) => edit.typing('Rename context', renameContext(context.id, typed))}
          {...notes('name')}
        />
      )}
      <TextField
        label="Description"
        rows={2}
        value={context.description}
        hint="What one is in, when one is in it."
        onChange={(description) =>
          edit.typing('Edit description', updateContext(context.id, { description }))
        }
      />
      {isRoot ? null : (
        <>
          <Relation kind="container" label="Lives inside" context={context} />
          <Relation kind="base" label="Inherits from" context={context} />
        </>
      )}
      <TextField
        label="Display name"
        mono
        value={context.displayName}
        placeholder={isRoot ? 'Desk' : `${context.name} {id}`}
        hint={`How ${isRoot ? 'it' : 'one of them'} is called, with its properties in braces.`}
        onChange={(displayName) =>
          edit.typing('Edit display name', updateContext(context.id, { displayName }))
        }
      />
      {isRoot && context.identity === '' ? null : <InstanceSection context={context} />}
      <Commands context={context.id} />
    </>
  )
}

/** What an application that is made of classes says of itself, and may be overruled in. */
function InstanceSection({ context }: { context: ContextRecord }) {
  const edit = useInspectorEdit()
  const { id, identity, parent } = context
  const notes = useFieldProblems(id)
  const isRoot = id === ROOT_CONTEXT
  const parts = [
    identity === '' ? 'by its id' : `by ${identity}`,
    parent === '' ? '' : `in ${parent}`,
  ]
  return (
    <FoldedSection
      title="How one is told from another"
      summary={parts.filter((part) => part !== '').join(', ')}
      startsOpen={notes('identity').problems.length > 0}
    >
      <TextField
        label="Identity"
        mono
        value={identity}
        placeholder="{id}"
        {...notes(
          'identity',
          'Its properties in braces. Empty: its id; two without one are taken for the same.',
        )}
        onChange={(next) => edit.typing('Edit identity', updateContext(id, { identity: next }))}
      />
      {isRoot ? null : (
        <ExpressionField
          label="Parent"
          value={parent}
          placeholder="self.parent"
          hint="JavaScript over self that gives the instance it lives in. Empty: its parent."
          onChange={(next) => edit.typing('Edit parent', updateContext(id, { parent: next }))}
        />
      )}
    </FoldedSection>
  )
}

interface RelationProps {
  readonly kind: ConnectionKind
  readonly label: string
  readonly context: ContextRecord
}

const HINTS: Record<ConnectionKind, string> = {
  container: 'What does not fit here is asked there.',
  base: 'Offers the commands of these too; the first wins over the later.',
}

function Relation({ kind, label, context }: RelationProps) {
  const edit = useInspectorEdit()
  const document = useDocument((current) => current)
  const field = kind === 'base' ? 'bases' : 'containers'
  const notes = useFieldProblems(context.id)(field, HINTS[kind])
  const connection = (to: string) => ({ kind, from: context.id, to: to as ContextId })
  return (
    <ChipsField
      label={label}
      {...notes}
      chosen={context[field].map((id) => ({ id, title: contextTitle(document, id) }))}
      options={optionsFor(document, context, kind)}
      onAdd={(id) => edit.once('Connect contexts', connect(connection(id)))}
      onRemove={(id) => edit.once('Disconnect contexts', disconnect(connection(id)))}
    />
  )
}

function optionsFor(
  document: Document,
  context: ContextRecord,
  kind: ConnectionKind,
): ChipOption[] {
  const chosen = context[kind === 'base' ? 'bases' : 'containers']
  return contextsOf(document)
    .filter(({ id }) => !chosen.includes(id))
    .map(({ id }) => {
      const allowed = canConnect(document, { kind, from: context.id, to: id })
      const title = contextTitle(document, id)
      return allowed === true ? { id, title } : { id, title, because: allowed.because }
    })
}

function Commands({ context }: { context: ContextId }) {
  const document = useDocument((current) => current)
  const effective = effectiveCommands(document, context)
  return (
    <Section title="Commands" aside={effective.length}>
      {effective.length === 0 ? (
        <p className={styles.advice}>
          None yet. Nothing can be asked for here but what stands around.
        </p>
      ) : (
        <ul className={styles.list}>
          {effective.map(({ command, inheritedFrom }) => (
            <li key={command.id} className={styles.listRow}>
              <RecordLink id={command.id}>{titleOf(command.name)}</RecordLink>
              <span className={styles.faint}>
                {inheritedFrom
                  ? `from ${contextTitle(document, inheritedFrom.id)}`
                  : `${utterancesOf(document, command.id).length} utterances`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
