import type { Page } from '@playwright/test'
import { zipSync } from 'fflate'
import { exampleFiles, withJson } from './bundles.ts'
import { StartPage } from './pages/start-page.ts'
import { expect, test } from './studio-test.ts'

/** Told apart by the word, so that each place is known to show its own. */
const markup = (word: string): string => `<img src=x onerror=alert(1)>${word}<b>${word}</b>`
const script = "</script><script>alert('script')</script>"

/** Hello world, with markup wherever a person or a file can put text. */
async function hostileBundle(): Promise<Uint8Array> {
  const files = await exampleFiles('hello-world')
  const withWorkflow = withJson(files, 'workflow.json', (json) => {
    const workflow = json['workflow'] as Record<string, unknown>
    Object.assign(workflow, {
      name: markup('workflow'),
      description: markup('about'),
      greeting: markup('greeting'),
    })
    const contexts = json['contexts'] as Record<string, unknown>[]
    contexts.push({
      id: 'shed',
      name: markup('context'),
      description: markup('context-about'),
      bases: [],
      containers: ['root'],
      displayName: markup('display'),
    })
    const commands = json['commands'] as Record<string, unknown>[]
    commands.push({
      id: 'cmd-shout',
      context: 'root',
      name: markup('command'),
      description: markup('command-about') + script,
      parameters: [],
      availability: '',
      risk: 'read',
      handler: { kind: 'reply', template: markup('template') },
      order: 9,
    })
    const greet = commands.find(({ name }) => name === 'greet')
    if (!greet) throw new Error('Hello world has no command greet')
    greet['description'] = markup('greet-about')
    greet['handler'] = {
      kind: 'code',
      source: `export default function ({ name }) {
  if (name === 'nobody') throw new Error(${JSON.stringify(markup('error'))})
  return ${JSON.stringify(markup('reply'))} + name
}
`,
    }
  })
  const whole = withJson(withWorkflow, 'layout.json', ({ notes }) => {
    ;(notes as Record<string, unknown>[]).push({
      id: 'note-evil',
      text: markup('note'),
      position: { x: 320, y: 260 },
    })
  })
  const utterances = new TextDecoder().decode(whole['utterances.jsonl'])
  const hostile = ['cmd-greet', 'cmd-shout'].map((command, n) =>
    JSON.stringify({
      id: `utt-evil-${n}`,
      command,
      text: markup(`utterance-${n}`),
      slots: [],
      origin: 'seed',
      heldOut: false,
    }),
  )
  return zipSync({
    ...whole,
    'utterances.jsonl': new TextEncoder().encode(
      `${utterances.trimEnd()}\n${hostile.join('\n')}\n`,
    ),
  })
}

/** Nothing of what was written became part of the page, wherever one looks. */
async function expectOnlyText(page: Page): Promise<void> {
  await expect(page.locator('[onerror], img[src="x"]')).toHaveCount(0)
  const inline = await page.evaluate(
    () => [...document.scripts].filter(({ text }) => text.includes('alert')).length,
  )
  expect(inline, 'scripts that were written in').toBe(0)
}

test.beforeEach(({ page }) => {
  page.on('dialog', (dialog) => {
    throw new Error(`A dialog opened: ${dialog.message()}`)
  })
})

