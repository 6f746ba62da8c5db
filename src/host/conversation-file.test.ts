import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT_CONTEXT, type WorkflowId } from '#domain/ids.ts'
import type { JournalEntry } from '#engine/turn/events.ts'
import { openConversationFile } from './conversation-file.ts'

const WORKFLOW = 'shop' as WorkflowId
const SAVED = {
  format: 1,
  specHash: 'spec',
  engine: 'engine',
  memory: new Uint8Array([1, 2, 3]),
  kernel: 7,
  faults: [],
  state: null,
} as const

const entry = (seq: number): JournalEntry => ({
  runId: 'run',
  seq,
  at: 0,
  context: ROOT_CONTEXT,
  event: { type: 'turn-ended', outcome: 'done', reply: `reply ${seq}` },
})

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espalier-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('a conversation in a file', () => {
  it('is gone on with by the next program', async () => {
    const path = join(folder, 'kept.jsonl')
    const first = await openConversationFile(path, WORKFLOW)
    expect(first).toMatchObject({ entries: [], kept: null })
    await first.append(entry(0))
    await first.keep({ saved: SAVED, checkpoint: null })
    await (await openConversationFile(path, WORKFLOW)).append(entry(1))
    const last = await openConversationFile(path, WORKFLOW)
    expect(last.entries).toEqual([entry(0), entry(1)])
    expect(last.kept?.saved).toMatchObject({ kernel: 7, memory: new Uint8Array([1, 2, 3]) })
  })

  it('loses no more than the line that was being written, and goes on behind it', async () => {
    const path = join(folder, 'torn.jsonl')
    await (await openConversationFile(path, WORKFLOW)).append(entry(0))
    const whole = await readFile(path, 'utf8')
    await writeFile(path, whole + JSON.stringify(entry(1)).slice(0, 20))
    const torn = await openConversationFile(path, WORKFLOW)
    expect(torn.entries).toEqual([entry(0)])
    await torn.append(entry(2))
    expect((await openConversationFile(path, WORKFLOW)).entries).toEqual([entry(0), entry(2)])
  })

  it.each([
    ['is none', 'Dear Sir\n'],
    ['is with another workflow', '{"conversation":1,"workflow":"other"}\n'],
  ])('is left alone where the file %s', async (_, text) => {
    const path = join(folder, 'other.jsonl')
    await writeFile(path, text)
    await expect(openConversationFile(path, WORKFLOW)).rejects.toMatchObject({
      code: 'bundle/damaged',
    })
    expect(await readFile(path, 'utf8')).toBe(text)
  })

  it('says so where the state beside it cannot be read', async () => {
    const path = join(folder, 'damaged.jsonl')
    await openConversationFile(path, WORKFLOW)
    await writeFile(`${path}.state`, 'no state')
    await expect(openConversationFile(path, WORKFLOW)).rejects.toMatchObject({
      code: 'bundle/damaged',
      message: expect.stringContaining('.state') as string,
    })
  })
})
