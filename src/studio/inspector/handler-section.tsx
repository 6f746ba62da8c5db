import { Code } from 'lucide-react'
import type { CommandRecord, Handler } from '#domain/document.ts'
import { updateCommand } from '#domain/edits/commands.ts'
import { titleOf } from '#domain/names.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import styles from './inspector.module.css'
import { Section } from './section.tsx'
import { useFieldProblems } from './use-field-problems.ts'
import { useInspectorEdit } from './use-inspector-edit.ts'

const KINDS: readonly { readonly value: Handler['kind']; readonly label: string }[] = [
  { value: 'reply', label: 'A reply' },
  { value: 'method', label: 'A method of its class' },
  { value: 'code', label: 'Code of its own' },
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
  const { ui } = useStudio()
  const edit = useInspectorEdit()
  const { handler } = command
  const { problems } = useFieldProblems(command.id)('handler')
  const set = (next: Handler) => updateCommand(command.id, { handler: next })
  const names = command.parameters.map(({ name }) => `{${name}}`).join(' ')
  return (
    <Section title="What it does">
      <SelectField
        label="Handler"
        value={handler.kind}
        options={KINDS}
        {...(handler.kind === 'code' ? { problems } : {})}
        onChange={(kind) => edit.once('Change handler', set(freshHandler(kind, command)))}
      />
      {handler.kind === 'reply' ? (
        <TextField
          label="Reply"
          rows={3}
          value={handler.template}
          problems={problems}
          hint={`Values in braces: ${names === '' ? '{self.name}' : `${names} {self.name}`}`}
          onChange={(template) => edit.typing('Edit reply', set({ kind: 'reply', template }))}
        />
      ) : null}
      {handler.kind === 'method' ? (
        <TextField
          label="Method"
          mono
          value={handler.method}
          problems={problems}
          hint="Called with the values; what it returns is the reply."
          onChange={(method) => edit.typing('Edit method', set({ ...handler, method }))}
        />
      ) : null}
      {handler.kind === 'code' ? (
        <>
          <textarea
            readOnly
            rows={8}
            aria-label="Handler code"
            className={styles.code}
            value={handler.source.trim() || 'Nothing yet'}
          />
          <Button
            onClick={() => {
              ui.select([command.id])
              ui.openDrawer('source')
            }}
          >
            <Code size={14} aria-hidden />
            Edit handler
          </Button>
        </>
      ) : null}
    </Section>
  )
}
