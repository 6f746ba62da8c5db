import { X } from 'lucide-react'
import { useState } from 'react'
import type { WorkflowRecord } from '#domain/document.ts'
import { updateSettings } from '#domain/edits/workflow.ts'
import { originOf } from '#domain/origins.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { plural } from '../ui/format.ts'
import { FoldedSection } from './folded-section.tsx'
import ui from '../ui/ui.module.css'
import styles from './inspector.module.css'
import { useFieldProblems } from './use-field-problems.ts'
import { useInspectorEdit } from './use-inspector-edit.ts'

/** Where handlers may fetch from. */
export function HostsSection({ workflow }: { workflow: WorkflowRecord }) {
  const { hosts } = workflow.settings
  const { problems } = useFieldProblems(workflow.id)('settings.hosts')
  return (
    <FoldedSection
      title="What handlers may reach"
      summary={hosts.length === 0 ? 'nothing' : plural(hosts.length, 'host')}
      startsOpen={problems.length > 0}
    >
      <p className={styles.advice}>
        Handlers run closed off. With <code>fetch</code> they reach the hosts listed here and no
        other; whatever is sent there leaves this browser.
      </p>
      <Hosts hosts={hosts} problems={problems.map(({ text }) => text)} />
      <AddHost hosts={hosts} />
    </FoldedSection>
  )
}

interface HostsProps {
  readonly hosts: readonly string[]
  readonly problems: readonly string[]
}

function Hosts({ hosts, problems }: HostsProps) {
  const edit = useInspectorEdit()
  const studio = useStudio()
  if (hosts.length === 0) return null
  const remove = (host: string): void => {
    edit.once('Remove host', updateSettings({ hosts: hosts.filter((other) => other !== host) }))
    studio.ui.announce(`${host} removed`)
  }
  return (
    <>
      <ul aria-label="Hosts" className={styles.hosts}>
        {hosts.map((host) => (
          <li key={host} className={styles.host} data-wrong={originOf(host) !== host}>
            <code title={host}>{host}</code>
            <IconButton
              label={`Remove ${host}`}
              className={styles.small ?? ''}
              icon={<X size={14} />}
              onClick={() => remove(host)}
            />
          </li>
        ))}
      </ul>
      {problems.map((text) => (
        <p key={text} className={ui.problem} data-severity="error">
          {text}
        </p>
      ))}
    </>
  )
}

function AddHost({ hosts }: { hosts: readonly string[] }) {
  const edit = useInspectorEdit()
  const [typed, setTyped] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const add = (): void => {
    const origin = originOf(typed)
    if (origin === null) return setRefusal('Type an address such as https://api.example.com.')
    if (hosts.includes(origin)) return setRefusal(`${origin} is listed already.`)
    edit.once('Add host', updateSettings({ hosts: [...hosts, origin] }))
    setTyped('')
  }
  return (
    <form
      className={styles.addRow}
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
    >
      <TextField
        label="Another host"
        mono
        value={typed}
        placeholder="https://api.example.com"
        problems={refusal === null ? [] : [{ severity: 'error', text: refusal }]}
        onChange={(next) => {
          setTyped(next)
          setRefusal(null)
        }}
      />
      <Button type="submit" because={typed.trim() === '' ? 'Type an address first' : undefined}>
        Add host
      </Button>
    </form>
  )
}
