import { createInterface } from 'node:readline'

/**
 * The lines of a stream, which is opened, and read from, only once somebody asks for the first: what
 * Node's reader finds before anybody listens to it is lost.
 */
export async function* inputLines(open: () => NodeJS.ReadableStream): AsyncGenerator<string> {
  yield* createInterface({ input: open(), crlfDelay: Infinity })
}
