import { useState } from 'react'
import type { ClassSource } from '#bundle/interop/classes/source-file.ts'
import { acceptOffer } from '#domain/classes/accept.ts'
import type { SourceLanguage } from '#domain/classes/class-model.ts'
import type { OfferDiff } from '#domain/classes/offer-diff.ts'
import { useSaving } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { EmptyState } from '../ui/display.tsx'
import { errorText } from '../ui/error-text.ts'
import { SelectField } from '../ui/field.tsx'
import ui from '../ui/ui.module.css'
import { ClassesList } from './classes-list.tsx'
import styles from './classes.module.css'
import { PythonSource } from './python-source.tsx'
import { actionWords, foundWords } from './row-words.ts'
import { effectiveKeys, suggestedKeys, takenCounts, toggled } from './selection.ts'
import { useClassDiff, useOwnSources } from './use-class-diff.ts'

interface ClassesDialogProps {
  readonly onClose: () => void
}

/** Classes as contexts, methods as commands: looked at, ticked, and taken as one step. */
export function ClassesDialog({ onClose }: ClassesDialogProps) {
  const [language, setLanguage] = useState<SourceLanguage>('typescript')
  const [python, setPython] = useState<readonly ClassSource[] | null>(null)
  const own = useOwnSources()
  const { diff, isReading, error } = useClassDiff(language, language === 'python' ? python : own)
  const [ticked, setTicked] = useTicked(diff)
  const accept = useAccept(diff, ticked, onClose)
  const isEmpty = diff !== null && diff.contexts.length === 0 && diff.functions.length === 0

  return (
    <Dialog
      open
      wide
      title="Contexts from classes"
      description="Nothing is changed until you press the button, and one Undo takes all of it back."
      onClose={onClose}
      actions={
        <>
          <span className={styles.summary} role="status">
            {isReading && (language === 'typescript' || python !== null)
              ? 'Reading…'
              : diff
                ? foundWords(diff)
                : ''}
          </span>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" because={accept.because} onClick={accept.run}>
            {accept.label}
          </Button>
        </>
      }
    >
      <SelectField
        label="Read"
        value={language}
        options={LANGUAGES}
        onChange={(next) => {
          setLanguage(next)
        }}
      />
      {language === 'python' ? <PythonSource files={python} onFiles={setPython} /> : null}
      {error === null ? null : (
        <p role="alert" className={ui.problem}>
          {errorText(error)}
        </p>
      )}
      {isEmpty && !isReading ? <NoClasses language={language} onClose={onClose} /> : null}
      {diff && !isEmpty ? (
        <ClassesList
          diff={diff}
          ticked={effectiveKeys(diff, ticked)}
          onToggle={(key) => setTicked(toggled(diff, effectiveKeys(diff, ticked), key))}
          onTickOnly={setTicked}
        />
      ) : null}
    </Dialog>
  )
}

const LANGUAGES = [
  { value: 'typescript', label: 'The TypeScript of this workflow' },
  { value: 'python', label: 'Python files' },
] as const

/** What makes sense is ticked at first, and again when other classes are read. */
function useTicked(diff: OfferDiff | null) {
  const [chosen, setChosen] = useState<{
    readonly language: SourceLanguage
    readonly keys: ReadonlySet<string>
  } | null>(null)
  const isChosen = diff !== null && chosen?.language === diff.model.language
  const keys = isChosen ? chosen.keys : diff ? suggestedKeys(diff) : NONE
  const set = (next: ReadonlySet<string>): void => {
    if (diff) setChosen({ language: diff.model.language, keys: next })
  }
  return [keys, set] as const
}

const NONE: ReadonlySet<string> = new Set()

function useAccept(diff: OfferDiff | null, ticked: ReadonlySet<string>, onClose: () => void) {
  const studio = useStudio()
  const following = useSaving((state) => state.following)
  const keys = diff ? effectiveKeys(diff, ticked) : NONE
  const counts = diff ? takenCounts(diff, keys) : { added: 0, changed: 0 }
  const label = actionWords(counts)
  return {
    label,
    because: following
      ? 'Another tab is editing this workflow'
      : keys.size === 0
        ? 'Tick what to take first'
        : undefined,
    run: () => {
      if (!diff) return
      studio.document.edit('Contexts from classes', acceptOffer(diff, keys))
      studio.ui.announce(`${label}: done. Undo takes it back.`)
      onClose()
    },
  }
}

function NoClasses({ language, onClose }: { language: SourceLanguage; onClose: () => void }) {
  const { ui: store } = useStudio()
  if (language === 'python')
    return (
      <EmptyState title="No classes in these files">
        Choose files that declare classes, or functions at their top level.
      </EmptyState>
    )
  return (
    <EmptyState
      title="No classes yet"
      actions={
        <Button
          tone="primary"
          onClick={() => {
            onClose()
            store.openDrawer('source')
          }}
        >
          Open Source
        </Button>
      }
    >
      Write a class in a file of the workflow: it becomes a context, and its methods become
      commands.
    </EmptyState>
  )
}
