import { test as base, expect } from '@playwright/test'
import { StudioPage } from './pages/studio-page.ts'

export { expect }

interface StudioFixtures {
  readonly studio: StudioPage
  /**
   * Every URL the page and its workers asked for, in order. A test that says "no request" empties
   * it first and looks at it last.
   */
  readonly requests: string[]
}

/**
 * A test in the studio. Besides what it says itself, each fails when a request left the page's own
 * origin or the page had an error that nobody caught.
 */
export const test = base.extend<StudioFixtures>({
  requests: [
    async ({ context, baseURL }, use) => {
      const urls: string[] = []
      context.on('request', (request) => urls.push(request.url()))
      await use(urls)
      const own = new URL(baseURL ?? '').origin
      const isOwn = (url: string) => /^(?:blob|data):/.test(url) || new URL(url).origin === own
      expect(
        urls.filter((url) => !isOwn(url)),
        'requests that left the origin',
      ).toEqual([])
    },
    { auto: true },
  ],

  studio: async ({ page }, use) => {
    const errors: Error[] = []
    page.on('pageerror', (error) => errors.push(error))
    await use(new StudioPage(page))
    expect(errors, 'errors that nobody caught').toEqual([])
  },
})
