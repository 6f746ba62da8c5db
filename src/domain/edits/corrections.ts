import { correctionSchema, type CorrectionRecord, type Edit } from '../document.ts'
import { put } from './change.ts'
import { removeRecords } from './remove.ts'

/**
 * Keeps what a message should have meant. An earlier correction of the same words in the same
 * context is replaced: the last word counts.
 */
export function addCorrection(correction: Omit<CorrectionRecord, 'kind'>): Edit {
  return (document) => {
    const same = Object.values(document)
      .filter((record) => record.kind === 'correction')
      .filter(({ text, context }) => text === correction.text && context === correction.context)
    const without = removeRecords(same.map(({ id }) => id))(document)
    return put(without, correctionSchema.parse({ kind: 'correction', ...correction }))
  }
}
