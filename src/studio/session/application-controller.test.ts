import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { newDocument, sourceFileSchema, type Document } from '#domain/document.ts'
import { ROOT_CONTEXT, type WorkflowId } from '#domain/ids.ts'
import type { Checkpoint, ScopeState } from '#engine/ports.ts'
import type { SavedState } from '#engine/sandbox/saved-state.ts'
import type { SandboxClient } from '#engine/sandbox/worker/sandbox-client.ts'
import { AppError } from '#shared/app-error.ts'
import { createDocumentStore } from '#store/document-store.ts'
import type { KeptState } from '#store/state-store.ts'
import { createApplicationService, type ApplicationOptions } from './application-controller.ts'

const source = (text: string) =>
  sourceFileSchema.parse({ kind: 'source-file', id: 'main', path: 'app/main.ts', text })

const shop = (): Document => ({
  ...newDocument('w' as WorkflowId, 'Shop'),
  main: source('export const start = () => ({})'),
})

const scope: ScopeState = {
  levels: [{ context: ROOT_CONTEXT, label: '', available: [], identity: '', unavailable: [] }],
}

const checkpoint = (runId: string): Checkpoint => ({
  runId,
  seq: 3,
  result: { reply: 'ok', output: null, logs: [], scope, durationMs: 1, undoTicket: null },
})

/** A sandbox that remembers what it was opened with. */
function setUp(overrides: Partial<SandboxClient> = {}, options: Partial<ApplicationOptions> = {}) {
  const opened: { source: string | undefined; saved: unknown }[] = []
  const kept: KeptState<SavedState, Checkpoint>[] = []
  const scopes: unknown[] = []
  const undos: (() => Promise<void>)[] = []
  const saved = (at: number) => ({ at }) as unknown as SavedState
  const sandbox = {
    open: (spec, from) => {
      opened.push({ source: spec.files[0]?.text, saved: from })
      return Promise.resolve({ origin: 'start', faults: [], lostClasses: [], isOutgrown: false })
    },
    scope: () => Promise.resolve(scope),
    save: () => Promise.resolve(saved(opened.length)),
    snapshot: () => Promise.resolve(saved(opened.length)),
    dispose: () => undefined,
    ...overrides,
  } as SandboxClient
  const document = createDocumentStore(shop())
  const application = createApplicationService({
    document,
    sandbox: () => sandbox,
    load: () => Promise.resolve({ state: saved(0), note: null }),
    save: (state) => {
      kept.push(state)
      return Promise.resolve()
    },
    onScope: (next) => scopes.push(next),
    report: (error) => {
      throw error
    },
    offerUndo: (_, undo) => undos.push(undo),
    ...options,
  })
  onTestFinished(() => application.dispose())
  const edit = (text: string) =>
    document.edit('Edit source', (records) => ({ ...records, main: source(text) }))
  return { application, document, edit, opened, kept, scopes, undos }
}

