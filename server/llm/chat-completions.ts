import { z } from 'zod'
import { AppError } from '#shared/app-error.ts'
import { destinationOf, type Destination, type Provider } from './provider.ts'
import { readLimited } from './read-limited.ts'
import { redactor } from './redact.ts'
import { heardBy, watchForSilence, type SilenceWatch } from './silence.ts'

export interface ChatPorts {
  readonly providers: readonly Provider[]
  readonly timeoutMs: number
  readonly fetch: typeof fetch
}

const MAX_BODY_BYTES = 1_000_000

/** Only what routing needs: the rest of an OpenAI-compatible body is the provider's to judge. */
const chatRequest = z.looseObject({
  model: z.string().min(1).optional(),
  messages: z.array(z.unknown()).min(1),
})

type ChatRequest = z.infer<typeof chatRequest>

/** What a client may learn about the answer; all other headers of a provider stay here. */
const ANSWER_TYPES = ['application/json', 'text/event-stream']

/**
 * Passes a chat completion on with the key added, and streams the answer back as it comes.
 * Throws an `AppError` of `llm/*` for everything that keeps an answer from coming; what the
 * provider wrote in an error is never part of it, since it may quote the key.
 */
export async function chatCompletions(request: Request, ports: ChatPorts): Promise<Response> {
  if (ports.providers.length === 0) {
    throw new AppError('llm/not-configured', 'No language model is configured on this server')
  }
  const body = await readBody(request)
  const destination = destinationOf(ports.providers, body.model)
  if (destination === undefined) throw new AppError('llm/bad-request', 'Say which model to use')

  const watch = watchForSilence(ports.timeoutMs)
  try {
    const answer = await send(body, destination, request.signal, watch, ports)
    refuseUnlessAnswer(answer)
    return answerOf(answer, destination.provider, watch)
  } catch (error) {
    watch.stop()
    throw error
  }
}

async function readBody(request: Request): Promise<ChatRequest> {
  const text = await readLimited(request, MAX_BODY_BYTES)
  if (text === undefined) {
    throw new AppError('llm/too-large', 'The request is larger than this server passes on', {
      details: { maxBytes: MAX_BODY_BYTES },
    })
  }
  const parsed = chatRequest.safeParse(parseJson(text))
  if (!parsed.success) {
    throw new AppError('llm/bad-request', 'Not a chat completion: JSON with `messages` is expected')
  }
  return parsed.data
}

async function send(
  body: ChatRequest,
  { provider, model }: Destination,
  clientGone: AbortSignal,
  watch: SilenceWatch,
  ports: ChatPorts,
): Promise<Response> {
  const headers = new Headers({
    'content-type': 'application/json',
    accept: ANSWER_TYPES.join(', '),
    // A compressed stream would come in lumps.
    'accept-encoding': 'identity',
  })
  if (provider.apiKey !== undefined) headers.set('authorization', `Bearer ${provider.apiKey}`)
  try {
    return await ports.fetch(`${provider.baseUrl.replace(/\/+$/, '')}/chat/completions`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ ...body, model }),
      // A redirect would carry the key to wherever it points.
      redirect: 'manual',
      signal: AbortSignal.any([clientGone, watch.signal]),
    })
  } catch (cause) {
    if (watch.signal.aborted) {
      throw new AppError('llm/timed-out', 'The provider did not answer in time', {
        details: { timeoutMs: ports.timeoutMs },
      })
    }
    throw new AppError('llm/unreachable', 'The provider could not be reached', { cause })
  }
}

/** The provider's status, in our words. */
function refuseUnlessAnswer({ status, headers, body }: Response): void {
  const error = refusalOf(status, headers) ?? wrongTypeOf(headers)
  if (error === undefined) return
  // Unread bodies keep their connection open. Whether closing it works does not matter here.
  body?.cancel().catch(() => undefined)
  throw error
}

function refusalOf(status: number, headers: Headers): AppError | undefined {
  if (status >= 200 && status < 300) return undefined
  const details = { status }
  if (status === 429) {
    const wait = headers.get('retry-after') ?? ''
    return new AppError('llm/too-many-requests', 'The provider asks to slow down', {
      details: /^\d{1,5}$/.test(wait) ? { ...details, waitSeconds: Number(wait) } : details,
    })
  }
  if (status === 413) {
    return new AppError('llm/too-large', 'The request is larger than the provider takes', {
      details,
    })
  }
  if (status === 401 || status === 403) {
    return new AppError('llm/refused', "The provider does not accept this server's key", {
      details,
    })
  }
  if (status >= 400 && status < 500) {
    return new AppError('llm/refused', 'The provider refused the request', { details })
  }
  return new AppError('llm/unreachable', 'The provider gave no usable answer', { details })
}

function wrongTypeOf(headers: Headers): AppError | undefined {
  if (answerType(headers) !== undefined) return undefined
  return new AppError('llm/unreachable', 'The provider answered with something other than JSON')
}

function answerType(headers: Headers): string | undefined {
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  return ANSWER_TYPES.find((known) => known === type)
}

function answerOf({ body, headers }: Response, provider: Provider, watch: SilenceWatch): Response {
  return new Response(body?.pipeThrough(heardBy(watch)).pipeThrough(redactor(provider.apiKey)), {
    headers: { 'content-type': `${answerType(headers) ?? ''}; charset=utf-8` },
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
