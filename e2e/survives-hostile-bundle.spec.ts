import { zipSync } from 'fflate'
import { exampleFiles, withJson, type Files } from './bundles.ts'
import { StartPage } from './pages/start-page.ts'
import { expect, test } from './studio-test.ts'

const text = (words: string): Uint8Array => new TextEncoder().encode(words)

const NOT_A_BUNDLE = 'This file is not an Espalier bundle'
const DAMAGED = 'This bundle is damaged or incomplete'

interface Hostile {
  readonly name: string
  readonly make: (files: Files) => Uint8Array
  readonly sentence: string
}

const flipped = (zip: Uint8Array): Uint8Array => {
  // Past the first local header, in the packed bytes of a file.
  const at = 200
  return zip.map((byte, index) => (index === at ? byte ^ 0xff : byte))
}

const HOSTILE: readonly Hostile[] = [
  { name: 'is no zip', make: () => text('PK? No, a shopping list.'), sentence: NOT_A_BUNDLE },
  { name: 'is empty', make: () => new Uint8Array(0), sentence: NOT_A_BUNDLE },
  {
    name: 'is a zip of something else',
    make: () => zipSync({ 'holiday.txt': text('sun') }),
    sentence: NOT_A_BUNDLE,
  },
  {
    name: 'is cut off',
    make: (files) => {
      const zip = zipSync(files)
      return zip.subarray(0, zip.length >> 1)
    },
    sentence: DAMAGED,
  },
  { name: 'has a flipped byte', make: (files) => flipped(zipSync(files)), sentence: DAMAGED },
  {
    name: 'climbs out',
    make: (files) => zipSync({ ...files, '../evil.ts': text('export {}') }),
    sentence: 'tries to write outside of itself',
  },
  {
    name: 'has an absolute path',
    make: (files) => zipSync({ ...files, '/etc/evil.ts': text('export {}') }),
    sentence: 'tries to write outside of itself',
  },
  {
    name: 'names a file outside in its manifest',
    make: (files) =>
      zipSync(
        withJson(files, 'manifest.json', (manifest) => {
          manifest['files'] = ['workflow.json', '../../evil.ts']
        }),
      ),
    sentence: 'tries to write outside of itself',
  },
  {
    name: 'unpacks to a thousand times its size',
    make: (files) => zipSync({ ...files, 'app/big.ts': new Uint8Array(200 * 1024 * 1024) }),
    sentence: 'larger than a workflow can be',
  },
  {
    name: 'is of a newer format',
    make: (files) =>
      zipSync(
        withJson(files, 'manifest.json', (manifest) => {
          manifest['format'] = 99
        }),
      ),
    sentence: 'This bundle is of format 99, newer than this studio knows',
  },
  {
    name: 'has a workflow of another shape',
    make: (files) =>
      zipSync(
        withJson(files, 'workflow.json', (workflow) => {
          workflow['commands'] = [{ id: 'x', name: 7 }]
        }),
      ),
    sentence: DAMAGED,
  },
  {
    name: 'has records with the names of JavaScript',
    make: (files) =>
      zipSync(
        withJson(files, 'workflow.json', (workflow) => {
          const [context] = workflow['contexts'] as object[]
          workflow['contexts'] = [context, { ...context, id: '__proto__', name: 'Evil' }]
        }),
      ),
    sentence: DAMAGED,
  },
]

test('a bundle that cannot be trusted is refused with a reason, and changes nothing', async ({
  studio,
  page,
}) => {
  const start = new StartPage(page)
  await studio.openExample('Chat room')
  await studio.expectSaved()
  await start.goHome()
  const files = await exampleFiles('hello-world')

  for (const { name, make, sentence } of HOSTILE)
    await test.step(name, async () => {
      await start.importFile('bundle.zip', make(files))
      const message = start.message(sentence)
      await expect(message).toBeVisible()
      await expect(start.workflows).toHaveText(['Chat room'])
      await message.getByRole('button', { name: 'Close toast' }).click()
      await expect(message).toBeHidden()
    })

  // The one it began with is whole, and a good bundle still gets in.
  await start.open()
  await expect(start.workflows).toHaveText(['Chat room'])
  await start.importFile('hello.zip', zipSync(files))
  await expect(studio.treeItem('Add two numbers')).toBeVisible()
})

test('inside a workflow a refused bundle leaves what is open as it is', async ({
  studio,
  page,
}) => {
  await studio.openExample('Hello world')
  await studio.showChat()
  await studio.chat.message.fill('half a mes')
  const address = page.url()
  const start = new StartPage(page)
  await start.importFile('bundle.zip', text('no zip'))
  await expect(start.message(NOT_A_BUNDLE)).toBeVisible()
  expect(page.url()).toBe(address)
  await expect(studio.chat.message).toHaveValue('half a mes')
})
