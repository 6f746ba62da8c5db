import { coreCommandById, CORE_COMMANDS } from '#domain/core-commands.ts'
import type { Document, Startup, WorkflowRecord } from '#domain/document.ts'
import { updateWorkflow } from '#domain/edits/workflow.ts'
import { ROOT_CONTEXT, type CommandId } from '#domain/ids.ts'
import { titleOf } from '#domain/names.ts'
import type { Parameter } from '#domain/parameter.ts'
import { recordById, recordsOf } from '#domain/queries.ts'
import { effectiveCommands } from '#domain/scope.ts'
import { commandPlace, commandTitle } from '../session/command-titles.ts'
import { useDocument } from '../session/hooks.ts'
import { SelectField, TextField } from '../ui/field.tsx'
import { shortened } from '../ui/format.ts'
import { DraftField } from './draft-field.tsx'
import { readDefault, writeDefault } from './field-values.ts'
import { FoldedSection } from './folded-section.tsx'
import styles from './inspector.module.css'
import { useFieldProblems } from './use-field-problems.ts'
import { useInspectorEdit } from './use-inspector-edit.ts'

/** Any JSON; `null` where none is given. */
type GivenValue = Parameter['defaultValue']
type StartupKind = Startup['kind'] | 'nothing'

const KINDS: readonly { readonly value: StartupKind; readonly label: string }[] = [
  { value: 'nothing', label: 'Nothing: the person speaks first' },
  { value: 'message', label: 'A message, as if it were said' },
  { value: 'action', label: 'A command' },
]

/** What is done first in each new conversation. */
export function StartupSection({ workflow }: { workflow: WorkflowRecord }) {
  const edit = useInspectorEdit()
  const document = useDocument((current) => current)
  const { startup } = workflow
  const { problems } = useFieldProblems(workflow.id)('startup')
  const set = (next: Startup | null) => updateWorkflow({ startup: next })
  return (
    <FoldedSection
      title="What a conversation begins with"
      summary={summaryOf(document, startup)}
      startsOpen={startup !== null}
    >
      <SelectField
        label="Done first"
        value={startup?.kind ?? 'nothing'}
        options={KINDS}
        onChange={(kind) => edit.once('Set startup', set(freshStartup(kind, document)))}
      />
      {startup?.kind === 'message' ? (
        <TextField
          label="Message"
          value={startup.text}
          problems={problems}
          hint="Understood like any other; its answer is the first thing seen."
          onChange={(text) => edit.typing('Edit startup message', set({ kind: 'message', text }))}
        />
      ) : null}
      {startup?.kind === 'action' ? (
        <ActionFields startup={startup} problems={problems} set={set} />
      ) : null}
    </FoldedSection>
  )
}

function summaryOf(document: Document, startup: Startup | null): string {
  if (startup === null) return 'nothing'
  return startup.kind === 'message'
    ? `“${shortened(startup.text, 40)}”`
    : commandTitle(document, startup.command)
}

function freshStartup(kind: StartupKind, document: Document): Startup | null {
  const [first] = startable(document)
  if (kind === 'message') return { kind, text: 'What can I do here?' }
  return kind === 'action' && first ? { kind, command: first, values: {} } : null
}

/** Commands to begin with: those of the root first, where a new conversation stands, core ones last. */
function startable(document: Document): CommandId[] {
  const atRoot = effectiveCommands(document, ROOT_CONTEXT).map(({ command }) => command.id)
  const all = recordsOf(document, 'command').map(({ id }) => id)
  return [...new Set([...atRoot, ...all]), ...CORE_COMMANDS.map(({ id }) => id)]
}

interface ActionFieldsProps {
  readonly startup: Extract<Startup, { kind: 'action' }>
  readonly problems: ReturnType<ReturnType<typeof useFieldProblems>>['problems']
  readonly set: (next: Startup) => ReturnType<typeof updateWorkflow>
}

function ActionFields({ startup, problems, set }: ActionFieldsProps) {
  const edit = useInspectorEdit()
  const document = useDocument((current) => current)
  const command = recordById(document, 'command', startup.command)
  const known = startable(document).map((id) => ({
    value: id,
    label: `${commandTitle(document, id)} · ${commandPlace(document, id)}`,
  }))
  const isGone = !command && !coreCommandById(startup.command)
  const gone = { value: startup.command, label: 'A command that is not there' }
  const hold = (name: string, value: GivenValue): void => {
    const { [name]: _before, ...others } = startup.values
    const values = value === null ? others : { ...others, [name]: value }
    edit.typing('Set startup value', set({ ...startup, values }))
  }
  return (
    <>
      <SelectField
        label="Command"
        value={startup.command}
        options={isGone ? [gone, ...known] : known}
        problems={problems}
        onChange={(id) =>
          edit.once('Set startup', set({ kind: 'action', command: id, values: {} }))
        }
      />
      {command?.parameters.map((parameter) => (
        <StartupValue
          key={parameter.id}
          parameter={parameter}
          value={startup.values[parameter.name] ?? null}
          onValue={(value) => hold(parameter.name, value)}
        />
      ))}
      {command && command.parameters.length === 0 ? (
        <p className={styles.advice}>It needs no values.</p>
      ) : null}
    </>
  )
}

interface StartupValueProps {
  readonly parameter: Parameter
  readonly value: GivenValue
  readonly onValue: (value: GivenValue) => void
}

function StartupValue({ parameter, value, onValue }: StartupValueProps) {
  const choices =
    parameter.type === 'boolean' ? ['true', 'false'] : parameter.choices.map((each) => each.value)
  const label = titleOf(parameter.name)
  const none = parameter.required ? 'asked for' : 'none'
  if (parameter.type !== 'boolean' && parameter.type !== 'enum')
    return (
      <DraftField
        label={label}
        value={value}
        write={writeDefault}
        read={(typed) => readDefault(parameter, typed)}
        placeholder={none}
        onValue={onValue}
      />
    )
  return (
    <SelectField
      label={label}
      value={value === null ? '' : writeDefault(value)}
      options={['', ...choices].map((each) => ({ value: each, label: each || none }))}
      onChange={(typed) => {
        const read = readDefault(parameter, typed)
        if (read.ok) onValue(read.value)
      }}
    />
  )
}
