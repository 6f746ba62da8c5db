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
}
