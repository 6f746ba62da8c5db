/** `npm run dev`: Vite with hot reload in front, the proxy of `/api` behind it. */
import { exitWith, setUp } from './setup.mjs'

/** Where vite.config.ts sends `/api`. */
const API_PORT = 4174

try {
  await setUp()
  const { createServer } = await import('vite')
  const { register } = await import('tsx/esm/api')
  register()
  const { readEnvironment } = await import('./environment.ts')
  const { listen } = await import('./listen.ts')

  const vite = await createServer()
  await vite.listen()
  const { port } = vite.httpServer.address()
  await listen({ ...readEnvironment(process.env), port: API_PORT, studioPort: port })
  vite.printUrls()
  vite.bindCLIShortcuts({ print: true })
} catch (error) {
  exitWith(error)
}
