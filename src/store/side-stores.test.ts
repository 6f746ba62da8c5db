import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import type { CommandId, WorkflowId } from '#domain/ids.ts'
import { createConversationStore } from './conversation-store.ts'
import { createEmbeddingCache } from './embedding-cache.ts'
import {
  createModelStore,
  VERSIONS_KEPT,
  type ModelStore,
  type ModelVersion,
  type TrainedModel,
} from './model-store.ts'
import { createPreferences } from './preferences.ts'
import { createStateStore } from './state-store.ts'
import { StudioDb } from './studio-db.ts'

const W = 'w' as WorkflowId

let db: StudioDb
let databases = 0
beforeEach(async () => {
  db = await new StudioDb(`side-${databases++}`).openChecked()
})

describe('conversations', () => {
  it('keep their entries in the order they were appended, at the same time or not', async () => {
    const store = createConversationStore<{ seq: number }>(db, () => 5)
    const { id } = await store.start(W, 'hello')
    const other = await store.start(W, 'other')
    await Promise.all([0, 1, 2, 3, 4].map((seq) => store.append(id, { seq })))
    await store.append(other.id, { seq: 9 })
    await store.append(id, { seq: 5 })

    expect(await store.load(id)).toEqual([0, 1, 2, 3, 4, 5].map((seq) => ({ seq })))
  })

  it('are listed latest first, renamed, removed and had back', async () => {
    let now = 0
    const store = createConversationStore<string>(db, () => now++)
    const first = await store.start(W, 'first')
    const second = await store.start(W, 'second')
    await store.start('other' as WorkflowId, 'elsewhere')
    await store.append(first.id, 'entry')
    await store.rename(second.id, 'renamed')
    const titles = async () => (await store.list(W)).map(({ title }) => title)
    expect(await titles()).toEqual(['renamed', 'first'])

    const removed = await store.remove(first.id)
    expect(await titles()).toEqual(['renamed'])
    expect(await store.load(first.id)).toEqual([])
    if (removed) await store.restore(removed)
    expect(await titles()).toEqual(['renamed', 'first'])
    expect(await store.load(first.id)).toEqual(['entry'])
    expect(await store.remove('unknown')).toBeNull()
  })
})

describe('the embedding cache', () => {
  const vector = (value: number) => Float32Array.of(value, value)

  it('gives back what it was given, for the same encoder and text only', async () => {
    const cache = createEmbeddingCache(db)
    await cache.write('mini', ['a', 'b'], [vector(1), vector(2)])
    expect(await cache.read('mini', ['b', 'c', 'a'])).toEqual([vector(2), null, vector(1)])
    expect(await cache.read('other', ['a'])).toEqual([null])
  })

  it('drops what was used least when it is over its limit', async () => {
    let now = 0
    const cache = createEmbeddingCache(db, { now: () => now, limit: 10 })
    const texts = Array.from({ length: 10 }, (_, i) => `t${i}`)
    for (const text of texts) {
      now += 1
      await cache.write('mini', [text], [vector(1)])
    }
    now += 2 * 24 * 60 * 60 * 1000
    await cache.read('mini', ['t0'])
    await cache.write('mini', ['u0', 'u1'], [vector(1), vector(1)])
    const left = (await db.embeddings.toArray()).map(({ text }) => text)
    expect(left).toEqual(['t0', 't4', 't5', 't6', 't7', 't8', 't9', 'u0', 'u1'])
  })

  it('does not keep what is no utterance', async () => {
    const cache = createEmbeddingCache(db)
    await cache.write('mini', ['x'.repeat(100_000)], [vector(1)])
    expect(await db.embeddings.count()).toBe(0)
  })

  it('never fails: a closed database is an empty cache', async () => {
    const cache = createEmbeddingCache(db)
    db.close()
    await cache.write('mini', ['a'], [vector(1)])
    expect(await cache.read('mini', ['a'])).toEqual([null])
  })

  it('makes room when the disk is full', async () => {
    const cache = createEmbeddingCache(db, { limit: 4 })
    await cache.write('mini', ['a', 'b', 'c', 'd'], ['a', 'b', 'c', 'd'].map(vector.bind(null, 1)))
    db.use({
      stack: 'dbcore',
      name: 'full',
      create: (core) => ({
        ...core,
        table: (name) => {
          const table = core.table(name)
          const full = new DOMException('full', 'QuotaExceededError')
          return {
            ...table,
            mutate: (request) =>
              request.type === 'put' ? Promise.reject(full) : table.mutate(request),
          }
        },
      }),
    })
    db.close()
    await db.open()
    await cache.write('mini', ['e'], [vector(1)])
    expect(await db.embeddings.count()).toBe(2)
  })
})

