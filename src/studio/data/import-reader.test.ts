import { describe, expect, it } from 'vitest'
import { err, ok } from '#shared/result.ts'
import { readOffThread, type ImportAnswer, type ReaderPort } from './import-reader.ts'

const request = { sources: [{ name: 'a.csv', bytes: new Uint8Array() }], format: undefined }
const reading = { rows: [], entities: [], skipped: [], notes: [], files: [] }

/** A worker that does what it is told when it is asked. */
function playing(act: (port: ReaderPort) => void) {
  const seen = { ended: 0, asked: 0 }
  const start = (): ReaderPort => {
    const port: ReaderPort = {
      onmessage: null,
      onerror: null,
      terminate: () => seen.ended++,
      postMessage: () => {
        seen.asked++
        act(port)
      },
    }
    return port
  }
  return { seen, start }
}

const answering = (answer: ImportAnswer) =>
  playing((port) => port.onmessage?.(new MessageEvent('message', { data: answer })))

describe('reading in a worker', () => {
  it('gives what was read and ends the worker', async () => {
    const { seen, start } = answering(ok(reading))
    expect(await readOffThread(request, new AbortController().signal, start)).toBe(reading)
    expect(seen).toEqual({ asked: 1, ended: 1 })
  })

  it('fails with the reason of the reader', async () => {
    const wire = { code: 'import/too-large', message: 'x', details: { file: 'a.csv' } } as const
    const { seen, start } = answering(err(wire))
    const done = readOffThread(request, new AbortController().signal, start)
    await expect(done).rejects.toMatchObject(wire)
    expect(seen.ended).toBe(1)
  })

  it('fails by name when the worker dies', async () => {
    const { start } = playing((port) => port.onerror?.(new Event('error') as ErrorEvent))
    const done = readOffThread(request, new AbortController().signal, start)
    await expect(done).rejects.toMatchObject({
      code: 'import/not-readable',
      details: { file: 'a.csv' },
    })
  })

  it('ends the worker when it is no longer wanted', async () => {
    const { seen, start } = playing(() => undefined)
    const controller = new AbortController()
    const done = readOffThread(request, controller.signal, start)
    controller.abort()
    await expect(done).rejects.toMatchObject({ name: 'AbortError' })
    expect(seen.ended).toBe(1)
  })
})
