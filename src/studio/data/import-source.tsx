import { useState } from 'react'
import { FORMAT_NAMES, IMPORT_FORMATS, type ImportFormat } from '#bundle/interop/formats.ts'
import type { ImportSource } from '#bundle/interop/read-import.ts'
import { Button } from '../ui/button.tsx'
import { Badge } from '../ui/display.tsx'
import { errorText } from '../ui/error-text.ts'
import { TextField } from '../ui/field.tsx'
import type { PickedFile } from '../ui/dropped-files.ts'
import { FileSource } from '../ui/file-source.tsx'
import ui from '../ui/ui.module.css'
import styles from './import.module.css'
import type { ImportDraft } from './use-import.ts'

const ACCEPTED = '.csv,.tsv,.txt,.json,.jsonl,.ndjson,.yml,.yaml,.md,.zip'

/** What is read: files chosen or dropped, or a pasted text; and as what. */
export function ImportSourcePicker({ draft }: { draft: ImportDraft }) {
  const [pasted, setPasted] = useState('')
  const { sources, reading } = draft

  const take = async (files: readonly PickedFile[]): Promise<void> => {
    const read = files.map(async ({ file }): Promise<ImportSource> => {
      const bytes = new Uint8Array(await file.arrayBuffer())
      return { name: file.name, bytes }
    })
    draft.read(await Promise.all(read))
  }

  return (
    <FileSource
      label="Files to import"
      choose={sources.length === 0 ? 'Choose files…' : 'Choose other files…'}
      isChosen={reading !== null}
      accept={ACCEPTED}
      multiple
      onFiles={(files) => void take(files)}
      beside={
        sources.length === 0 ? (
          <span className={styles.faint}>or drop them here, or paste below</span>
        ) : (
          <FormatChoice draft={draft} />
        )
      }
    >
      {draft.isReading ? <p role="status">Reading…</p> : null}
      {draft.error === null || draft.isReading ? null : (
        <p role="alert" className={ui.problem}>
          {errorText(draft.error)}
        </p>
      )}
      {reading ? <ReadFiles draft={draft} /> : null}
      {reading || draft.isReading ? null : (
        <TextField
          label="Pasted text"
          rows={4}
          value={pasted}
          onChange={setPasted}
          placeholder={'text,intent\ncancel my order,cancel_order'}
          hint="CSV or TSV, JSON Lines, JSON, Rasa YAML or Markdown, LUIS, CLU, a Dialogflow ES export, or a plain list."
        />
      )}
      {pasted.trim() === '' || reading ? null : (
        <div>
          <Button
            onClick={() => draft.read([{ name: '', bytes: new TextEncoder().encode(pasted) }])}
          >
            Read pasted text
          </Button>
        </div>
      )}
    </FileSource>
  )
}

function FormatChoice({ draft }: { draft: ImportDraft }) {
  return (
    <label className={styles.inline}>
      Read as
      <select
        className={ui.input}
        value={draft.format ?? 'auto'}
        onChange={(event) => {
          const { value } = event.target
          draft.read(draft.sources, value === 'auto' ? undefined : (value as ImportFormat))
        }}
      >
        <option value="auto">what it looks like</option>
        {IMPORT_FORMATS.filter((format) => format !== 'archive').map((format) => (
          <option key={format} value={format}>
            {FORMAT_NAMES[format]}
          </option>
        ))}
      </select>
    </label>
  )
}

function ReadFiles({ draft: { reading } }: { draft: ImportDraft }) {
  if (!reading) return null
  return (
    <ul className={styles.files}>
      {reading.files.map(({ name, format }) => (
        <li key={name}>
          {name || 'Pasted text'} <Badge>{FORMAT_NAMES[format]}</Badge>
        </li>
      ))}
      {reading.notes.map((note) => (
        <li key={note} className={styles.faint}>
          {note}
        </li>
      ))}
    </ul>
  )
}
