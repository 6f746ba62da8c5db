import { Box, FileCode2, Home, StickyNote, Workflow } from 'lucide-react'
import type { ReactNode } from 'react'
import type { DocumentRecord } from '#domain/document.ts'
import { ROOT_CONTEXT } from '#domain/ids.ts'
import { titleOf } from '#domain/names.ts'
import { recordById, workflowOf } from '#domain/queries.ts'
import { HandlerIcon } from '../records/handler-icon.tsx'
import { contextTitle } from '../session/command-titles.ts'
import { useDocument, useSaving, useUi } from '../session/hooks.ts'
import { EmptyState } from '../ui/display.tsx'
import { CommandForm } from './command-form.tsx'
import { ContextForm } from './context-form.tsx'
import styles from './inspector.module.css'
import { NoteForm } from './note-form.tsx'
import { SourceFileForm } from './source-file-form.tsx'
import { useFieldVisits, VisitProvider } from './use-inspector-edit.ts'
import { WorkflowForm } from './workflow-form.tsx'

/** Every field of what is selected; with nothing selected, of the workflow itself. */
export function InspectorPanel() {
  const following = useSaving((state) => state.following)
  const count = useUi((state) => state.selection.length)
  const selected = useUi((state) => state.selection[0] ?? null)
  const record = useDocument((document) => shownRecord(document, selected))
  const { visit, begin } = useFieldVisits()

  return (
    <section aria-label="Inspector" data-part="inspector" className={styles.panel}>
      <div onFocus={begin}>
        <VisitProvider value={visit}>
          {count > 1 ? (
            <EmptyState title={`${count} things selected`}>
              Move or delete them together; select one to edit it.
            </EmptyState>
          ) : (
            <fieldset disabled={following} className={styles.form} key={record.id}>
              <Heading record={record} />
              {following ? (
                <p className={styles.advice}>
                  Another tab is editing this workflow; here it is shown.
                </p>
              ) : null}
              <Form record={record} />
            </fieldset>
          )}
        </VisitProvider>
      </div>
    </section>
  )
}

/** An utterance is edited with its command; what has gone gives way to the workflow. */
function shownRecord(document: Readonly<Record<string, DocumentRecord>>, id: string | null) {
  const record = id === null ? undefined : document[id]
  if (record?.kind === 'utterance')
    return recordById(document, 'command', record.command) ?? workflowOf(document)
  return record && record.kind !== 'correction' ? record : workflowOf(document)
}

function Form({ record }: { record: ReturnType<typeof shownRecord> }): ReactNode {
  switch (record.kind) {
    case 'workflow':
      return <WorkflowForm workflow={record} />
    case 'context':
      return <ContextForm context={record} />
    case 'command':
      return <CommandForm command={record} />
    case 'note':
      return <NoteForm note={record} />
    case 'source-file':
      return <SourceFileForm file={record} />
  }
}

function Heading({ record }: { record: ReturnType<typeof shownRecord> }) {
  const place = useDocument((document) =>
    record.kind === 'command' ? contextTitle(document, record.context) : null,
  )
  const title = useDocument((document) =>
    record.kind === 'context' ? contextTitle(document, record.id) : headingOf(record),
  )
  return (
    <header className={styles.heading}>
      <span className={styles.headingIcon}>{iconOf(record)}</span>
      <h2>{title}</h2>
      <span className={styles.faint}>{place ?? record.kind.replace('-', ' ')}</span>
    </header>
  )
}

function headingOf(record: ReturnType<typeof shownRecord>): string {
  switch (record.kind) {
    case 'command':
      return titleOf(record.name)
    case 'note':
      return 'Note'
    case 'source-file':
      return record.path
    default:
      return record.name || 'Untitled'
  }
}

function iconOf(record: ReturnType<typeof shownRecord>): ReactNode {
  switch (record.kind) {
    case 'workflow':
      return <Workflow size={16} />
    case 'context':
      return record.id === ROOT_CONTEXT ? <Home size={16} /> : <Box size={16} />
    case 'command':
      return <HandlerIcon kind={record.handler.kind} size={16} />
    case 'note':
      return <StickyNote size={16} />
    case 'source-file':
      return <FileCode2 size={16} />
  }
}
