import type { CommandRecord } from '#domain/document.ts'
import { ParameterForm } from './parameter-form.tsx'
import { ParameterList } from './parameter-list.tsx'
import { Section } from './section.tsx'

/** The typed inputs of a command, in the order they are asked for. */
export function ParametersSection({ command }: { command: CommandRecord }) {
  return (
    <Section title="Parameters" aside={command.parameters.length}>
      <ParameterList
        command={command}
        siblings={command.parameters}
        inside={null}
        form={(parameter, word) => <ParameterForm {...{ command, parameter, word }} />}
        advice="None. What it needs to know, such as a date or a number, is a parameter."
      />
    </Section>
  )
}
