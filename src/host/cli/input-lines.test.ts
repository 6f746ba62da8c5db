import { PassThrough } from 'node:stream'
import { setImmediate as nextRound } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { updateWorkflow } from '#domain/edits/workflow.ts'
import type { IntentModel } from '#domain/intent-model.ts'
import { createSession } from '#engine/turn/create-session.ts'
import type { Session } from '#engine/turn/session.ts'
import { fakePorts } from '#testing/fake-engine.ts'
import { commandId, workflow } from '#testing/workflow-builder.ts'
import { converse } from './converse.ts'
import { inputLines } from './input-lines.ts'

/** A stream of which all is there at once, as of a short file. */
function whole(text: string): PassThrough {
  const stream = new PassThrough()
  stream.end(text)
  return stream
}

/** Long enough for any reader that runs by itself to come to the end of a short stream. */
async function aWhile(): Promise<void> {
  for (let round = 0; round < 50; round++) await nextRound()
}

const shop = updateWorkflow({
  startup: { kind: 'action', command: commandId('find_order'), values: { order_id: 'W3' } },
})(
  workflow()
    .command('find_order', { parameters: { order_id: { examples: ['W12'] } } })
    .build(),
)

/** What is answered by a session that takes a while to begin. */
async function answersTo(input: PassThrough): Promise<readonly unknown[]> {
  const ports = fakePorts(() => shop, { path: [], handle: async () => ({ output: null }) })
  const session = createSession(ports, { document: () => shop, model: () => null })
  const slow: Session = {
    ...session,
    async start() {
      await aWhile()
      return session.start()
    },
  }
  const opened = {
    session: slow,
    document: () => shop,
    model: null as unknown as IntentModel,
    understand: async () => null,
    entries: ports.journal.entries,
    keep: async () => undefined,
    close: async () => undefined,
  }
  const answers: unknown[] = []
  for await (const { parameters } of converse(
    opened,
    inputLines(() => input),
  ))
    answers.push(parameters)
  return answers
}

describe('the lines of a stream', () => {
  it('wait until somebody asks for them', async () => {
    const lines = inputLines(() => whole('one\r\ntwo\n\nthree'))
    await aWhile()
    const found: string[] = []
    for await (const line of lines) found.push(line)
    expect(found).toEqual(['one', 'two', '', 'three'])
  })

  it('wait while each is worked on', async () => {
    const found: string[] = []
    for await (const line of inputLines(() => whole('one\ntwo\nthree\n'))) {
      await aWhile()
      found.push(line)
    }
    expect(found).toEqual(['one', 'two', 'three'])
  })

  it('are all answered after what the workflow starts with, however long that takes', async () => {
    const input = whole(
      ['W4', 'W5']
        .map((order) => `${JSON.stringify({ message: `find_order order_id=${order}` })}\n`)
        .join(''),
    )
    expect(await answersTo(input)).toEqual([
      { order_id: 'W3' },
      { order_id: 'W4' },
      { order_id: 'W5' },
    ])
  })
})
