import { expect, type Locator, type Page } from '@playwright/test'

export interface Spot {
  readonly x: number
  readonly y: number
}

/** Which handle of a card a line is drawn from, by what a line from there means. */
export type Handle = 'inherits from' | 'lives inside of'

/** The graph, used with the mouse: cards, their commands, and the lines between them. */
export class CanvasPanel {
  readonly region: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.region = page.getByRole('region', { name: 'Canvas' })
  }

  /** A context's card; the root's is called as the workflow is. */
  card(name: string): Locator {
    return this.region.getByRole('group', { name, exact: true })
  }

  row(card: string, command: string): Locator {
    return this.card(card).getByRole('option').filter({ hasText: command })
  }

  /** A line by what it says: `PremiumUser inherits from User`. */
  line(text: string): Locator {
    return this.region.getByRole('img', { name: text, exact: true })
  }

  /** The lines there are, by what they say, in no order. */
  async lines(): Promise<string[]> {
    const lines = this.region.locator('.react-flow__edge')
    const names = await lines.evaluateAll((all) => all.map((it) => it.getAttribute('aria-label')))
    return names.map(String).sort()
  }

  /** Where on the screen, as shares of the canvas. */
  async spot(x: number, y: number): Promise<Spot> {
    const box = await boxOf(this.region)
    return { x: box.x + box.width * x, y: box.y + box.height * y }
  }

  /** Double-clicks the empty ground and types the name of the context that begins there. */
  async addContextAt(spot: Spot, name: string): Promise<void> {
    await this.#page.mouse.dblclick(spot.x, spot.y)
    const field = this.region.getByRole('textbox', { name: 'Name', exact: true })
    await expect(field).toBeFocused()
    await field.fill(name)
    await field.press('Enter')
    await expect(this.card(name)).toBeVisible()
  }

  /** Drags a card by its name. */
  async dragCard(name: string, by: Spot): Promise<void> {
    const box = await boxOf(this.card(name))
    const from = { x: box.x + box.width / 3, y: box.y + 14 }
    await this.#drag(from, { x: from.x + by.x, y: from.y + by.y })
  }

  /** Draws a line from a handle of one card and drops it on another. */
  async draw(from: string, handle: Handle, to: string): Promise<void> {
    await this.card(from).hover({ position: { x: 30, y: 14 } })
    const handleBox = await boxOf(this.card(from).getByTitle(`Drag to what it ${handle}`))
    const target = await boxOf(this.card(to))
    await this.#drag(
      { x: handleBox.x + handleBox.width / 2, y: handleBox.y + handleBox.height / 2 },
      { x: target.x + target.width / 2, y: target.y + target.height / 2 },
    )
  }

  /** Clicks a line in its middle, which selects it. */
  async selectLine(text: string): Promise<void> {
    const middle = await this.line(text)
      .locator('path.react-flow__edge-path')
      .evaluate((path: SVGPathElement) => {
        const { x, y } = path.getPointAtLength(path.getTotalLength() / 2)
        const { x: left, y: top } = new DOMPoint(x, y).matrixTransform(
          path.getScreenCTM() ?? undefined,
        )
        return { x: left, y: top }
      })
    await this.#page.mouse.click(middle.x, middle.y)
  }

  async #drag(from: Spot, to: Spot): Promise<void> {
    await this.#page.mouse.move(from.x, from.y)
    await this.#page.mouse.down()
    // As a hand does: a card lags behind by as much as the first move takes it.
    await this.#page.mouse.move(
      from.x + Math.sign(to.x - from.x) * 2,
      from.y + Math.sign(to.y - from.y) * 2,
    )
    await this.#page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
    await this.#page.mouse.move(to.x, to.y, { steps: 4 })
    await this.#page.mouse.up()
  }
}

export async function boxOf(locator: Locator) {
  const box = await locator.boundingBox()
  if (!box) throw new Error(`Not on the screen: ${locator.toString()}`)
  return box
}
