import type { ModelRow } from '../studio-db.ts'
import { versionRowsOf } from '../version-rows.ts'
import type { Migration } from './migration.ts'

/** Keeps earlier trainings. The one each workflow has becomes its first. */
export const modelVersions: Migration = {
  version: 2,
  stores: {
    versions: '[workflow+trainedAt], workflow',
    versionModels: '[workflow+trainedAt], workflow',
  },
  upgrade: (transaction) =>
    transaction.table<ModelRow>('models').each(async (row) => {
      const { version, model } = versionRowsOf(row)
      await transaction.table('versions').put(version)
      await transaction.table('versionModels').put(model)
    }),
}
