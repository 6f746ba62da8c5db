import { CircleAlert, Lightbulb, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Problem } from '#domain/problem.ts'
import { useDocument } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { EmptyState } from '../ui/display.tsx'
import styles from './data.module.css'
import { problemGroups, problemPlace } from './problem-groups.ts'

const ICONS: Record<Problem['severity'], ReactNode> = {
  error: <CircleAlert size={14} aria-label="Error" />,
  warning: <TriangleAlert size={14} aria-label="Warning" />,
  hint: <Lightbulb size={14} aria-label="Hint" />,
}

/** Everything that is wrong or could be better, worst first; each leads to what it is about. */
export function ProblemsPanel() {
  const { ui } = useStudio()
  const document = useDocument((current) => current)
  const groups = problemGroups(document)
  if (groups.length === 0)
    return <EmptyState title="No problems">Everything fits together.</EmptyState>

  const go = ({ record }: Problem): void => {
    const about = document[record]
    ui.select([about?.kind === 'utterance' ? about.command : record])
    if (ui.state.getState().rightTab === 'chat') ui.set({ rightTab: 'inspector' })
  }

  return (
    <div className={styles.problems}>
      {groups.map(({ severity, title, problems }) => (
        <div key={severity}>
          <h3 className={styles.groupTitle}>{title}</h3>
          <ul>
            {problems.map((problem) => (
              <li key={`${problem.record} ${problem.code} ${problem.field ?? ''}`}>
                <button
                  type="button"
                  role="link"
                  className={styles.problem}
                  data-severity={severity}
                  onClick={() => go(problem)}
                >
                  {ICONS[severity]}
                  <span className={styles.problemText}>{problem.text}</span>
                  <span className={styles.place}>{problemPlace(document, problem)}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}