describe('application', () => {
  it('starts once, from the state that was kept', async () => {
    const { application, opened, scopes } = setUp()
    await Promise.all([application.start(), application.port.scope()])
    expect(opened).toEqual([{ source: expect.any(String) as string, saved: { at: 0 } }])
    expect(scopes).toEqual([scope])
  })

  it('takes its state over to a changed source, once typing pauses', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { application, edit, opened } = setUp()
    await application.start()
    edit('export const start = () => 1')
    edit('export const start = () => 12')
    await vi.runAllTimersAsync()
    expect(opened.slice(1)).toEqual([{ source: 'export const start = () => 12', saved: { at: 1 } }])
  })

  it('has a change of a moment ago in force for the next message', async () => {
    const { application, edit, opened } = setUp()
    await application.start()
    edit('export const start = () => 2')
    await application.port.scope()
    expect(opened).toHaveLength(2)
  })

  it('does not restart for an edit that is not about the application', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { application, document, opened } = setUp()
    await application.start()
    document.edit('Rename', (records) => ({
      ...records,
      note: { kind: 'note', id: 'note' as never, text: 'x', position: { x: 0, y: 0 } },
    }))
    await vi.runAllTimersAsync()
    expect(opened).toHaveLength(1)
  })

  it('keeps nothing while it stands by, and starts anew from what is stored', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { application, edit, opened, kept } = setUp()
    await application.start()
    edit('export const start = () => 1')
    application.standBy()
    edit('export const start = () => 2')
    await vi.runAllTimersAsync()
    expect(kept).toEqual([])
    expect(opened).toHaveLength(1)

    await application.restart()
    expect(opened[1]).toEqual({ source: 'export const start = () => 2', saved: { at: 0 } })
  })

  it('is settled only once its state is kept', async () => {
    const done: string[] = []
    const { application } = setUp({
      snapshot: () => {
        done.push('kept')
        return Promise.resolve({ at: 1 } as unknown as SavedState)
      },
    })
    await application.start()
    void application.checkpoint(checkpoint('one'))
    void application.checkpoint(checkpoint('two'))
    await application.settled()
    done.push('settled')
    expect(done).toEqual(['kept', 'kept', 'settled'])
  })

  it('keeps with the state which command it holds the work of, in one write', async () => {
    const { application, kept } = setUp()
    await application.start()
    await application.checkpoint(checkpoint('one'))
    expect(kept).toEqual([{ state: { at: 1 }, note: checkpoint('one') }])
    expect(await application.lastCheckpoint()).toEqual(checkpoint('one'))
  })

  it('keeps the objects as text, too, once nothing has been done for a while', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { application, kept } = setUp({
      snapshot: () => Promise.resolve({ whole: false } as unknown as SavedState),
      save: () => Promise.resolve({ whole: true } as unknown as SavedState),
    })
    await application.start()
    await application.checkpoint(checkpoint('one'))
    await application.checkpoint(checkpoint('two'))
    await vi.runAllTimersAsync()
    expect(kept.map(({ state }) => state)).toEqual([
      { whole: false },
      { whole: false },
      { whole: true },
    ])
    expect(kept.at(-1)?.note).toEqual(checkpoint('two'))
  })

  it('knows before it starts what the kept state holds', async () => {
    const state = { at: 0 } as unknown as SavedState
    const load = () => Promise.resolve({ state, note: checkpoint('one') })
    const { application, edit, kept } = setUp({}, { load })
    expect(await application.lastCheckpoint()).toEqual(checkpoint('one'))
    await application.start()
    edit('export const start = () => 2')
    await application.port.scope()
    expect(kept).toEqual([{ state: { at: 1 }, note: checkpoint('one') }])
  })

  it('does not take its own checkpoint for that of the tab that went on', async () => {
    const state = { at: 0 } as unknown as SavedState
    const notes = [checkpoint('ours'), checkpoint('theirs')]
    const load = () => Promise.resolve({ state, note: notes[0] ?? null })
    const { application } = setUp({}, { load })
    await application.start()
    application.standBy()
    notes.shift()
    expect(await application.lastCheckpoint()).toEqual(checkpoint('theirs'))
  })

  it('says why a source does not start, and tries again once it is mended', async () => {
    const broken = new AppError('sandbox/does-not-compile', 'no', { details: { line: 3 } })
    let fails = true
    const { application, edit } = setUp({
      open: () =>
        fails
          ? Promise.reject(broken)
          : Promise.resolve({ origin: 'start', faults: [], lostClasses: [], isOutgrown: false }),
    })
    await expect(application.start()).rejects.toBe(broken)
    expect(application.state.getState()).toMatchObject({
      status: 'failed',
      error: { code: 'sandbox/does-not-compile', details: { line: 3 } },
    })
    fails = false
    edit('export const start = () => ({ mended: true })')
    await application.port.scope()
    expect(application.state.getState()).toMatchObject({ status: 'running', error: null })
  })

  it('starts anew on demand, and goes on where it was when that is taken back', async () => {
    const { application, opened, undos } = setUp()
    await application.start()
    await application.reset()
    expect(opened.at(-1)?.saved).toBeNull()
    await undos[0]?.()
    expect(opened.at(-1)?.saved).toEqual({ at: 1 })
  })

  it('starts a source that failed as soon as it is mended, before anything is said', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const broken = new AppError('sandbox/does-not-compile', 'no')
    let fails = true
    const { application, edit } = setUp({
      open: () =>
        fails
          ? Promise.reject(broken)
          : Promise.resolve({ origin: 'start', faults: [], lostClasses: [], isOutgrown: false }),
    })
    await expect(application.start()).rejects.toBe(broken)
    fails = false
    edit('export const start = () => ({ mended: true })')
    await vi.runAllTimersAsync()
    expect(application.state.getState()).toMatchObject({ status: 'running', error: null })
  })

  it('reads the kept state again after the database failed to give it', async () => {
    const unavailable = new AppError('db/unavailable', 'no')
    const loads: (() => Promise<KeptState<SavedState, Checkpoint> | null>)[] = [
      () => Promise.reject(unavailable),
      () => Promise.resolve(null),
    ]
    const { application } = setUp(
      {},
      {
        load: () => (loads.shift() ?? (() => Promise.resolve(null)))(),
      },
    )
    await expect(application.start()).rejects.toBe(unavailable)
    await application.port.scope()
    expect(application.state.getState().status).toBe('running')
  })
})
