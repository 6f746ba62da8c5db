import type { Page } from '@playwright/test'
import { exampleWithHandler } from './bundles.ts'
import { StartPage } from './pages/start-page.ts'
import type { StudioPage } from './pages/studio-page.ts'
import { expect, test } from './studio-test.ts'

/** What `greet` is made to do, each after it has changed the state that it must not keep. */
const RUNAWAYS = [
  {
    name: 'never ends',
    body: 'for (;;) {}',
    answer: 'took too long and was stopped',
  },
  {
    name: 'never ends in a microtask',
    body: 'const again = () => Promise.resolve().then(again)\n  return again()',
    answer: 'took too long and was stopped',
  },
  {
    name: 'never settles',
    body: 'return new Promise(() => {})',
    answer: 'a promise that nothing will settle',
  },
  {
    name: 'takes memory without end',
    body: 'const all = []\n  for (;;) all.push(new Array(100_000).fill(all.length))',
    answer: 'needed too much memory and was stopped',
  },
  {
    name: 'makes one string without end',
    body: "let text = 'x'\n  for (;;) text += text",
    answer: /needed too much memory and was stopped|did not work/,
  },
  {
    name: 'calls itself without end',
    body: 'const deeper = (n) => 1 + deeper(n + 1)\n  return deeper(0)',
    answer: 'did not work',
  },
  {
    name: 'catches what stops it',
    body: 'for (;;) try { for (;;) {} } catch {}',
    answer: 'took too long and was stopped',
  },
]

const source = (body: string): string =>
  `export default function (_input, { self }) {\n  self.history.push('left behind')\n  ${body}\n}\n`

async function importGreetThat(studio: StudioPage, page: Page, body: string): Promise<void> {
  const start = new StartPage(page)
  await start.open()
  await start.importFile(
    'hello.zip',
    await exampleWithHandler('hello-world', 'greet', source(body)),
  )
  await expect(studio.canvas).toBeVisible()
  await studio.showChat()
}

for (const { name, body, answer } of RUNAWAYS)
  test(`a handler that ${name} is stopped, and leaves nothing behind`, async ({ studio, page }) => {
    await importGreetThat(studio, page, body)
    await studio.chat.say('add_two_numbers 2 3')
    await studio.chat.expectReply('2 + 3 = 5')

    await studio.chat.say('greet Robin')
    await studio.chat.expectReply(answer)

    await studio.chat.say('add_two_numbers 4 5')
    await studio.chat.expectReply('4 + 5 = 9')
    await studio.chat.say('show_history')
    await studio.chat.expectReply('2 + 3 = 5')
    await expect(studio.chat.lastAnswer).toContainText('4 + 5 = 9')
    await expect(studio.chat.lastAnswer).not.toContainText('left behind')
  })

test('a handler that throws is told with its line, and leaves nothing behind', async ({
  studio,
  page,
}) => {
  await importGreetThat(studio, page, "throw new Error('Out of flowers')")
  await studio.chat.say('add_two_numbers 2 3')
  await studio.chat.expectReply('2 + 3 = 5')
  await studio.chat.say('greet Robin')
  await studio.chat.expectReply('Out of flowers')
  await expect(studio.chat.lastAnswer).toContainText(/line 3/)

  await studio.chat.lastAnswer.getByRole('button', { name: /line 3/ }).click()
  await expect(studio.source.errors).toContainText('Line 3: Out of flowers')
  await studio.chat.say('show_history')
  await studio.chat.expectReply('2 + 3 = 5')
  await expect(studio.chat.lastAnswer).not.toContainText('left behind')
})

test('Stop ends a handler that never ends, at once', async ({ studio, page }) => {
  await importGreetThat(studio, page, 'for (;;) {}')
  await studio.chat.send('greet Robin')
  await page.getByRole('button', { name: 'Stop' }).click()
  await studio.chat.say('add_two_numbers 2 3')
  await studio.chat.expectReply('2 + 3 = 5')
})

test('an application that never ends to load is told, and can be mended', async ({
  studio,
  page,
}) => {
  await studio.openExample('Hello world')
  await studio.showDrawer('Source')
  await studio.source.open('app/main.ts')
  await studio.source.replace('app/main.ts', 'for (;;) {}\nexport const start = () => ({})\n')
  const notice = page.getByRole('region', { name: 'Chat' }).getByRole('alert')
  await expect(notice).toContainText('longer than it may and was stopped')

  await studio.source.replace(
    'app/main.ts',
    "import { Calculator } from './calculator'\nexport const start = () => new Calculator()\n",
  )
  await expect(notice).toBeHidden()
  await studio.showChat()
  await studio.chat.say('add_two_numbers 2 3')
  await studio.chat.expectReply('2 + 3 = 5')
})
