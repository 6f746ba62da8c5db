import type { Locator, Page } from '@playwright/test'
import { storedRecords } from './database.ts'
import { expect, test } from './studio-test.ts'

const RASA = `version: "3.1"
nlu:
- intent: cancel_order
  examples: |
    - cancel order [W1234](order_id)
    - please drop [W77](order_id)
    this line is no example
- intent: greet
  examples: |
    - hello
`

const CSV = `text,intent,slots
stop order W90,Cancel Order,"[{""entity"":""order_id"",""start"":11,""end"":14}]"
Hello,greet,
cancel order W1234,greet,
`

const file = (name: string, text: string) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(text),
})

interface Utterance {
  readonly kind: string
  readonly text: string
  readonly slots: readonly { readonly start: number; readonly end: number }[]
}

async function utterances(page: Page): Promise<string[]> {
  const records = Object.values(await storedRecords(page)) as Utterance[]
  return records
    .filter(({ kind }) => kind === 'utterance')
    .map(({ text, slots }) =>
      [text, ...slots.map((it) => text.slice(it.start, it.end))].join(' | '),
    )
    .sort()
}

/** Chooses the files in the open dialog, and waits until they are read. */
async function choose(page: Page, dialog: Locator, ...files: ReturnType<typeof file>[]) {
  await page.getByLabel('Files to import').setInputFiles(files)
  await expect(dialog.getByText('Reading…')).toBeHidden()
}

test('utterances of other systems are looked at, imported as one step, and taken back', async ({
  page,
  studio,
}) => {
  await studio.newWorkflow()
  await studio.run('Import utterances')
  const dialog = page.getByRole('dialog', { name: 'Import utterances' })

  await test.step('a broken file says what is wrong and changes nothing', async () => {
    await choose(page, dialog, file('broken.json', '[{"text": "hi"'))
    await expect(dialog.getByRole('alert')).toContainText('broken.json cannot be read')
    await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeDisabled()
  })

  await test.step('text may be dragged into the field to paste in, a file is taken', async () => {
    const field = dialog.getByRole('textbox', { name: 'Pasted text' })
    const isTaken = (type: 'text' | 'file') =>
      field.evaluate((element, what) => {
        const dataTransfer = new DataTransfer()
        if (what === 'text') dataTransfer.setData('text/plain', 'cancel my order')
        else dataTransfer.items.add(new File(['hello'], 'hello.txt'))
        const over = new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true })
        return !element.dispatchEvent(over)
      }, type)
    expect(await isTaken('text')).toBe(false)
    expect(await isTaken('file')).toBe(true)
  })

  await test.step('a Rasa file becomes commands, parameters and marked utterances', async () => {
    await choose(page, dialog, file('nlu.yml', RASA))
    await expect(dialog.getByRole('listitem').first()).toHaveText('nlu.yml Rasa YAML')
    await expect(dialog.getByText('nlu.yml, line 7')).toBeVisible()
    await expect(
      dialog.getByRole('textbox', { name: 'Name of the parameter for order_id' }),
    ).toHaveValue('order_id')
    await studio.expectAccessible()
    await dialog.getByRole('button', { name: 'Import', exact: true }).click()
    const done = page.getByRole('dialog', { name: 'Imported' })
    await expect(done).toContainText('3 new utterances, 2 new commands, 1 new parameter')
    await done.getByRole('button', { name: 'Done' }).click()
    await expect(studio.treeItem('Cancel order')).toBeVisible()
    await expect
      .poll(() => utterances(page))
      .toEqual(['cancel order W1234 | W1234', 'hello', 'please drop W77 | W77'])
  })

  await test.step('a table finds the commands by name; what is there or in conflict stays out', async () => {
    await studio.showDrawer('Utterances')
    await page.getByRole('button', { name: 'Import…' }).click()
    await choose(page, dialog, file('more.csv', CSV))
    await expect(dialog.getByRole('combobox', { name: 'Cancel Order goes to' })).toContainText(
      'Cancel order',
    )
    await expect(dialog.getByText('There already: 1')).toBeVisible()
    await expect(dialog.getByText('Another command has the text: 1')).toBeVisible()
    await dialog.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByRole('button', { name: 'Done' }).click()
    await expect.poll(() => utterances(page)).toContain('stop order W90 | W90')
  })

  await test.step('the table is worked by keyboard', async () => {
    const grid = page.getByRole('grid', { name: 'Utterances' })
    await expect(grid.getByRole('row')).toHaveCount(5)
    await grid.focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('m')
    await page
      .getByRole('combobox', { name: 'Move picked to' })
      .selectOption({ label: 'Greet (Untitled workflow)' })
    await expect(grid.getByRole('link', { name: 'Greet' })).toHaveCount(3)
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.type(' once more')
    await page.keyboard.press('Enter')
    await expect(grid).toContainText('once more')
    await expect(grid).toBeFocused()
  })

  await test.step('each step is one Undo', async () => {
    for (const label of ['Edit utterance', 'Move 2 utterances', 'Import utterances'])
      await expect(async () => {
        await studio.button('Undo').click()
        await expect(page.getByText(`Undone: ${label}`)).toBeAttached()
      }).toPass()
    await expect.poll(() => utterances(page)).toHaveLength(3)
    await studio.button('Undo').click()
    await expect.poll(() => utterances(page)).toEqual([])
    await expect(studio.treeItem('Cancel order')).toBeHidden()
  })
})
