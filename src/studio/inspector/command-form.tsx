import { RISKS, type CommandRecord, type Risk } from '#domain/document.ts'
import { moveCommand, renameCommand, updateCommand } from '#domain/edits/commands.ts'
import { commandNaming } from '#domain/edits/naming.ts'
import { titleOf } from '#domain/names.ts'
import { contextsOf, qualifiedName } from '#domain/queries.ts'
import { contextTitle } from '../session/command-titles.ts'
import { useDocument } from '../session/hooks.ts'
import { SelectField, TextField } from '../ui/field.tsx'
import { ExpressionField } from './expression-field.tsx'
import { FoldedSection } from './folded-section.tsx'
import { HandlerSection } from './handler-section.tsx'
import { NameField } from './name-field.tsx'
import { ParametersSection } from './parameters-section.tsx'
import { SafetySection } from './safety-section.tsx'
import { Section } from './section.tsx'
import { useFieldProblems } from './use-field-problems.ts'
import { useInspectorEdit } from './use-inspector-edit.ts'
import { UtterancesSection } from './utterances-section.tsx'

const RISK_LABELS: Record<Risk, string> = {
  read: 'Only reads',
  write: 'Changes something',
  destructive: 'Destroys something: always asks first',
}

export function CommandForm({ command }: { command: CommandRecord }) {
  const edit = useInspectorEdit()
  const document = useDocument((current) => current)
  const notes = useFieldProblems(command.id)
  return (
    <>
      <NameField
        label="Name"
        value={titleOf(command.name)}
        naming={(typed) => commandNaming(document, command.context, typed, command.id)}
        onName={(typed) => edit.typing('Rename command', renameCommand(command.id, typed))}
        {...notes('name', `In code: ${qualifiedName(document, command)}`)}
      />
      <TextField
        label="Description"
        rows={2}
        value={command.description}
        {...notes('description')}
        onChange={(description) =>
          edit.typing('Edit description', updateCommand(command.id, { description }))
        }
      />
      <SelectField
        label="Context"
        value={command.context}
        options={contextsOf(document).map(({ id }) => ({
          value: id,
          label: contextTitle(document, id),
        }))}
        problems={notes('context').problems}
        onChange={(context) => edit.once('Move command', moveCommand(command.id, context))}
      />
      <SelectField
        label="Risk"
        value={command.risk}
        options={RISKS.map((value) => ({ value, label: RISK_LABELS[value] }))}
        onChange={(risk) => edit.once('Set risk', updateCommand(command.id, { risk }))}
      />
      <UtterancesSection command={command} />
      <ParametersSection command={command} />
      <HandlerSection command={command} />
      <Section title="When it is available">
        <ExpressionField
          label="Condition"
          value={command.availability}
          placeholder="self.status === 'pending'"
          hint="JavaScript over self, parent and root. Empty: always."
          onChange={(availability) =>
            edit.typing('Edit availability', updateCommand(command.id, { availability }))
          }
        />
      </Section>
      <ChecksSection command={command} />
      <SafetySection command={command} />
    </>
  )
}

/** What must hold between the values; each by itself is bounded in its parameter. */
function ChecksSection({ command: { id, validation, parameters } }: { command: CommandRecord }) {
  const edit = useInspectorEdit()
  if (parameters.length === 0 && validation === '') return null
  const [one = 'from', two] = parameters.map(({ name }) => name)
  return (
    <FoldedSection title="Check of the values together" summary={validation.trim() || 'none'}>
      <ExpressionField
        label="What is wrong with them"
        rows={2}
        value={validation}
        placeholder={
          two === undefined
            ? `self.accepts(input.${one}) ? '' : 'Not possible here.'`
            : `input.${one} === input.${two} ? 'Both are the same.' : ''`
        }
        hint="JavaScript over input, self, parent and root: a sentence, or { parameter: sentence }. Nothing where all is well."
        onChange={(next) =>
          edit.typing('Edit check of the values', updateCommand(id, { validation: next }))
        }
      />
    </FoldedSection>
  )
}
