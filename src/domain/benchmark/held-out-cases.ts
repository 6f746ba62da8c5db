import type { Document } from '../document.ts'
import { recordById, recordsOf } from '../queries.ts'
import type { PlacedCase } from './place-cases.ts'

/** The utterances that are kept from training, each as said in the context of its command. */
export function heldOutCases(document: Document): PlacedCase[] {
  return recordsOf(document, 'utterance').flatMap((utterance, index): PlacedCase[] => {
    const command = recordById(document, 'command', utterance.command)
    if (!utterance.heldOut || !command) return []
    const { context, id: expected } = command
    return [{ index, utterance: utterance.text, context, kind: 'routing', expected }]
  })
}
