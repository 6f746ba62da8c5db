import type { WorkflowRecord } from '#domain/document.ts'
import { updateSettings, updateWorkflow } from '#domain/edits/workflow.ts'
import { recordsOf } from '#domain/queries.ts'
import { useDocument, useTraining } from '../session/hooks.ts'
import { TextField } from '../ui/field.tsx'
import { DraftField } from './draft-field.tsx'
import { EncoderField } from './encoder-field.tsx'
import { readProbability, writeNumber } from './field-values.ts'
import styles from './inspector.module.css'
import { HostsSection } from './hosts-section.tsx'
import { Section } from './section.tsx'
import { StartupSection } from './startup-section.tsx'
import { useInspectorEdit } from './use-inspector-edit.ts'

export function WorkflowForm({ workflow }: { workflow: WorkflowRecord }) {
  const edit = useInspectorEdit()
  const counts = useDocument((document) => ({
    contexts: recordsOf(document, 'context').length,
    commands: recordsOf(document, 'command').length,
    utterances: recordsOf(document, 'utterance').length,
  }))
  const thresholds = useTraining((state) => state.model?.thresholds ?? null)
  const calibrated = (value: number | undefined): string =>
    value === undefined ? 'found by training' : `calibrated: ${value.toFixed(2)}`

  return (
    <>
      <TextField
        label="Name"
        value={workflow.name}
        problems={
          workflow.name.trim() === ''
            ? [{ severity: 'warning', text: 'Without a name it is hard to find again.' }]
            : []
        }
        onChange={(name) => edit.typing('Rename workflow', updateWorkflow({ name }))}
      />
      <TextField
        label="Description"
        rows={3}
        value={workflow.description}
        onChange={(description) => edit.typing('Edit description', updateWorkflow({ description }))}
      />
      <TextField
        label="Greeting"
        rows={3}
        value={workflow.greeting}
        hint="What a new conversation begins with. Empty: the list of what can be said."
        onChange={(greeting) => edit.typing('Edit greeting', updateWorkflow({ greeting }))}
      />
      <StartupSection workflow={workflow} />
      <Section title="How sure it must be">
        <DraftField
          label="To act without asking"
          value={workflow.settings.routeThreshold}
          write={writeNumber}
          read={readProbability}
          placeholder={calibrated(thresholds?.route)}
          hint="A probability from 0 to 1. Below it, Espalier asks which command is meant."
          onValue={(routeThreshold) =>
            edit.typing('Set threshold', updateSettings({ routeThreshold }))
          }
        />
        <DraftField
          label="To take it as meant for this workflow"
          value={workflow.settings.outOfScopeThreshold}
          write={writeNumber}
          read={readProbability}
          placeholder={calibrated(thresholds?.outOfScope)}
          hint="Below it, Espalier says that it cannot do that here."
          onValue={(outOfScopeThreshold) =>
            edit.typing('Set threshold', updateSettings({ outOfScopeThreshold }))
          }
        />
      </Section>
      <Section title="How it understands">
        <EncoderField encoder={workflow.encoder} />
      </Section>
      <HostsSection workflow={workflow} />
      <Section title="What is in it">
        <dl className={styles.facts}>
          <dt>Contexts</dt>
          <dd>{counts.contexts}</dd>
          <dt>Commands</dt>
          <dd>{counts.commands}</dd>
          <dt>Utterances</dt>
          <dd>{counts.utterances}</dd>
        </dl>
      </Section>
    </>
  )
}
