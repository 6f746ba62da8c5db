import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { llmStatus } from '../queries/llm-status.ts'
import { useTraining, useUi } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import type { Theme } from '../session/ui-store.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { errorText } from '../ui/error-text.ts'
import { CheckField, SelectField, TextField } from '../ui/field.tsx'
import { byteSize } from '../ui/format.ts'
import styles from './shell.module.css'

const THEMES: readonly { value: Theme; label: string }[] = [
  { value: 'system', label: 'As the system has it' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

/** What is the person's or the machine's and not the workflow's. */
export function SettingsDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog title="Settings" open={open} onClose={onClose}>
      <Appearance />
      <Person />
      <Encoder />
      <LanguageModel />
      <Storage />
    </Dialog>
  )
}

function Appearance() {
  const { ui } = useStudio()
  const theme = useUi((state) => state.theme)
  return (
    <SelectField
      label="Theme"
      value={theme}
      options={THEMES}
      onChange={(next) => ui.set({ theme: next })}
    />
  )
}

/** Corrections that are one's own go by this name; nothing else does. */
function Person() {
  const { ui } = useStudio()
  const person = useUi((state) => state.person)
  const exportsOwn = useUi((state) => state.exportsOwnCorrections)
  const [typed, setTyped] = useState(person)
  const name = typed.trim().slice(0, 80)
  return (
    <section className={styles.setting} aria-label="You">
      <TextField
        label="Your name"
        value={typed}
        onChange={setTyped}
        onBlur={() => {
          setTyped(name || person)
          if (name !== '') ui.set({ person: name })
        }}
        hint="Corrections you keep for yourself alone hold for this name, here and in run-workflow --person."
      />
      <CheckField
        label="Exports take corrections along that are one person’s own"
        checked={exportsOwn}
        onChange={(exportsOwnCorrections) => ui.set({ exportsOwnCorrections })}
      />
    </section>
  )
}

function Encoder() {
  const encoder = useTraining((state) => state.encoder)
  const text = encoder
    ? `${encoder.encoder} (${encoder.revision}), loaded in ${Math.round(encoder.loadMs)} ms on ${encoder.backend}, ${encoder.threads} ${encoder.threads === 1 ? 'thread' : 'threads'}.`
    : 'Loads with the first workflow.'
  return (
    <section className={styles.setting} aria-label="Sentence encoder">
      <h3>Sentence encoder</h3>
      <p>{text}</p>
    </section>
  )
}

/** Asked only while this is open: training and talking make no request at all. */
function LanguageModel() {
  const { data, error, isFetching, refetch } = useQuery(llmStatus)
  const text = error
    ? errorText(error)
    : data === undefined
      ? 'Asking the studio’s server …'
      : data.configured
        ? `Configured${data.models.length > 0 ? `: ${data.models.join(', ')}` : ''}. The key stays in the server.`
        : 'None is configured. Everything works without one; the README tells how to add a key to the server.'
  return (
    <section className={styles.setting} aria-label="Language model">
      <h3>Language model</h3>
      <p role="status">{text}</p>
      <Button because={isFetching ? 'Asking already' : undefined} onClick={() => void refetch()}>
        Ask again
      </Button>
    </section>
  )
}

interface StorageFacts {
  readonly usage: number
  readonly quota: number
  readonly persisted: boolean
}

async function storageFacts(): Promise<StorageFacts> {
  const { usage = 0, quota = 0 } = await navigator.storage.estimate()
  return { usage, quota, persisted: await navigator.storage.persisted() }
}

function Storage() {
  const { report } = useStudio()
  const [facts, setFacts] = useState<StorageFacts | null>(null)
  useEffect(() => {
    // Not in a private window, nor on an address that is not trusted: then nothing is said.
    storageFacts().then(setFacts, () => undefined)
  }, [])
  if (facts === null) return null
  return (
    <section className={styles.setting} aria-label="Storage">
      <h3>Storage</h3>
      <p>
        {byteSize(facts.usage)} of {byteSize(facts.quota)} used in this browser.{' '}
        {facts.persisted
          ? 'The browser keeps it until you delete it.'
          : 'The browser may clear it when the disk runs full; a bundle is the safe copy.'}
      </p>
      {facts.persisted ? null : (
        <Button
          onClick={() =>
            void navigator.storage.persist().then(storageFacts).then(setFacts).catch(report)
          }
        >
          Ask the browser to keep it
        </Button>
      )}
    </section>
  )
}
