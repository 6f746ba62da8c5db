import { describe, expect, it } from 'vitest'
import { newDocument } from '#domain/document.ts'
import type { WorkflowId } from '#domain/ids.ts'
import { AppError } from '#shared/app-error.ts'
import { openStudioDb } from './open-studio-db.ts'
import { StudioDb, type WorkflowRow } from './studio-db.ts'
import { createWorkflowStore } from './workflow-store.ts'

describe('opening the database', () => {
  it('works in memory where the browser gives none, and says so', async () => {
    const { db, storageProblem } = await openStudioDb(() => new StudioDb('none').openChecked())
    expect(storageProblem).toMatchObject({ code: 'db/unavailable' })

    const store = createWorkflowStore(db)
    const document = newDocument('w' as WorkflowId, 'Desk')
    await store.create(document)
    expect((await store.open('w' as WorkflowId))?.document).toEqual(document)
    const list = await new Promise<readonly WorkflowRow[]>((resolve, reject) => {
      store.watch(resolve, reject)
    })
    expect(list.map(({ name }) => name)).toEqual(['Desk'])
  })

  it('does not hide a database that a newer studio wrote', async () => {
    const newer = new AppError('db/newer-than-app', 'newer')
    await expect(openStudioDb(() => Promise.reject(newer))).rejects.toBe(newer)
  })
})
