import { HostFailure, type HostPort, type HostRequest, type HostResponse } from './host-port.ts'

/** The way out by the platform's own `fetch`, which is the same in page, worker and Node. */
export const webHost: HostPort = {
  async fetch({ url, method, headers, body }: HostRequest, signal, maxBytes) {
    const response = await orFailure(signal, () =>
      fetch(url, {
        method,
        headers,
        body,
        signal,
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
        redirect: 'manual',
      }),
    )
    if (response.type === 'opaqueredirect' || isRedirect(response))
      throw new HostFailure(`${url} answers with a redirect, which is not followed`)
    return {
      url,
      status: response.status,
      statusText: response.statusText,
      headers: headersOf(response),
      body: await orFailure(signal, () => textOf(response, maxBytes)),
    } satisfies HostResponse
  },
}

function headersOf(response: Response): Record<string, string> {
  const headers: Record<string, string> = {}
  response.headers.forEach((value, name) => {
    headers[name] = value
  })
  return headers
}

const isRedirect = ({ status, headers }: Response): boolean =>
  status >= 300 && status < 400 && headers.has('location')

/** A platform says little about why there is no answer, and each says it in its own way. */
async function orFailure<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof HostFailure) throw error
    throw new HostFailure('The other side cannot be reached, or does not let this page ask', {
      cause: error,
    })
  }
}

async function textOf(response: Response, maxBytes: number): Promise<string> {
  if (!response.body) return ''
  const decoder = new TextDecoder()
  const reader = response.body.getReader()
  let text = ''
  let length = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length
    if (length > maxBytes) {
      await reader.cancel()
      throw new HostFailure(`The answer has more than ${maxBytes} bytes`)
    }
    text += decoder.decode(part.value, { stream: true })
  }
  return text + decoder.decode()
}
