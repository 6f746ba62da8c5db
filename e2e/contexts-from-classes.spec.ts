import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './studio-test.ts'

const ORDER = `export class Order {
  status = 'open'
  /** Calls it off. */
  cancel(reason: string) {
    this.status = 'cancelled'
    return 'Cancelled because of ' + reason
  }
}

export function start() {
  return new Order()
}
`

test('a class becomes commands that work, and stays in step when a method is renamed', async ({
  studio,
  page,
}) => {
  await studio.openExample('Hello world')
  await studio.showDrawer('Source')
  await studio.source.open('app/main.ts')
  await studio.source.replace('app/main.ts', ORDER)
  await page.getByRole('button', { name: 'Contexts from classes…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Contexts from classes' })
  await dialog.getByRole('checkbox', { name: 'Cancel', exact: true }).check()
  await dialog.getByRole('button', { name: /^Add \d+ to the workflow$/ }).click()
  await expect(dialog).toBeHidden()
  await studio.expectSaved()

  await studio.source.replace('app/main.ts', ORDER.replace('cancel(', 'callOff('))
  await expect(page.getByText('1 change in classes')).toBeVisible()
  await page.getByRole('button', { name: 'Review' }).click()
  await expect(dialog.getByText('Renamed')).toBeVisible()
  await dialog.getByRole('button', { name: 'Accept 1 change' }).click()
  await expect(page.getByText('1 change in classes')).toBeHidden()

  // The objects of the class that was there before are forgotten.
  await studio.run('Restart the application')
  await studio.chat.say('call_off reason=rain')
  await studio.chat.expectReply('Cancelled because of rain')
})

const PYTHON = {
  'shop/order.py':
    'class Order:\n    def cancel(self, reason: str) -> None:\n        """Calls it off."""\n',
  '.venv/lib/foreign.py': 'class Foreign:\n    def run(self) -> None:\n        pass\n',
}

test('a folder of Python that is dropped is read to its leaves, without what is installed in it', async ({
  studio,
  page,
}, info) => {
  const folder = info.outputPath('python')
  for (const [path, text] of Object.entries(PYTHON)) {
    await mkdir(join(folder, path, '..'), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  await studio.openExample('Hello world')
  await studio.showDrawer('Source')
  await page.getByRole('button', { name: 'Contexts from classes…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Contexts from classes' })
  await dialog.getByLabel('Read').selectOption('Python files')
  const target = await dialog.getByText('or drop it here').boundingBox()
  const input = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await input.send('Input.dispatchDragEvent', {
      type,
      x: (target?.x ?? 0) + 5,
      y: (target?.y ?? 0) + 5,
      data: { items: [], files: [folder], dragOperationsMask: 1 },
    })
  await expect(dialog.getByText('1 Python file read')).toBeVisible()
  await expect(dialog.getByRole('checkbox', { name: 'Context Order' })).toBeChecked()
})
