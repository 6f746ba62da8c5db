import { expect, type Locator, type Page } from '@playwright/test'

/** Where the studio begins: the person's workflows, the examples, and what is wrong with storage. */
export class StartPage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  async open(): Promise<void> {
    await this.#page.goto('/')
    await this.#isShown()
  }

  /** From an open workflow, as a person goes. */
  async goHome(): Promise<void> {
    await this.#page.getByRole('button', { name: 'All workflows' }).click()
    await this.#isShown()
  }

  /** Links to the person's own workflows, the latest first. */
  get workflows(): Locator {
    return this.#page
      .getByRole('list')
      .filter({ has: this.#page.getByRole('link') })
      .getByRole('link')
  }

  workflow(name: string): Locator {
    return this.#page.getByRole('link', { name, exact: true })
  }

  /** What is wrong with the whole studio. */
  get alert(): Locator {
    return this.#page.getByRole('alert')
  }

  /** Chooses a file by the Import button. */
  async importFile(name: string, bytes: Uint8Array): Promise<void> {
    const chooser = this.#page.waitForEvent('filechooser')
    await this.#page.getByRole('button', { name: 'Import' }).click()
    await (
      await chooser
    ).setFiles({ name, mimeType: 'application/zip', buffer: Buffer.from(bytes) })
  }

  /** A passing message, in the corner of the screen. */
  message(text: string | RegExp): Locator {
    return this.#page
      .getByRole('region', { name: /Notifications/ })
      .getByRole('listitem')
      .filter({ hasText: text })
  }

  /** The list, once the database has answered. */
  async #isShown(): Promise<void> {
    await expect(this.#page.getByRole('heading', { name: 'Your workflows' })).toBeVisible()
  }
}
