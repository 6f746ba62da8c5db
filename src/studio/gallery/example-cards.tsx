import { useId } from 'react'
import type { ExampleSummary } from '../session/workspace.ts'
import { plural } from '../ui/format.ts'
import styles from './gallery.module.css'

interface ExampleCardsProps {
  readonly examples: readonly ExampleSummary[]
  readonly onOpen: (folder: string) => void
  readonly because: string | undefined
}

/** Workflows that work as they are; each opens as a copy of one's own. */
export function ExampleCards({ examples, onOpen, because }: ExampleCardsProps) {
  if (examples.length === 0) return null
  return (
    <section aria-labelledby="examples-title" className={styles.section}>
      <h2 id="examples-title">Examples</h2>
      <ul className={styles.cards}>
        {examples.map((example) => (
          <li key={example.folder}>
            <ExampleCard example={example} onOpen={onOpen} because={because} />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface ExampleCardProps extends Omit<ExampleCardsProps, 'examples'> {
  readonly example: ExampleSummary
}

function ExampleCard({ example, onOpen, because }: ExampleCardProps) {
  const { folder, name, description, contexts, commands, utterances } = example
  const about = useId()
  return (
    <article className={styles.card}>
      <button
        type="button"
        aria-describedby={about}
        aria-disabled={because !== undefined}
        title={because}
        className={styles.openCard}
        onClick={() => (because === undefined ? onOpen(folder) : undefined)}
      >
        {name}
      </button>
      <div id={about} className={styles.about}>
        <p>{description}</p>
        <p className={styles.counts}>
          {[
            plural(contexts, 'context'),
            plural(commands, 'command'),
            plural(utterances, 'utterance'),
          ].join(' · ')}
        </p>
      </div>
    </article>
  )
}
