import { Copy, Ellipsis, Trash2 } from 'lucide-react'
import type { WorkflowId } from '#domain/ids.ts'
import type { WorkflowSummary } from '../session/workspace.ts'
import { IconButton } from '../ui/button.tsx'
import { moment, plural } from '../ui/format.ts'
import { Menu } from '../ui/menu.tsx'
import styles from './gallery.module.css'

export interface WorkflowActions {
  readonly open: (id: WorkflowId) => void
  readonly duplicate: (id: WorkflowId) => void
  readonly remove: (id: WorkflowId) => void
}

interface WorkflowListProps {
  /** `null` until the database has answered. */
  readonly workflows: readonly WorkflowSummary[] | null
  readonly actions: WorkflowActions
  readonly because: string | undefined
}

/** One's own workflows, the latest first. */
export function WorkflowList({ workflows, actions, because }: WorkflowListProps) {
  if (workflows === null) return null
  const latestFirst = workflows.toSorted((a, b) => b.updatedAt - a.updatedAt)
  return (
    <section aria-labelledby="workflows-title" className={styles.section}>
      <h2 id="workflows-title">Your workflows</h2>
      {workflows.length === 0 ? (
        <p className={styles.nothing}>
          None yet. Start with an example to see how it goes, or with a new one. They are kept in
          this browser; a bundle can be dropped anywhere on this page.
        </p>
      ) : (
        <ul className={styles.list}>
          {latestFirst.map((workflow) => (
            <WorkflowRow
              key={workflow.id}
              workflow={workflow}
              actions={actions}
              because={because}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

interface WorkflowRowProps extends Omit<WorkflowListProps, 'workflows'> {
  readonly workflow: WorkflowSummary
}

function WorkflowRow({ workflow, actions, because }: WorkflowRowProps) {
  const { id, name, updatedAt, commands, contexts } = workflow
  const label = `workflow-${id}`
  return (
    <li className={styles.row}>
      {/* A link by role: it leads somewhere, and is told apart from the example of the same name. */}
      <button
        type="button"
        role="link"
        id={label}
        className={styles.open}
        aria-disabled={because !== undefined}
        title={because}
        onClick={() => (because === undefined ? actions.open(id) : undefined)}
      >
        {name || 'Unnamed workflow'}
      </button>
      <span className={styles.counts}>
        {plural(contexts, 'context')} · {plural(commands, 'command')}
      </span>
      <span className={styles.counts}>
        <span className="visually-hidden">Changed </span>
        {moment(updatedAt)}
      </span>
      <Menu
        trigger={<IconButton label="More" aria-describedby={label} icon={<Ellipsis size={16} />} />}
        groups={[
          [
            { label: 'Duplicate', icon: <Copy size={14} />, onSelect: () => actions.duplicate(id) },
            { label: 'Delete', icon: <Trash2 size={14} />, onSelect: () => actions.remove(id) },
          ],
        ]}
      />
    </li>
  )
}
