import { AppError, toWire, type ErrorCode } from '#shared/app-error.ts'
import { chatCompletions, type ChatPorts } from './llm/chat-completions.ts'
import { modelNames } from './llm/provider.ts'
import type { TokenBucket } from './llm/token-bucket.ts'
import { isFromOwnOrigin, isOwnHost } from './own-origin.ts'
import { withHeaders } from './response-headers.ts'
import { staticFile } from './static.ts'

/** What the server needs from the world. */
export interface ServerPorts extends ChatPorts {
  /** The folder of the built studio. */
  readonly root: string
  /** The ports under which a browser may see this server. */
  readonly ownPorts: ReadonlySet<number>
  readonly limit: TokenBucket
  /** One line for the operator. Never given a key, a body or a header. */
  readonly log: (line: string) => void
}

/** Codes a client may see, and the status each is sent with. Any other failure is a bare 500. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  'llm/bad-request': 400,
  'llm/not-allowed': 403,
  'llm/not-configured': 503,
  'llm/refused': 422,
  'llm/timed-out': 504,
  'llm/too-large': 413,
  'llm/too-many-requests': 429,
  'llm/unreachable': 502,
}

/** The whole server as a function of a request, so that a test needs no port and no socket. */
export async function handle(request: Request, ports: ServerPorts): Promise<Response> {
  const { pathname } = new URL(request.url)
  try {
    return withHeaders(await route(request, ports), pathname)
  } catch (error) {
    return withHeaders(refusal(error, ports.log), pathname)
  }
}

async function route(request: Request, ports: ServerPorts): Promise<Response> {
  const { host, pathname } = new URL(request.url)
  if (!isOwnHost(host, ports.ownPorts)) {
    throw new AppError('llm/not-allowed', 'This server answers under its own address only')
  }
  if (!pathname.startsWith('/api/')) return staticFile(request, ports.root)

  if (!isFromOwnOrigin(request, ports.ownPorts)) {
    throw new AppError('llm/not-allowed', 'This server answers the studio it serves, nobody else')
  }
  switch (`${request.method} ${pathname}`) {
    case 'GET /api/llm/status':
      return privately(
        Response.json({
          configured: ports.providers.length > 0,
          models: modelNames(ports.providers),
        }),
      )
    case 'POST /api/llm/chat/completions':
      takeToken(ports)
      return privately(await chatCompletions(request, ports))
    default:
      return new Response('Not found', { status: 404 })
  }
}

/** Only calls that would reach a provider count. */
function takeToken({ providers, limit }: ServerPorts): void {
  if (providers.length === 0) return
  const token = limit.take()
  if (token.taken) return
  throw new AppError('llm/too-many-requests', 'Too many requests in a short time', {
    details: { waitSeconds: token.waitSeconds },
  })
}

function privately(response: Response): Response {
  response.headers.set('cache-control', 'no-store')
  return response
}

function refusal(error: unknown, log: ServerPorts['log']): Response {
  const status = error instanceof AppError ? STATUS[error.code] : undefined
  // Fail closed: what is not known to be safe for the client stays here; and since a message may
  // quote a key, not even the log gets more than the error's kind.
  if (!(error instanceof AppError) || status === undefined) {
    log(`A request failed: ${kindOf(error)}`)
    return new Response('Internal error', { status: 500 })
  }
  if (error.cause !== undefined) log(`${error.code}: ${kindOf(error.cause)}`)
  const response = privately(Response.json(toWire(error), { status }))
  const { waitSeconds } = error.details
  if (waitSeconds !== undefined) response.headers.set('retry-after', String(waitSeconds))
  return response
}

/** `TypeError ECONNREFUSED`: enough to find the cause, nothing of what was sent. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const cause: unknown = error.cause ?? error
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' ? `${error.name} ${code}` : error.name
}
