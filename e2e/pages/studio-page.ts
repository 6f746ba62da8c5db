import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page } from '@playwright/test'
import axe from 'axe-core'
import { ChatPanel } from './chat-panel.ts'
import { SourcePanel } from './source-panel.ts'

/** The studio as a person sees it: parts by their names, actions by what they are for. */
export class StudioPage {
  readonly canvas: Locator
  readonly inspector: Locator
  readonly outline: Locator
  readonly chat: ChatPanel
  readonly source: SourcePanel
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.canvas = page.getByRole('region', { name: 'Canvas' })
    this.inspector = page.getByRole('region', { name: 'Inspector' })
    this.outline = page.getByRole('tree', { name: 'Outline' })
    this.chat = new ChatPanel(page.getByRole('region', { name: 'Chat' }), page)
    this.source = new SourcePanel(page)
  }

  /** The start page. */
  async open(): Promise<void> {
    await this.#page.goto('/')
  }

  async openExample(name: string): Promise<void> {
    await this.open()
    await this.#page.getByRole('button', { name, exact: true }).click()
    await expect(this.canvas).toBeVisible()
  }

  async newWorkflow(): Promise<void> {
    await this.open()
    await this.#page.getByRole('button', { name: 'New workflow' }).click()
    await expect(this.canvas).toBeVisible()
  }

  /** Reloads once everything is stored, as a person would who trusts the saved status. */
  async reload(): Promise<void> {
    await this.expectSaved()
    await this.#page.reload()
    await expect(this.canvas).toBeVisible()
  }

  async expectSaved(): Promise<void> {
    const status = this.#page.getByRole('status', { name: 'Saved' })
    await expect(status).toHaveAttribute('data-status', 'saved')
  }

  button(name: string): Locator {
    return this.#page.getByRole('button', { name, exact: true })
  }

  /** Trains, and waits until the trained model is the one that answers. */
  async train(): Promise<void> {
    await this.button('Train').click()
    await this.showDrawer('Training report')
    await expect(this.#page.getByRole('region', { name: 'Training report' })).toContainText(
      'Macro-F1',
      { timeout: 60_000 },
    )
  }

  async showDrawer(tab: string): Promise<void> {
    const drawerTab = this.#page.getByRole('tab', { name: tab })
    if ((await drawerTab.getAttribute('aria-selected')) !== 'true') await drawerTab.click()
  }

  /** That axe finds nothing wrong with what is on the screen. */
  async expectAccessible(): Promise<void> {
    await this.#page.evaluate(axe.source)
    const violations = await this.#page.evaluate(async () => {
      const { axe: inPage } = window as unknown as { axe: typeof axe }
      // Monaco answers for itself; what is ours is all around it.
      const { violations: found } = await inPage.run({ exclude: ['.monaco-editor'] })
      return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
    })
    expect(violations).toEqual([])
  }

  /** Runs a studio action by its label, as anyone can from the palette. */
  async run(action: string): Promise<void> {
    await this.#page.keyboard.press('ControlOrMeta+K')
    await this.#page.getByRole('combobox', { name: 'Command palette' }).fill(action)
    await this.#page.getByRole('option', { name: action }).first().click()
  }

  /** The encoder is loaded: nothing is fetched any more. */
  async expectEncoderReady(): Promise<void> {
    await expect(this.#page.getByText(/^WASM · \d|^WebGPU ·/)).toBeVisible({
      timeout: 60_000,
    })
  }

  async showChat(): Promise<void> {
    await this.#showRight('Chat')
  }

  async showInspector(): Promise<void> {
    await this.#showRight('Inspector')
  }

  async #showRight(name: string): Promise<void> {
    const pane = this.#page.getByRole('group', { name: 'Right pane' })
    await pane.getByRole('button', { name, exact: true }).click()
  }

  /** Exports through the browser's download; gives the path of the file. */
  async exportBundle(): Promise<string> {
    const [download] = await Promise.all([
      this.#page.waitForEvent('download'),
      this.button('Export bundle').click(),
    ])
    return download.path()
  }

  async importBundle(path: string): Promise<void> {
    const [chooser] = await Promise.all([
      this.#page.waitForEvent('filechooser'),
      this.button('Import').click(),
    ])
    await chooser.setFiles({
      name: 'workflow.espalier.zip',
      mimeType: 'application/zip',
      buffer: await readFile(path),
    })
    await expect(this.canvas).toBeVisible()
  }

  treeItem(name: string): Locator {
    return this.outline.getByRole('treeitem', { name: new RegExp(`^${name}`) }).first()
  }

  /** Adds a context and types its name where it stands, as the studio asks for it. */
  async addContext(name: string): Promise<void> {
    await this.outline.getByRole('treeitem').first().click()
    await this.button('Add context').click()
    await this.#typeName(name)
    await expect(this.treeItem(name)).toBeVisible()
  }

  async addCommand(context: string, name: string): Promise<void> {
    await this.treeItem(context).click()
    await this.button('Add command').click()
    await this.#typeName(name)
  }

  async #typeName(name: string): Promise<void> {
    const field = this.#page
      .getByRole('textbox', { name: 'Name', exact: true })
      .and(this.#page.locator(':focus'))
    await field.fill(name)
    await field.press('Enter')
  }

  /** In the inspector: adds a base or a container to a context. */
  async connect(
    context: string,
    relation: 'Lives inside' | 'Inherits from',
    to: string,
  ): Promise<void> {
    await this.treeItem(context).click()
    await this.inspector.getByRole('combobox', { name: relation }).selectOption({ label: to })
  }

  /** To the selected command. */
  async addParameter(name: string, type: string, description: string): Promise<void> {
    await this.inspector.getByRole('button', { name: 'New parameter' }).click()
    const section = this.inspector.getByRole('group', { name: 'Parameters' })
    await section.getByRole('textbox', { name: 'Name' }).last().fill(name)
    await this.#page.keyboard.press('Tab')
    await section.getByRole('combobox', { name: 'Type' }).last().selectOption({ label: type })
    await section.getByRole('textbox', { name: 'Description' }).last().fill(description)
  }

  /** To the selected command, as a list from elsewhere is pasted. */
  async pasteUtterances(texts: readonly string[]): Promise<void> {
    await this.inspector.getByRole('button', { name: 'Paste a list…' }).click()
    const dialog = this.#page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Utterances, one a line' }).fill(texts.join('\n'))
    await dialog.getByRole('button', { name: `Keep ${texts.length}` }).click()
    await expect(dialog).toBeHidden()
  }

  /** Gives the selected command a handler in code. */
  async writeHandler(command: string, lines: readonly string[]): Promise<void> {
    await this.inspector
      .getByRole('combobox', { name: 'Handler' })
      .selectOption({ label: 'Code of its own' })
    await this.showDrawer('Source')
    await this.source.open(command)
    await this.source.replace(command, lines.join('\n') + '\n')
  }

  async addSourceFile(path: string, text: string): Promise<void> {
    await this.showDrawer('Source')
    await this.button('Add file').click()
    await this.#page.getByRole('textbox', { name: 'Path of the new file' }).fill(path)
    await this.#page.keyboard.press('Enter')
    await this.source.open(path)
    await this.source.replace(path, text)
  }
}
