import { defineConfig } from 'vitest/config'

/**
 * What judges a mutant in `npm run mutate`: the tests of the engine that say by example what is wrong.
 * The property tests are left out, so the score is a lower bound: they would kill more, but by chance,
 * and a failing one shrinks its input for longer than all the others take together.
 *
 * All of it takes hours; `-- --mutate FILE` is for one file. Stryker 9 is the last for Node 20. With its
 * `--testFiles`, mutants of what is evaluated on import stay asleep and count as survivors.
 */
export default defineConfig({
  test: {
    include: ['src/engine/**/*.test.ts'],
    exclude: [
      'src/engine/turn/session-properties.test.ts',
      'src/engine/turn/turn-model.test.ts',
      'src/engine/parameters/values.properties.test.ts',
    ],
    environment: 'node',
    testTimeout: 20_000,
  },
})
