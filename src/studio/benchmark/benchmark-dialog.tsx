import { heldOutEvaluation } from '#domain/benchmark/heldout-evaluation.ts'
import { useDocument, useTraining } from '../session/hooks.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Progress } from '../ui/display.tsx'
import { errorText } from '../ui/error-text.ts'
import { FileSource } from '../ui/file-source.tsx'
import { plural } from '../ui/format.ts'
import ui from '../ui/ui.module.css'
import { BenchmarkResult } from './benchmark-result.tsx'
import styles from './benchmark.module.css'
import { FileCheck } from './file-check.tsx'
import { useBenchmark, type BenchmarkDraft, type BenchmarkState } from './use-benchmark.ts'

/** Scores a file of messages with what should come of each; nothing of the workflow changes. */
export function BenchmarkDialog({ onClose }: { onClose: () => void }) {
  const draft = useBenchmark()
  const isTrained = useTraining(({ model }) => model !== null)
  const { state } = draft
  return (
    <Dialog
      open
      wide
      title="Score a benchmark"
      description="Messages this workflow was never taught, each with what should come of it."
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <DownloadButton state={state} />
          <Button
            tone="primary"
            because={whyNot(state, isTrained)}
            onClick={() => void draft.run()}
          >
            Score
          </Button>
        </>
      }
    >
      <FilePicker draft={draft} />
      {'file' in state ? <FileCheck file={state.file} /> : null}
      {state.status === 'running' ? (
        <Progress
          label={`Scoring ${plural(state.total, 'message')}`}
          value={state.done / Math.max(1, state.total)}
        />
      ) : null}
      {state.status === 'scored' ? (
        <BenchmarkResult outcomes={state.outcomes} heldOut={state.heldOut} />
      ) : null}
    </Dialog>
  )
}

function whyNot(state: BenchmarkState, isTrained: boolean): string | undefined {
  if (state.status === 'running') return 'It is being scored'
  if (!('file' in state)) return 'Choose a file first'
  if (!isTrained) return 'Train the workflow first'
  if (state.file.leaks.some(({ likeness }) => likeness === 1))
    return 'Take out the cases that the workflow is taught, word for word'
  return state.file.placed.length === 0 ? 'No case fits this workflow' : undefined
}

function FilePicker({ draft: { state, read } }: { draft: BenchmarkDraft }) {
  return (
    <FileSource
      label="Benchmark file"
      choose={state.status === 'empty' ? 'Choose a file…' : 'Choose another file…'}
      isChosen={state.status !== 'empty'}
      accept=".json,application/json"
      onFiles={([first]) => {
        if (first) void read(first.file)
      }}
      beside={
        <span className={styles.faint}>
          {'file' in state ? state.file.name : 'or drop it here'}
        </span>
      }
    >
      {state.status === 'reading' ? <p role="status">Reading…</p> : null}
      {state.status === 'unreadable' ? (
        <p role="alert" className={ui.problem}>
          {errorText(state.error)}
        </p>
      ) : null}
      {state.status === 'empty' ? <Format /> : null}
    </FileSource>
  )
}

const EXAMPLE = `{ "schema_version": 1, "cases": [
  { "context": "Order", "utterance": "I changed my mind about this",
    "expected_label": "Order/cancel_order" },
  { "context": "Order", "utterance": "what else do you sell", "kind": "escalation",
    "expected_ancestor_command": "list_products" },
  { "context": "*", "utterance": "who won the cup", "kind": "out_of_scope" } ] }`

function Format() {
  return (
    <>
      <p className={styles.faint}>
        A JSON file of cases, as fastWorkflow reads them. * is the outermost context.
      </p>
      <pre className={styles.example} aria-label="What a file looks like" tabIndex={0}>
        {EXAMPLE}
      </pre>
    </>
  )
}

function DownloadButton({ state }: { state: BenchmarkState }) {
  const studio = useStudio()
  const document = useDocument((current) => current)
  const { model, report } = useTraining(({ model, report }) => ({ model, report }))
  if (state.status !== 'scored') return null
  const download = (): void => {
    const evaluation = heldOutEvaluation(document, {
      benchmark: state.outcomes,
      heldOut: state.heldOut,
      defects: state.file.defects,
      inDistributionF1: new Map(
        report?.contexts.map(({ context, macroF1 }) => [context, macroF1]) ?? [],
      ),
      seed: model?.seed ?? 0,
      at: Date.now(),
    })
    studio.download('-heldout_evaluation.json', `${JSON.stringify(evaluation, null, 2)}\n`)
  }
  return <Button onClick={download}>Download report</Button>
}
