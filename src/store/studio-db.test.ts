import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { describe, expect, it } from 'vitest'
import { newDocument } from '#domain/document.ts'
import type { CommandId, WorkflowId } from '#domain/ids.ts'
import { guarded } from './db-errors.ts'
import { firstRelease } from './migrations/0001-first-release.ts'
import { migrations } from './migrations/all.ts'
import type { Migration } from './migrations/migration.ts'
import { createModelStore } from './model-store.ts'
import type { ModelRow } from './model-rows.ts'
import { StudioDb } from './studio-db.ts'
import { createWorkflowStore } from './workflow-store.ts'

const trainedRow = (workflow: WorkflowId): ModelRow => ({
  workflow,
  model: {
    format: 1,
    encoder: { id: 'mini', revision: 'r', dimension: 2 },
    labels: ['c' as CommandId],
    head: Uint8Array.of(8, 9),
    temperature: 1,
    thresholds: { route: 0.5, gap: 0.1, outOfScope: 0.5 },
    examples: { texts: ['hi'], labels: [0], vectors: Float32Array.of(0.6, 0.8) },
    detector: {},
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
})

describe('studio database', () => {
  it('numbers its migrations 1, 2, 3 …', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, i) => i + 1))
  })

  it('opens what the first release left', async () => {
    const document = newDocument('w' as WorkflowId, 'Desk')
    const old = new StudioDb('first', { steps: [firstRelease] })
    await createWorkflowStore(old).create(document)
    old.close()

    const db = await new StudioDb('first').openChecked()
    expect((await createWorkflowStore(db).open('w' as WorkflowId))?.document).toEqual(document)
  })

  it('makes the model that the first release left the first of its versions', async () => {
    const old = await new StudioDb('first-model', { steps: [firstRelease] }).open()
    const row = trainedRow('w' as WorkflowId)
    await old.table('models').put(row)
    old.close()

    const store = createModelStore(await new StudioDb('first-model').openChecked())
    expect(await store.load('w' as WorkflowId)).toEqual({ model: row.model, report: row.report })
    const { vectors: _, ...examples } = row.model.examples
    expect(await store.version('w' as WorkflowId, row.model.trainedAt)).toEqual({
      ...row.model,
      examples,
    })
    const versions = await new Promise((resolve, reject) => {
      store.watchVersions('w' as WorkflowId, resolve, reject)
    })
    const { trainedAt, encoder, trainedOn } = row.model
    expect(versions).toEqual([{ trainedAt, encoder, trainedOn, report: row.report }])
  })

  it('refuses a database that a newer studio has upgraded', async () => {
    const future: Migration = { version: migrations.length + 1, stores: { drafts: 'id' } }
    const newer = await new StudioDb('newer', { steps: [...migrations, future] }).open()
    newer.close()

    await expect(new StudioDb('newer').openChecked()).rejects.toMatchObject({
      code: 'db/newer-than-app',
      details: { found: migrations.length + 1, known: migrations.length },
    })
  })

  it('says so when the browser blocks it', async () => {
    const indexedDB = {
      open(): never {
        throw new DOMException('The operation is insecure', 'SecurityError')
      },
    }
    await expect(new StudioDb('blocked', { indexedDB }).openChecked()).rejects.toMatchObject({
      code: 'db/unavailable',
    })
  })

  it('saves and lets go when a newer studio in another tab wants to upgrade', async () => {
    const order: string[] = []
    const old = await new StudioDb('upgrade', {
      onUpgradeElsewhere: async () => {
        await old.preferences.count()
        await old.preferences.put({ key: 'unsaved', value: 1 })
        order.push('saved')
      },
    }).openChecked()
    const future: Migration = { version: migrations.length + 1, stores: { drafts: 'id' } }
    const newer = await new StudioDb('upgrade', { steps: [...migrations, future] }).open()
    order.push('upgraded')

    expect(order).toEqual(['saved', 'upgraded'])
    expect(await newer.table('preferences').get('unsaved')).toEqual({ key: 'unsaved', value: 1 })
    await expect(createWorkflowStore(old).list()).rejects.toMatchObject({ code: 'db/unavailable' })
  })
})

describe('failures of the database', () => {
  const full = new DOMException('full', 'QuotaExceededError')

  it.each([
    ['as it is', full],
    ['inside an aborted transaction', new Dexie.AbortError('aborted', full)],
    ['among the failures of many rows', new Dexie.BulkError('2 of 9', [full])],
  ])('knows a full disk %s', async (_, error) => {
    await expect(guarded(() => Promise.reject(error))).rejects.toMatchObject({
      code: 'db/quota-exceeded',
      cause: error,
    })
  })

  it('lets a bug pass as what it is', async () => {
    const bug = new TypeError('undefined is not a function')
    await expect(guarded(() => Promise.reject(bug))).rejects.toBe(bug)
  })
})
