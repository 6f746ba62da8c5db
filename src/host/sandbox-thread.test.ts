import { afterEach, describe, expect, it } from 'vitest'
import { appSpec } from '#engine/sandbox/app-spec.ts'
import { appDocument, commandId } from '#engine/sandbox/fixture.ts'
import { DEFAULT_LIMITS } from '#engine/sandbox/limits.ts'
import type { SandboxClient } from '#engine/sandbox/worker/sandbox-client.ts'
import { startSandboxThread } from './sandbox-thread.ts'

const spec = appSpec(
  appDocument({
    commands: {
      count: { code: `export default (_, { root }) => '' + (root.n = (root.n ?? 0) + 1)` },
      hang: { code: `export default () => new Array(2 ** 32 - 1).join()` },
    },
  }),
)

let client: SandboxClient | undefined
afterEach(() => client?.dispose())

const run = async (on: SandboxClient, command: string): Promise<string> => {
  const call = { command: commandId(command), values: {}, level: 0 }
  return (await on.execute(call, new AbortController().signal)).reply
}

describe('sandbox thread', () => {
  it('runs an application, ends it where it is stuck, and goes on from what was saved', async () => {
    client = startSandboxThread({
      limits: { ...DEFAULT_LIMITS, timeMs: 300, startMs: 10_000 },
      graceMs: 500,
    })
    expect((await client.open(spec, null)).origin).toBe('start')
    expect(await run(client, 'count')).toBe('1')
    await client.snapshot()
    expect(await run(client, 'count')).toBe('2')
    let ticks = 0
    const ticking = setInterval(() => ticks++, 50)
    await expect(run(client, 'hang')).rejects.toMatchObject({ code: 'sandbox/timed-out' })
    clearInterval(ticking)
    // Node was free all the while.
    expect(ticks).toBeGreaterThan(10)
    expect(await run(client, 'count')).toBe('2')
  }, 60_000)
})