test('markup in a bundle is shown as text everywhere', async ({ studio, page }) => {
  const start = new StartPage(page)
  await start.open()
  await start.importFile('hostile.zip', await hostileBundle())
  await expect(studio.canvas).toBeVisible()

  await test.step('canvas, outline and header', async () => {
    await expect(page.getByRole('textbox', { name: 'Workflow name' })).toHaveValue(
      markup('workflow'),
    )
    await expect(studio.canvas).toContainText(markup('note'))
    await expect(studio.canvas).toContainText(markup('context'))
    await expect(studio.outline).toContainText(markup('context'))
    await expectOnlyText(page)
  })

  await test.step('inspector', async () => {
    await studio.treeItem('Greet').click()
    await studio.showInspector()
    const field = (name: string) => studio.inspector.getByRole('textbox', { name }).first()
    await expect(field('Description')).toHaveValue(markup('greet-about'))
    await expect(studio.inspector.getByText(markup('utterance-0')).first()).toBeAttached()
    await studio.outline
      .getByRole('treeitem')
      .filter({ hasText: markup('context') })
      .click()
    await expect(field('Description')).toHaveValue(markup('context-about'))
    await expect(field('Display name')).toHaveValue(markup('display'))
    await expectOnlyText(page)
  })

  await test.step('drawer', async () => {
    for (const tab of ['Problems', 'Utterances', 'Source', 'Corrections', 'Trace']) {
      await studio.showDrawer(tab)
      await expect(page.getByRole('tabpanel', { name: tab })).toBeVisible()
      await expectOnlyText(page)
    }
    await studio.showDrawer('Problems')
    await expect(page.getByRole('tabpanel', { name: 'Problems' })).toContainText('<img src=x')
    await studio.showDrawer('Source')
    await studio.source.open('greet')
    await expect(studio.source.text).toContainText('onerror=alert(1)')
    await expectOnlyText(page)
  })

  await test.step('palette', async () => {
    await page.keyboard.press('ControlOrMeta+K')
    await page.getByRole('combobox', { name: 'Command palette' }).fill('<img')
    await expectOnlyText(page)
    await page.keyboard.press('Escape')
  })

  await test.step('start page', async () => {
    await start.goHome()
    await expect(start.workflow(markup('workflow'))).toBeVisible()
    await expectOnlyText(page)
  })
})

test('markup in messages, replies and errors is shown as text', async ({ studio, page }) => {
  const start = new StartPage(page)
  await start.open()
  await start.importFile('hostile.zip', await hostileBundle())
  await studio.showChat()
  const log = page.getByRole('log', { name: 'Conversation' })
  await expect(log).toContainText(markup('greeting'))

  await studio.chat.say(`greet "${markup('person')}"`)
  await studio.chat.expectReply(markup('reply') + markup('person'))
  await studio.chat.say('greet nobody')
  await studio.chat.expectReply(markup('error'))
  await expectOnlyText(page)

  await studio.chat.say(markup('message') + script)
  await expect(studio.chat.answers).toHaveCount(3)
  await expect(log).toContainText(markup('message') + script)
  await studio.chat.lastAnswer.getByRole('button', { name: /Why this answer/ }).click()
  await expectOnlyText(page)

  await studio.chat.lastAnswer.getByRole('button', { name: 'Not what I meant' }).click()
  const dialog = page.getByRole('dialog', { name: 'What did you mean?' })
  await expect(dialog).toContainText(markup('message'))
  await expect(dialog).toContainText(markup('command-about') + script)
  await expectOnlyText(page)
  await dialog.getByRole('option', { name: 'Greet' }).first().click()

  for (const tab of ['Corrections', 'Trace']) {
    await studio.showDrawer(tab)
    // What was just judged is not among what is left to judge.
    if (tab === 'Corrections')
      await page.getByRole('combobox', { name: 'Show' }).selectOption({ label: 'All' })
    await expect(page.getByRole('tabpanel', { name: tab })).toContainText(markup('message'))
    await expectOnlyText(page)
  }
  await page.getByRole('button', { name: 'Conversations' }).click()
  await expect(page.getByRole('menu')).toContainText('greet "<img')
  await expectOnlyText(page)
})

test('markup typed by hand is a name only as far as it is one', async ({ studio, page }) => {
  await studio.newWorkflow()
  await page.getByRole('textbox', { name: 'Workflow name' }).fill(markup('mine'))
  await page.keyboard.press('Enter')
  await studio.button('Add context').click()
  const name = page.getByRole('textbox', { name: 'Name', exact: true }).and(page.locator(':focus'))
  await name.fill('<img src=x onerror=alert(1)>')
  await name.press('Enter')
  await expect(studio.treeItem('ImgSrcXOnerrorAlert1')).toBeVisible()
  await expectOnlyText(page)
  await studio.reload()
  await expect(page.getByRole('textbox', { name: 'Workflow name' })).toHaveValue(markup('mine'))
  await expectOnlyText(page)
})
