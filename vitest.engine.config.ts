import { defineConfig } from 'vitest/config'

/**
 * What `npm run coverage` measures: domain and engine by their own tests, and by those of bundle, where
 * the sources are read of which domain makes an offer. That a story elsewhere happens to pass through
 * a line says nothing about that line.
 */
export default defineConfig({
  test: {
    include: ['src/{domain,engine,bundle}/**/*.test.ts'],
    environment: 'node',
    testTimeout: 20_000,
    coverage: {
      provider: 'v8',
      include: ['src/{domain,engine}/**/*.ts'],
      exclude: [
        '**/*.test.ts',
        // Text that is evaluated in QuickJS: what runs of it, this engine cannot see.
        'src/engine/sandbox/kernel/**',
        // Loaded by a real worker only, which the stories in the browser start.
        'src/engine/sandbox/worker/sandbox.worker.ts',
      ],
      reporter: ['text', 'html', 'json'],
      reportsDirectory: 'node_modules/.cache/coverage',
      thresholds: { branches: 95 },
    },
  },
})
