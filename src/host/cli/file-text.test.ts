import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UsageError } from './exit-codes.ts'
import { fileText, isOfFiles, type FileError } from './file-text.ts'
import { workflowFrom, wrongSetUp } from './run-cli.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espalier-'))
  await writeFile(join(folder, 'letter'), 'Dear Sir')
})
afterAll(() => rm(folder, { recursive: true }))

const said = async (work: () => Promise<unknown>): Promise<string> => {
  const error = await work().catch((error: unknown) => error)
  if (!(error instanceof UsageError)) throw new Error('It was taken', { cause: error })
  return error.message.replace(folder, 'FOLDER')
}

describe('a file that cannot be had', () => {
  it.each([
    ['is not there', 'nothing', 'There is no “FOLDER/nothing”.'],
    [
      'is in a file',
      'letter/page',
      '“FOLDER/letter/page” is in no folder: a part of that is a file.',
    ],
  ])('is told in a sentence where it %s', async (_, name, text) => {
    expect(await said(() => wrongSetUp(() => stat(join(folder, name))))).toBe(text)
  })

  it('is told in a sentence where it is a folder', async () => {
    expect(await said(() => wrongSetUp(() => readFile(folder)))).toBe(
      'That file is a folder, not a file.',
    )
    expect(await said(() => wrongSetUp(() => writeFile(folder, '')))).toBe(
      '“FOLDER” is a folder, not a file.',
    )
  })

  it('is told as a workflow by what else it might have been', async () => {
    expect(await said(() => workflowFrom('no-such-file'))).toBe(
      'There is no file, folder or example “no-such-file”.',
    )
  })

  it('is told by name where it is a part of a bundle', async () => {
    expect(await said(() => workflowFrom(folder))).toBe('There is no “FOLDER/manifest.json”.')
  })

  it.each(['EACCES', 'EPERM', 'EROFS', 'ENOSPC'])('is told without a code: %s', (code) => {
    const error: FileError = Object.assign(new Error(`${code}: open`), { code, path: 'a/b' })
    expect(fileText(error)).toContain('“a/b”')
    expect(fileText(error)).not.toContain(code)
  })

  it('is told as Node does where there is no sentence for it', () => {
    const error: FileError = Object.assign(new Error('EMFILE: open'), { code: 'EMFILE', path: 'a' })
    expect(fileText(error)).toBe('EMFILE: open')
  })

  it('is nothing else that has a code', () => {
    const refused = { code: 'ECONNREFUSED', syscall: 'connect' }
    expect(isOfFiles(Object.assign(new Error('refused'), refused))).toBe(false)
  })
})
