import { expect, type Locator, type Page } from '@playwright/test'

/** The source drawer: files, handlers, and the one that is open. */
export class SourcePanel {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** A file by its path, or a handler by its command: `PendingOrder/cancel_order`. */
  item(label: string): Locator {
    return this.#page.getByRole('listitem').filter({ hasText: label }).getByRole('button').first()
  }

  get errors(): Locator {
    return this.#page.getByRole('status', { name: 'Errors in the source' })
  }

  /** What the editor shows; its text field holds only what is near the cursor. */
  get text(): Locator {
    return this.#page.getByRole('code').locator('.view-lines')
  }

  editor(label: string): Locator {
    return this.#page.getByRole('textbox', { name: `Source of ${label}` })
  }

  async open(label: string): Promise<void> {
    await this.item(label).click()
    await expect(this.editor(label)).toBeVisible()
  }

  /** Replaces the whole text by select-all and paste: typing would close brackets on its own. */
  async replace(label: string, text: string): Promise<void> {
    await this.#page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await this.#page.evaluate((given) => navigator.clipboard.writeText(given), text)
    await this.editor(label).focus()
    await this.#page.keyboard.press('ControlOrMeta+A')
    await this.#page.keyboard.press('ControlOrMeta+V')
  }
}
