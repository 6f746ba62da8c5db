import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadWorkflow } from '../load-workflow.ts'
import { writeBundle } from '#bundle/write-bundle.ts'
import { zipBundle } from '#bundle/zip.ts'
import { updateWorkflow } from '#domain/edits/workflow.ts'
import { sourceFilesOf } from '#domain/queries.ts'
import { commandId } from '#testing/workflow-builder.ts'
import { findings } from './check.ts'

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A program as a shell runs it. */
const run = (program: string, ...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const command = ['--import', 'tsx', `src/host/cli/${program}.ts`, ...args]
    execFile(process.execPath, command, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr })
    })
  })

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espalier-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('the headless programs', { timeout: 120_000 }, () => {
  it('check a workflow, and end with 4 where there is an error in it', async () => {
    const contents = await loadWorkflow('retail-desk')
    const file = sourceFilesOf(contents.document)[0]!
    const document = { ...contents.document, [file.id]: { ...file, text: 'export class {' } }
    const zip = join(folder, 'broken.zip')
    await writeFile(zip, zipBundle(writeBundle({ ...contents, document })))
    const out = join(folder, 'problems.json')
    const { code, stdout } = await run('check-workflow', zip, '--json', out)
    expect(code).toBe(4)
    expect(stdout).toContain(file.path)
    const { problems } = JSON.parse(await readFile(out, 'utf8')) as { problems: unknown[] }
    expect(problems).toContainEqual(
      expect.objectContaining({ severity: 'error', code: 'does-not-compile' }),
    )
  })

  it('find nothing wrong with an example', async () => {
    const { document } = await loadWorkflow('hello-world')
    expect((await findings(document)).filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('end with 2 for what is called wrongly, missing or damaged', async () => {
    const letter = join(folder, 'letter.zip')
    await writeFile(letter, 'Dear Sir')
    const calls = [
      ['run-workflow', 'no-such-file'],
      ['check-workflow', letter],
    ] as const
    for (const [program, ...args] of calls) {
      const { code, stderr } = await run(program, ...args)
      expect({ args, code }).toEqual({ args, code: 2 })
      expect(stderr).not.toContain('    at ')
    }
    expect((await run('check-workflow', '--colour', 'red', 'hello-world')).code).toBe(2)
  })

  it('answer every line after what a workflow starts with', async () => {
    const contents = await loadWorkflow('hello-world')
    const command = commandId('cmd-greet')
    const document = updateWorkflow({
      startup: { kind: 'action', command, values: { name: 'Robin' } },
    })(contents.document)
    const zip = join(folder, 'greets.zip')
    await writeFile(zip, zipBundle(writeBundle({ ...contents, document })))
    const script = join(folder, 'sums.jsonl')
    const sums = [{ message: 'what is 2 plus 3' }, { message: 'what is 4 plus 5' }]
    await writeFile(script, sums.map((line) => `${JSON.stringify(line)}\n`).join(''))
    const { stdout } = await run('run-workflow', zip, '--script', script)
    const replies = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { reply: string }).reply)
    expect(replies).toEqual([expect.stringContaining('Robin'), '2 + 3 = 5', '4 + 5 = 9'])
  })

  it('answer every line, end with 4 for one that is no good, and go on another time', async () => {
    const script = join(folder, 'lines.jsonl')
    const journal = join(folder, 'conversation.jsonl')
    await writeFile(script, '{"message": "what is 2 plus 3"}\nnonsense\n{"message": "add 5"}\n')
    const first = await run('run-workflow', 'hello-world', '--script', script, '--journal', journal)
    const lines = first.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object)
    expect(first.code).toBe(4)
    expect(lines).toMatchObject([
      { command: 'add_two_numbers', reply: '2 + 3 = 5', outcome: 'done' },
      { problems: [{ code: 'line' }] },
      { outcome: 'waiting', question: { kind: 'value' } },
    ])
    await writeFile(script, '{"answer": 8}\n')
    const second = await run(
      'run-workflow',
      'hello-world',
      '--script',
      script,
      '--journal',
      journal,
    )
    expect(second.code).toBe(0)
    expect(second.stdout).toContain('5 + 8 = 13')
  })
})
