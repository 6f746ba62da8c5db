import { defineConfig } from '@playwright/test'

/** Another port lets two checkouts be tested at once. */
const PORT = Number(process.env['E2E_PORT'] ?? 4183)

/** WebGPU on the software adapter; silence towards the network; root needs no sandbox. */
const CHROMIUM_ARGS = [
  '--enable-unsafe-webgpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

const executablePath = process.env['CHROMIUM_PATH']

/** Stories played in real Chromium against the built studio, served as `npm start` serves it. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  // A test trains a model and runs WASM on every core: more at once only wait for each other.
  workers: 2,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    baseURL: `http://127.0.0.1:${PORT}`,
    viewport: { width: 1440, height: 900 },
    // An update must never come from a worker of another test's build.
    serviceWorkers: 'block',
    trace: 'retain-on-failure',
    launchOptions: {
      args: CHROMIUM_ARGS,
      ...(executablePath !== undefined && { executablePath }),
    },
  },
  projects: [{ name: 'chromium' }],
  webServer: {
    command: 'node --import tsx server/main.ts',
    env: { PORT: String(PORT) },
    url: `http://127.0.0.1:${PORT}/`,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 2_000 },
  },
})
