import type { Migration } from './migration.ts'

export const firstRelease: Migration = {
  version: 1,
  stores: {
    workflows: 'id, updatedAt',
    records: '[workflow+id], workflow',
    quarantine: '++key, workflow',
    models: 'workflow',
    states: 'workflow',
    conversations: 'id, workflow',
    entries: '[conversation+seqNo]',
    embeddings: '[encoder+text], lastUsed',
    preferences: 'key',
  },
}
