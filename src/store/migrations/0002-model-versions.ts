import { versionRowsOf, type ModelRow } from '../model-rows.ts'
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
