/** `npm start`: from a fresh clone to a studio that answers, in one command. */
import { buildIfStale } from './build.mjs'
import { exitWith, setUp } from './setup.mjs'

try {
  await setUp()
  await buildIfStale()
  const { register } = await import('tsx/esm/api')
  register()
  await import('./main.ts')
} catch (error) {
  exitWith(error)
}
