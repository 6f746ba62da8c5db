import { workflowOf } from '#domain/queries.ts'
import { useChat, useDocument, useTraining } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import styles from './chat.module.css'
import { exampleUtterances } from './example-utterances.ts'
import { useSay } from './use-say.ts'

/** The first thing seen: the greeting, and a few things to say that work where one is. */
export function EmptyConversation() {
  const { say } = useSay()
  const workflow = useDocument(workflowOf)
  const scope = useChat((state) => state.scope)
  const examples = useDocument((document) => exampleUtterances(document, scope))
  return (
    <div className={styles.empty}>
      <h3>{workflow.name || 'Say something'}</h3>
      <p>
        {workflow.greeting ||
          'Say what you want in your own words; whatever fits where you are will answer.'}
      </p>
      <NotTrained />
      {examples.length === 0 ? (
        <p className={styles.faint}>
          There is nothing to say yet. Add a command with a few utterances first.
        </p>
      ) : (
        <ul aria-label="Things to say" className={styles.examples}>
          {examples.map((text) => (
            <li key={text}>
              <button type="button" className={styles.example} onClick={() => say(text)}>
                {text}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function NotTrained() {
  const { training, report } = useStudio()
  const isTrained = useTraining((state) => state.model !== null)
  const isTraining = useTraining((state) => state.status === 'training')
  if (isTrained) return null
  return (
    <div className={styles.notice} data-tone="warn">
      <p>
        This workflow has not learned its utterances yet. Names of commands already work; free words
        do once it has.
      </p>
      <Button
        because={isTraining ? 'It is learning now' : undefined}
        onClick={() => void training.train().catch(report)}
      >
        {isTraining ? 'Learning…' : 'Learn now'}
      </Button>
    </div>
  )
}
