import { expect, type Locator, type Page } from '@playwright/test'

/** The training report in the drawer. */
export class ReportPanel {
  readonly panel: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.panel = page.getByRole('region', { name: 'Training report' })
    this.#page = page
  }

  async show(view: string): Promise<void> {
    await this.panel.getByRole('tab', { name: view, exact: true }).click()
  }

  slider(name: string): Locator {
    return this.panel.getByRole('slider', { name })
  }

  async expectThreshold(name: string, value: number): Promise<void> {
    await expect(this.slider(name)).toHaveAttribute('aria-valuenow', String(value))
  }

  /** Drags a threshold to a place of its plot, 0–1 from left to right. */
  async dragThreshold(name: string, to: number): Promise<void> {
    const thumb = this.slider(name)
    await thumb.scrollIntoViewIfNeeded()
    const area = await thumb.locator('..').boundingBox()
    const grip = await thumb.boundingBox()
    if (!area || !grip) throw new Error(`${name} is not on the screen`)
    const y = area.y + area.height / 2
    await this.#page.mouse.move(grip.x + grip.width / 2, y)
    await this.#page.mouse.down()
    await this.#page.mouse.move(area.x + area.width / 2, y, { steps: 3 })
    await this.#page.mouse.move(area.x + area.width * to, y, { steps: 3 })
    await this.#page.mouse.up()
  }

  /** Opens a cell of the confusion matrix. */
  async openConfusion(actual: string, predicted: string): Promise<Locator> {
    await this.panel
      .getByRole('grid', { name: /^Confusion matrix/ })
      .getByRole('button', { name: new RegExp(`^${actual} taken for ${predicted}:`) })
      .click()
    return this.panel.getByRole('region', { name: 'Mistaken messages' })
  }
}
