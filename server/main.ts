import { EnvironmentError, readEnvironment } from './environment.ts'
import { listen, PortTakenError } from './listen.ts'

try {
  const settings = readEnvironment(process.env)
  const { address, close } = await listen(settings)
  console.log(`Espalier is ready at ${address}`)
  if (settings.providers.length === 0) {
    console.log('No language model is configured; everything else works. See README.md.')
  }
  process.once('SIGINT', close)
  process.once('SIGTERM', close)
} catch (error) {
  if (!(error instanceof EnvironmentError) && !(error instanceof PortTakenError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