describe('models', () => {
  const trained: TrainedModel = {
    model: {
      format: 1,
      encoder: { id: 'mini', revision: 'r', dimension: 2 },
      labels: ['c' as CommandId],
      head: Uint8Array.of(8, 9),
      temperature: 1,
      thresholds: { route: 0.5, gap: 0.1, outOfScope: 0.5 },
      examples: { texts: ['hi'], labels: [0], vectors: Float32Array.of(0.6, 0.8) },
      detector: { slope: [1, 2] },
      trainedOn: 'hash',
      seed: 1,
      trainedAt: 2,
    },
    report: {
      rows: 1,
      folds: 0,
      accuracy: null,
      macroF1: null,
      calibrationError: null,
      outOfScopeRecall: null,
      falseRefusal: null,
      contexts: [],
      commands: [],
      confusions: [],
      backend: 'wasm',
      embedMs: 1,
      fitMs: 1,
      totalMs: 2,
      modelBytes: 3,
    },
  }

  it('come back with their bytes and floats', async () => {
    const store = createModelStore(db)
    expect(await store.load(W)).toBeNull()
    await store.save(W, trained)
    expect(await store.load(W)).toEqual(trained)
    await store.remove(W)
    expect(await store.load(W)).toBeNull()
  })

  /** The store's versions as they are now. */
  const versionsOf = (store: ModelStore) =>
    new Promise<readonly ModelVersion[]>((resolve, reject) => {
      const stop = store.watchVersions(W, resolve, reject)
      onTestFinished(stop)
    })

  const trainedAt = (at: number): TrainedModel => ({
    ...trained,
    model: { ...trained.model, trainedAt: at },
  })

  it('are kept as versions, the latest few, each without its vectors', async () => {
    const store = createModelStore(db)
    for (let at = 1; at <= VERSIONS_KEPT + 2; at++) await store.save(W, trainedAt(at))
    await store.save('other' as WorkflowId, trainedAt(1))
    const kept = (await versionsOf(store)).map((version) => version.trainedAt)
    expect(kept).toEqual(Array.from({ length: VERSIONS_KEPT }, (_, i) => VERSIONS_KEPT + 2 - i))
    expect(await store.version(W, 2)).toBeNull()
    const { vectors: _, ...examples } = trained.model.examples
    expect(await store.version(W, 5)).toEqual({ ...trainedAt(5).model, examples })
  })

  it('stay while they are in use, however early, and take new figures', async () => {
    const store = createModelStore(db)
    for (let at = 1; at <= VERSIONS_KEPT; at++) await store.save(W, trainedAt(at))
    await store.save(W, { ...trainedAt(0), report: { ...trained.report, rows: 7 } })
    expect((await store.load(W))?.model.trainedAt).toBe(0)
    expect((await versionsOf(store)).at(-1)).toMatchObject({ trainedAt: 0, report: { rows: 7 } })
    await store.save(W, trainedAt(99))
    expect((await versionsOf(store)).at(-1)?.trainedAt).toBe(2)
    await store.remove(W)
    expect(await versionsOf(store)).toEqual([])
  })

  it('are told to whoever watches', async () => {
    const store = createModelStore(db)
    const heard: (TrainedModel | null)[] = []
    let wake = (): void => undefined
    const next = () => new Promise<void>((resolve) => (wake = resolve))
    const first = next()
    const stop = store.watch(
      W,
      (model) => {
        heard.push(model)
        wake()
      },
      (error) => expect.unreachable(String(error)),
    )
    await first
    const second = next()
    await store.save(W, trained)
    await second
    stop()
    expect(heard).toEqual([null, trained])
  })
})

describe('application states', () => {
  it('come back if they are still understood', async () => {
    const read = (stored: unknown) => (typeof stored === 'string' ? stored : null)
    const store = createStateStore(db, read)
    expect(await store.load(W)).toBeNull()
    await store.save(W, { state: 'state', note: 'of then' })
    expect(await store.load(W)).toEqual({ state: 'state', note: 'of then' })
    await db.states.put({ workflow: W, state: { of: 'another release' } })
    expect(await store.load(W)).toBeNull()
  })

  it('of before, when nothing was noted of them, come back without', async () => {
    const store = createStateStore(db, (stored) => stored)
    await db.states.put({ workflow: W, state: 'old' })
    expect(await store.load(W)).toEqual({ state: 'old', note: null })
  })
})

describe('preferences', () => {
  const schemas = { theme: z.enum(['light', 'dark', 'system']), panel: z.number() }
  const defaults = { theme: 'system' as 'light' | 'dark' | 'system', panel: 1 }
  const open = () => createPreferences<typeof defaults>(db, schemas, defaults)

  it('are the defaults at once, and what was stored soon after', async () => {
    const first = open()
    first.set('theme', 'dark')
    expect(first.state.getState().theme).toBe('dark')
    await db.preferences.count()

    const second = open()
    expect(second.state.getState()).toEqual(defaults)
    await second.ready
    expect(second.state.getState()).toEqual({ theme: 'dark', panel: 1 })
    first.stop()
    second.stop()
  })

  it('do not go back to what is stored when they are set before it is read', async () => {
    await db.preferences.put({ key: 'theme', value: 'dark' })
    const preferences = open()
    preferences.set('theme', 'light')
    await preferences.ready
    expect(preferences.state.getState().theme).toBe('light')
    preferences.stop()
  })

  it('pass over what is no such preference (any more)', async () => {
    await db.preferences.bulkPut([
      { key: 'theme', value: 'pink' },
      { key: 'panel', value: 3 },
      { key: 'gone', value: true },
    ])
    const preferences = open()
    await preferences.ready
    expect(preferences.state.getState()).toEqual({ theme: 'system', panel: 3 })
    preferences.stop()
  })

  it('last as long as the tab where nothing can be stored', async () => {
    db.close()
    const preferences = open()
    await preferences.ready
    preferences.set('panel', 9)
    expect(preferences.state.getState().panel).toBe(9)
    preferences.stop()
  })
})
