import type { Document } from '#domain/document.ts'
import { openNodeLearn } from '../../../src/host/node-learn.ts'
import type { Ears } from './desk.ts'

/** Trains the workflow on its own utterances, as the studio does, and lends what understands by it. */
export async function withEars<T>(
  document: Document,
  work: (ears: Ears) => Promise<T>,
): Promise<T> {
  const learn = await openNodeLearn(document)
  try {
    const { model } = await learn.train(document)
    return await work({
      model,
      understand: await learn.open(model),
      findSpans: learn.openSpans(model),
      embed: learn.embed,
    })
  } finally {
    await learn.close()
  }
}
