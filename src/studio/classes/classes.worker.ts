import { loadTypeScript } from '#bundle/interop/classes/load-typescript.ts'
import { readClasses } from '#bundle/interop/classes/read-typescript.ts'
import type { ClassModel } from '#domain/classes/class-model.ts'
import { offerDiff } from '#domain/classes/offer-diff.ts'
import type { NumberedAnswer, NumberedRequest, ReadRequest } from './class-reader.ts'

addEventListener('message', ({ data }: MessageEvent<NumberedRequest>) => {
  void answer(data).then(postMessage, (error: unknown) => {
    // A bug reaches the page as the worker's own error event.
    reportError(error)
  })
})

async function answer({ number, records, ...request }: NumberedRequest): Promise<NumberedAnswer> {
  const document = Object.fromEntries(records.map((record) => [record.id, record]))
  return { number, diff: offerDiff(document, await modelOf(request)) }
}

async function modelOf({
  language,
  sources,
}: Pick<ReadRequest, 'language' | 'sources'>): Promise<ClassModel> {
  if (language === 'typescript') return readClasses(sources, await loadTypeScript())
  const { readPythonClasses } = await import('#bundle/interop/classes/read-python.ts')
  return readPythonClasses(sources)
}
