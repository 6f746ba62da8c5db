import { memo } from 'react'
import type { Document } from '#domain/document.ts'
import type { CommandId, ContextId } from '#domain/ids.ts'
import type { IntentTarget, MappingReason } from '#domain/import/import-mapping.ts'
import { contextsOf } from '#domain/queries.ts'
import { commandPlace, commandTitle, contextTitle } from '../session/command-titles.ts'
import { count } from '../ui/format.ts'
import ui from '../ui/ui.module.css'
import { commandOptions } from './command-options.ts'
import styles from './import.module.css'
import { LazySelect, type SelectGroup } from './lazy-select.tsx'

const REASONS: Record<MappingReason, string> = {
  'same-name': 'Same name',
  'similar-name': 'Similar name: have a look',
  'no-such-command': 'No such command yet',
  'no-intent': 'The file names no intent',
  none: 'What nothing is meant for',
}

interface IntentRowProps {
  readonly document: Document
  readonly intent: string
  readonly utterances: number
  readonly target: IntentTarget
  readonly because: MappingReason
  readonly onChange: (intent: string, target: IntentTarget) => void
}

/** One imported intent, and where its utterances go. */
export const IntentRow = memo(function IntentRow(props: IntentRowProps) {
  const { document, intent, utterances, target, because, onChange } = props
  const title = intent || '(no intent)'
  return (
    <tr>
      <th scope="row">{title}</th>
      <td className={styles.number}>{count(utterances)}</td>
      <td>
        <div className={styles.target}>
          <LazySelect
            label={`${title} goes to`}
            value={valueOf(target)}
            shown={titleOf(document, target)}
            groups={() => groupsFor(document)}
            onChange={(value) => onChange(intent, targetOf(value, intent))}
          />
          {target.kind === 'new' ? (
            <input
              aria-label={`Name of the new command for ${title}`}
              className={ui.input}
              value={target.name}
              onChange={(event) => onChange(intent, { ...target, name: event.target.value })}
            />
          ) : null}
        </div>
      </td>
      <td
        className={styles.faint}
        data-look={because === 'similar-name' || because === 'no-intent'}
      >
        {REASONS[because]}
      </td>
    </tr>
  )
})

function groupsFor(document: Document): SelectGroup[] {
  const contexts = contextsOf(document).map(({ id }) => ({
    value: `new ${id}`,
    label: `New command in ${contextTitle(document, id)}`,
  }))
  const others = [
    { value: 'skip', label: 'Leave out' },
    { value: 'out-of-scope', label: 'Out of scope' },
  ]
  return [
    { label: '', options: others },
    { label: 'New command', options: contexts },
    commandOptions(document),
  ]
}

function valueOf(target: IntentTarget): string {
  switch (target.kind) {
    case 'command':
      return target.command
    case 'new':
      return `new ${target.context}`
    default:
      return target.kind
  }
}

function titleOf(document: Document, target: IntentTarget): string {
  switch (target.kind) {
    case 'command':
      return `${commandTitle(document, target.command)} (${commandPlace(document, target.command)})`
    case 'new':
      return `New command in ${contextTitle(document, target.context)}`
    case 'out-of-scope':
      return 'Out of scope'
    case 'skip':
      return 'Leave out'
  }
}

function targetOf(value: string, intent: string): IntentTarget {
  if (value === 'skip' || value === 'out-of-scope') return { kind: value }
  if (!value.startsWith('new ')) return { kind: 'command', command: value as CommandId }
  const context = value.slice('new '.length) as ContextId
  return { kind: 'new', context, name: /[^/.:]*$/.exec(intent)?.[0] || 'imported' }
}
