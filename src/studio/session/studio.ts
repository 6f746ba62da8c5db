import type { StoreApi } from 'zustand/vanilla'
import type { CaseOutcome } from '#domain/benchmark/benchmark-score.ts'
import type { PlacedCase } from '#domain/benchmark/place-cases.ts'
import type { CommandId, WorkflowId } from '#domain/ids.ts'
import type { IntentModel, SpanRequest, TaggedSpan } from '#domain/intent-model.ts'
import type { TrainingReport } from '#domain/training-report.ts'
import type { BenchmarkOptions } from '#engine/benchmark/run-benchmark.ts'
import type { WhyNot } from '#engine/explain/why-not.ts'
import type { LookupValue, ScopeState } from '#engine/ports.ts'
import type { StateExport } from '#engine/sandbox/saved-state.ts'
import type { JournalEntry, Question, UndoableRun } from '#engine/turn/events.ts'
import type { OpenQuestion } from '#engine/turn/session.ts'
import type { TurnFacts } from '#engine/turn/turn-state.ts'
import type { Misfit } from '#learn/encoders.ts'
import type { BackendChoice, EncoderStatus, TrainProgress } from '#learn/worker/contract.ts'
import type { WireError } from '#shared/app-error.ts'
import type { Json } from '#shared/json.ts'
import type { DocumentStore } from '#store/document-store.ts'
import type { ModelVersion } from '#store/model-store.ts'
import type { KeptModel } from '#store/model-rows.ts'
import type { ConversationSummary } from './conversation-summary.ts'
import type { CorrectionController } from './correction-controller.ts'
import type { UiStore } from './ui-store.ts'

/** Everything the parts of the screen share while one workflow is open. Stable for its lifetime. */
export interface Studio {
  readonly workflow: WorkflowId
  readonly document: DocumentStore
  readonly ui: UiStore
  readonly saving: StoreApi<SavingState>
  readonly training: TrainingController
  readonly chat: ChatController
  readonly corrections: CorrectionController
  readonly application: ApplicationController
  /** Values that exist for a parameter where the person is; none where the command is not in scope. */
  existingValues(command: CommandId, parameter: string): Promise<readonly LookupValue[]>
  /**
   * Why the words of a turn were not taken for a command, by the present model and document.
   * Rejects with `learn/*`.
   */
  whyNot(command: CommandId, said: ExplainedTurn): Promise<WhyNot>
  /**
   * Sends messages through the ladder by the present model, as the chat would, though nothing runs.
   * Rejects with `learn/*`, and with the signal's reason.
   */
  runCases(cases: readonly PlacedCase[], options: BenchmarkOptions): Promise<CaseOutcome[]>
  /** Writes the bundle and hands it to the browser as a download. */
  exportBundle(): Promise<void>
  /** Hands a text to the browser as a download; the file is called after the workflow. */
  download(suffix: string, text: string): void
  /** Asks the tab that writes this workflow to hand over; only meaningful while `following`. */
  takeOver(): Promise<void>
  /** Tries again to write what could not be saved. */
  retrySaving(): Promise<void>
  /** After `db/changed-elsewhere`: which side's version of the records changed on both is kept. */
  settle(keep: 'mine' | 'theirs'): Promise<void>
  /** Shows a failure to the person, worded by its code. */
  report(error: unknown): void
}

/** What a turn was about; only one that was decided can be explained. */
type ExplainedTurn = Pick<TurnFacts, 'text' | 'decision' | 'scope'>

export interface SavingState {
  readonly status: 'saved' | 'saving' | 'failed'
  /** Unix ms of the last successful save; `null` before the first. */
  readonly at: number | null
  readonly error: WireError | null
  /** This tab only watches: another tab on the same workflow writes. */
  readonly following: boolean
}

export interface TrainingState {
  readonly status: 'idle' | 'training'
  readonly progress: TrainProgress | null
  /** Ms the present step is likely to take yet; absent or `null` while that cannot be told. */
  readonly leftMs?: number | null
  readonly model: IntentModel | null
  readonly report: TrainingReport | null
  /** The utterances or corrections have changed since the model was trained. */
  readonly stale: boolean
  /** Why the model cannot answer by the workflow's encoder; it is never asked then. */
  readonly misfit: Misfit | null
  readonly encoder: EncoderStatus | null
  readonly backend: BackendChoice
  readonly error: WireError | null
  /** While the learning curve is measured. */
  readonly curve: { readonly progress: TrainProgress | null } | null
}

/** What one does with a training report once it is there. */
export interface ReportController {
  /** Measures it beside everything else, and adds it to the report; stops when trained again. */
  measureLearningCurve(): Promise<void>
  stopLearningCurve(): void
  /** Trainings, the latest first, now and whenever one is added. */
  watchVersions(onVersions: (versions: readonly ModelVersion[]) => void): () => void
  /** The model of a training; `null` when it is not kept any more. */
  loadVersion(trainedAt: number): Promise<KeptModel | null>
  /** Makes an earlier training the one that answers. Rejects with `learn/*`. */
  restore(version: ModelVersion): Promise<void>
}

export interface TrainingController extends ReportController {
  readonly state: StoreApi<TrainingState>
  /** The model messages are understood by; `null` while there is none that fits the encoder. */
  answering(): IntentModel | null
  train(): Promise<void>
  cancel(): void
  setBackend(choice: BackendChoice): Promise<void>
  /** Where the tagger of the last training sees values of a command; `null` where none can tell. */
  findSpans(request: SpanRequest): Promise<readonly TaggedSpan[] | null>
}

export interface ChatState {
  readonly conversation: string
  readonly conversations: readonly ConversationSummary[]
  /** The journal of the open conversation, in order; fold it with `turnsOf` and `turnState`. */
  readonly entries: readonly JournalEntry[]
  /** Where the person is; `null` until the application has started. */
  readonly scope: ScopeState | null
  readonly question: Question | null
  /** Questions that will stand again when the open one is done with, the next one last. */
  readonly suspended: readonly OpenQuestion[]
  /** Runs that can be taken back, the latest last. */
  readonly undoable: readonly UndoableRun[]
  readonly busy: boolean
  /** The half-typed message: kept here so that nothing loses it. */
  readonly draft: string
}

export interface ChatController {
  readonly state: StoreApi<ChatState>
  setDraft(text: string): void
  /** Sends a message or answers the open question; never rejects (failures are turns that failed). */
  send(text: string): Promise<void>
  /** Runs a command directly, from a form or a button. */
  act(command: CommandId, values: Readonly<Record<string, Json>>): Promise<void>
  /** Takes back what a run did. */
  undo(runId: string): Promise<void>
  /** Stops the turn under way, or drops the open question. */
  stop(): Promise<void>
  newConversation(): Promise<void>
  openConversation(id: string): Promise<void>
  deleteConversation(id: string): Promise<void>
}

export interface ApplicationState {
  readonly status: 'starting' | 'running' | 'failed'
  /** Why the application's source does not start, with `details.file` and `details.line`. */
  readonly error: WireError | null
  /** Parts of the source that do not compile while the rest runs, likewise. */
  readonly faults: readonly WireError[]
  /** Classes that the source has no more: objects that exist of them have neither methods nor context. */
  readonly lostClasses: readonly string[]
  /** The root instance is of another class than the one that `start()` makes by now. */
  readonly isOutgrown: boolean
}

export interface ApplicationController {
  readonly state: StoreApi<ApplicationState>
  /** Starts the application anew, forgetting its state; conversations stay. */
  reset(): Promise<void>
  /** The object graph as a class-tagged structure, for the state view. */
  inspect(): Promise<StateExport>
}
