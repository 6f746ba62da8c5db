import { expect, type Locator, type Page } from '@playwright/test'

export class ChatPanel {
  readonly #panel: Locator
  readonly #page: Page

  constructor(panel: Locator, page: Page) {
    this.#panel = panel
    this.#page = page
  }

  /** The answers so far, oldest first. */
  get answers(): Locator {
    return this.#panel.getByRole('log', { name: 'Conversation' }).getByRole('article')
  }

  get lastAnswer(): Locator {
    return this.answers.last()
  }

  /** Sends a message and waits for its answer, so that `lastAnswer` is about this message. */
  async say(text: string): Promise<void> {
    const before = await this.answers.count()
    await this.send(text)
    await expect(this.answers).toHaveCount(before + 1, { timeout: 30_000 })
  }

  /** Where the next message is typed. */
  get message(): Locator {
    return this.#panel.getByRole('textbox', { name: 'Message' })
  }

  /** Sends a message, whatever becomes of it. */
  async send(text: string): Promise<void> {
    await this.message.fill(text)
    await this.#panel.getByRole('button', { name: 'Send', exact: true }).click()
  }

  async expectReply(text: string | RegExp): Promise<void> {
    await expect(this.lastAnswer).toContainText(text)
  }

  /** One click on the last answer, then the command it should have been. */
  async correctTo(command: string): Promise<void> {
    await this.lastAnswer.getByRole('button', { name: 'Not what I meant' }).click()
    const dialog = this.#page.getByRole('dialog', { name: 'What did you mean?' })
    await dialog.getByRole('option', { name: command }).first().click()
  }
}
