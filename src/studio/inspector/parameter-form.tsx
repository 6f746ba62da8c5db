import type { CommandRecord } from '#domain/document.ts'
import { parameterNaming } from '#domain/edits/naming.ts'
import { renameParameter, updateParameter } from '#domain/edits/parameters.ts'
import { titleOf } from '#domain/names.ts'
import {
  isOfFields,
  ITEM_TYPES,
  PARAMETER_TYPES,
  siblingsOf,
  type Parameter,
} from '#domain/parameter.ts'
import { recordById, recordsOf } from '#domain/queries.ts'
import { commandTitle } from '../session/command-titles.ts'
import { useDocument } from '../session/hooks.ts'
import { CheckField, SelectField, TextField } from '../ui/field.tsx'
import { ChipsField } from './chips-field.tsx'
import { ConstraintFields } from './constraint-fields.tsx'
import { DraftField } from './draft-field.tsx'
import { ExpressionField } from './expression-field.tsx'
import {
  readChoices,
  readDefault,
  readLines,
  writeChoices,
  writeDefault,
  writeLines,
} from './field-values.ts'
import styles from './inspector.module.css'
import { NameField } from './name-field.tsx'
import { ParameterList, type ParameterWord } from './parameter-list.tsx'
import { Section } from './section.tsx'
import { useFieldProblems } from './use-field-problems.ts'
import { useInspectorEdit } from './use-inspector-edit.ts'

type NotesOf = (
  field: keyof Parameter,
  hint?: string,
) => ReturnType<ReturnType<typeof useFieldProblems>>

interface ParameterFormProps {
  readonly command: CommandRecord
  readonly parameter: Parameter
  readonly word: ParameterWord
}

/** Everything about one parameter, or about one field of an object. */
export function ParameterForm({ command, parameter, word }: ParameterFormProps) {
  const edit = useInspectorEdit()
  const notesOf = useFieldProblems(command.id)
  const notes = (field: keyof Parameter, hint?: string) =>
    notesOf(`parameters.${parameter.id}.${field}`, hint)
  const update = (fields: Parameters<typeof updateParameter>[2]) =>
    updateParameter(command.id, parameter.id, fields)
  const { type, itemType } = parameter
  const isEnum = type === 'enum' || (type === 'list' && itemType === 'enum')

  return (
    <div className={styles.parameterBody}>
      <NameField
        label="Name"
        value={titleOf(parameter.name)}
        naming={(typed) =>
          parameterNaming(siblingsOf(command.parameters, parameter.id), typed, parameter.id)
        }
        onName={(typed) =>
          edit.typing(`Rename ${word}`, renameParameter(command.id, parameter.id, typed))
        }
        {...notes('name', `In code: ${parameter.name}`)}
      />
      <div className={styles.pair}>
        <SelectField
          label="Type"
          value={type}
          options={PARAMETER_TYPES.map((value) => ({ value, label: value }))}
          onChange={(value) => edit.once('Set type', update({ type: value, defaultValue: null }))}
        />
        {type === 'list' ? (
          <SelectField
            label="Of"
            value={itemType}
            options={ITEM_TYPES.map((value) => ({ value, label: value }))}
            onChange={(value) => edit.once('Set type', update({ itemType: value }))}
          />
        ) : null}
      </div>
      <TextField
        label="Description"
        value={parameter.description}
        {...notes('description')}
        onChange={(description) => edit.typing('Edit description', update({ description }))}
      />
      <CheckField
        label="Asked for when it is missing"
        checked={parameter.required}
        onChange={(required) => edit.once('Set required', update({ required }))}
      />
      {parameter.required ? null : (
        <DraftField
          key={type}
          label="Default"
          value={parameter.defaultValue}
          write={writeDefault}
          read={(typed) => readDefault(parameter, typed)}
          placeholder="none"
          onValue={(defaultValue) => edit.typing('Set default', update({ defaultValue }))}
        />
      )}
      {isEnum ? (
        <DraftField
          label="Choices"
          rows={4}
          value={parameter.choices}
          write={writeChoices}
          read={readChoices}
          {...notes(
            'choices',
            'One a line; other words for it after a colon: express: fast, quick',
          )}
          onValue={(choices) => edit.typing('Edit choices', update({ choices }))}
        />
      ) : null}
      {isOfFields(parameter) ? <ObjectFields {...{ command, parameter }} /> : null}
      <ConstraintFields parameter={parameter} notes={notes} update={update} />
      <DraftField
        label="Examples"
        rows={2}
        value={parameter.examples}
        write={writeLines}
        read={readLines}
        hint="One a line. Their shape helps to find the value in what is said."
        onValue={(examples) => edit.typing('Edit examples', update({ examples }))}
      />
      {isOfFields(parameter) && parameter.lookup === '' ? null : (
        <ExpressionField
          label="Looked up in"
          value={parameter.lookup}
          placeholder="self.orders.map((order) => order.id)"
          {...notes('lookup', 'JavaScript over self and root that gives the values there are.')}
          onChange={(lookup) => edit.typing('Edit lookup', update({ lookup }))}
        />
      )}
      <AvailableFrom {...{ command, parameter, update, notes }} />
    </div>
  )
}

function ObjectFields({ command, parameter }: Omit<ParameterFormProps, 'word'>) {
  const what = parameter.type === 'list' ? 'Each of them' : 'The object'
  return (
    <Section title="Fields" aside={parameter.fields.length}>
      <ParameterList
        command={command}
        siblings={parameter.fields}
        inside={parameter.id}
        form={(field, word) => <ParameterForm command={command} parameter={field} word={word} />}
        advice={`None: ${what.toLowerCase()} may be anything. Each field is read, checked and asked for.`}
      />
    </Section>
  )
}

interface AvailableFromProps extends Omit<ParameterFormProps, 'word'> {
  readonly update: (
    fields: Parameters<typeof updateParameter>[2],
  ) => ReturnType<typeof updateParameter>
  readonly notes: NotesOf
}

function AvailableFrom({ command, parameter, update, notes }: AvailableFromProps) {
  const edit = useInspectorEdit()
  const document = useDocument((current) => current)
  const { availableFrom } = parameter
  const options = recordsOf(document, 'command')
    .filter(({ id }) => id !== command.id && !availableFrom.includes(id))
    .map(({ id }) => ({ id, title: commandTitle(document, id) }))
  return (
    <ChipsField
      label="Told by"
      {...notes(
        'availableFrom',
        'Commands whose answer tells this value; named when it is asked for.',
      )}
      chosen={availableFrom.map((id) => ({ id, title: commandTitle(document, id) }))}
      options={options}
      onAdd={(id) => {
        const told = recordById(document, 'command', id)
        if (told)
          edit.once('Set source of value', update({ availableFrom: [...availableFrom, told.id] }))
      }}
      onRemove={(id) =>
        edit.once(
          'Set source of value',
          update({ availableFrom: availableFrom.filter((other) => other !== id) }),
        )
      }
    />
  )
}
