import { Code } from 'lucide-react'
import type { CommandRecord, Edit, Handler } from '#domain/document.ts'
import { inOrder } from '#domain/edits/change.ts'
import { updateCommand } from '#domain/edits/commands.ts'
import type { CommandId } from '#domain/ids.ts'
import { titleOf } from '#domain/names.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { CheckField, SelectField, TextField, type FieldProblem } from '../ui/field.tsx'
import styles from './inspector.module.css'
import { Section } from './section.tsx'
import { useFieldProblems } from './use-field-problems.ts'
import { useInspectorEdit } from './use-inspector-edit.ts'

const KINDS: readonly { readonly value: Handler['kind']; readonly label: string }[] = [
  { value: 'reply', label: 'A reply' },
  { value: 'method', label: 'A method of its class' },
  { value: 'property', label: 'A property of its class' },
  { value: 'code', label: 'Code of its own' },
  { value: 'stub', label: 'Nothing yet: done elsewhere' },
]

/** What a command of another kind starts from. */
function freshHandler(kind: Handler['kind'], command: CommandRecord): Handler {
  switch (kind) {
    case 'reply':
      return { kind, template: 'Done.' }
    case 'method':
      return { kind, method: camelCase(command.name), positional: false }
    case 'code':
      return { kind, source: starterSource(command) }
    case 'property':
      return { kind, property: camelCase(command.name), access: 'get' }
    case 'stub':
      return { kind, note: '' }
  }
}

const camelCase = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

function starterSource({ name, parameters }: CommandRecord): string {
  const names = parameters.map((parameter) => parameter.name)
  const input = names.length === 0 ? '_input' : `{ ${names.join(', ')} }`
  const shown = names.map((parameter) => ` \${${parameter}}`).join('')
  const reply = `${titleOf(name)}:${shown === '' ? ' done.' : shown}`
  return `import type { Input, Scope } from './$types'

export default function (${input}: Input, { self }: Scope) {
  return \`${reply}\`
}
`
}

/** How a command does its work. */
export function HandlerSection({ command }: { command: CommandRecord }) {
  const edit = useInspectorEdit()
  const { handler } = command
  const { problems } = useFieldProblems(command.id)('handler')
  const set = (next: Handler) => updateCommand(command.id, { handler: next })
  return (
    <Section title="What it does">
      <SelectField
        label="Handler"
        value={handler.kind}
        options={KINDS}
        {...(handler.kind === 'code' ? { problems } : {})}
        onChange={(kind) => edit.once('Change handler', set(freshHandler(kind, command)))}
      />
      <HandlerFields command={command} set={set} problems={problems} />
    </Section>
  )
}

interface HandlerFieldsProps {
  readonly command: CommandRecord
  readonly set: (next: Handler) => Edit
  readonly problems: readonly FieldProblem[]
}

function HandlerFields({ command, set, problems }: HandlerFieldsProps) {
  const edit = useInspectorEdit()
  const { handler } = command
  switch (handler.kind) {
    case 'reply': {
      const names = command.parameters.map(({ name }) => `{${name}}`).join(' ')
      return (
        <TextField
          label="Reply"
          rows={3}
          value={handler.template}
          problems={problems}
          hint={`Values in braces: ${names === '' ? '{self.name}' : `${names} {self.name}`}`}
          onChange={(template) => edit.typing('Edit reply', set({ kind: 'reply', template }))}
        />
      )
    }
    case 'method':
      return (
        <>
          <TextField
            label="Method"
            mono
            value={handler.method}
            problems={problems}
            hint={callText(handler, command)}
            onChange={(method) => edit.typing('Edit method', set({ ...handler, method }))}
          />
          <CheckField
            label="Values one by one, not as one object"
            checked={handler.positional}
            onChange={(positional) =>
              edit.once('Set how the method is called', set({ ...handler, positional }))
            }
          />
        </>
      )
    case 'property':
      return <PropertyFields {...{ command, handler, set, problems }} />
    case 'code':
      return <CodeFields id={command.id} source={handler.source} />
    case 'stub':
      return (
        <TextField
          label="Note"
          rows={2}
          value={handler.note}
          problems={problems}
          hint="What it stands for, such as the method it was made from. It answers that it is not written yet."
          onChange={(note) => edit.typing('Edit note', set({ kind: 'stub', note }))}
        />
      )
  }
}

/** `self.moveTo(seat, row)`, so that one sees what the switch does. */
function callText(
  { method, positional }: Extract<Handler, { kind: 'method' }>,
  { parameters }: CommandRecord,
): string {
  const names = parameters.map(({ name }) => name).join(', ')
  const given = positional || names === '' ? names : `{ ${names} }`
  return `Calls self.${method.trim() || '…'}(${given}); what it returns is the reply.`
}

interface PropertyFieldsProps extends HandlerFieldsProps {
  readonly handler: Extract<Handler, { kind: 'property' }>
}

function PropertyFields({ command, handler, set, problems }: PropertyFieldsProps) {
  const edit = useInspectorEdit()
  const choose = (access: 'get' | 'set'): Edit => {
    const next = set({ ...handler, access })
    // What writes is no mere reading, whatever the command was before.
    return access === 'set' && command.risk === 'read'
      ? inOrder(next, updateCommand(command.id, { risk: 'write' }))
      : next
  }
  return (
    <>
      <TextField
        label="Property"
        mono
        value={handler.property}
        problems={problems}
        onChange={(property) => edit.typing('Edit property', set({ ...handler, property }))}
      />
      <SelectField
        label="What it does with it"
        value={handler.access}
        options={ACCESS}
        hint={
          handler.access === 'set'
            ? 'Its one parameter is what is written.'
            : 'Its value is the reply.'
        }
        onChange={(access) => edit.once('Set access', choose(access))}
      />
    </>
  )
}

const ACCESS = [
  { value: 'get', label: 'Tells it' },
  { value: 'set', label: 'Writes it' },
] as const

function CodeFields({ id, source }: { id: CommandId; source: string }) {
  const { ui } = useStudio()
  return (
    <>
      <textarea
        readOnly
        rows={8}
        aria-label="Handler code"
        className={styles.code}
        value={source.trim() || 'Nothing yet'}
      />
      <Button
        onClick={() => {
          ui.select([id])
          ui.openDrawer('source')
        }}
      >
        <Code size={14} aria-hidden />
        Edit handler
      </Button>
    </>
  )
}
