import type { Json } from '#shared/json.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { HostRequest } from './host-port.ts'

/** What a handler asks of the world, as the kernel wrote it; the application chose all of it but the number. */
export interface WorldRequest {
  /** From 1, in the order of asking, for one execution. */
  readonly number: number
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])

/** Headers that say who asks, or how the connection is made: a browser keeps them to itself, Node does not. */
const KEPT_HEADERS =
  /^(?:accept-charset|accept-encoding|access-control-.*|connection|content-length|cookie2?|date|dnt|expect|host|keep-alive|origin|permissions-policy|proxy-.*|referer|sec-.*|set-cookie|te|trailer|transfer-encoding|upgrade|user-agent|via)$/i

/** The origins of a list that handlers may ask: https, or http on this machine. What is none is left out. */
export function allowedOrigins(hosts: readonly string[]): ReadonlySet<string> {
  return new Set(hosts.flatMap((host) => originOf(host) ?? []))
}

/** `https://api.example.com`, of an address or of an origin; `undefined` where it may not be asked. */
export function originOf(address: string): string | undefined {
  const url = urlOf(address)
  if (!url || !isSafe(url)) return undefined
  return url.origin
}

/** The request as the host may send it; or a sentence why it may not. */
export function allowedRequest(
  { url: address, method, headers, body }: WorldRequest,
  allowed: ReadonlySet<string>,
): Result<HostRequest, string> {
  const url = urlOf(address)
  if (!url) return err(`${address} is not an absolute address`)
  if (!isSafe(url)) return err(`${url.origin} cannot be asked: only https, or http on this machine`)
  if (url.username !== '' || url.password !== '')
    return err('An address with a name or password in it is not asked')
  if (!allowed.has(url.origin))
    return err(`${url.origin} is not among the hosts that this workflow may ask`)
  if (!METHODS.has(method)) return err(`${method} is not a method that can be used`)
  if (body !== null && (method === 'GET' || method === 'HEAD'))
    return err(`A ${method} request has no body`)
  const kept = Object.keys(headers).find((name) => KEPT_HEADERS.test(name))
  if (kept !== undefined) return err(`The header ${kept} is not for handlers to set`)
  url.hash = ''
  return ok({ url: url.href, method, headers, body })
}

/** What the journal keeps of a request. */
export const requestRecord = ({ url, method, headers, body }: HostRequest): Json => ({
  url,
  method,
  headers,
  body,
})

function urlOf(address: string): URL | undefined {
  try {
    return new URL(address)
  } catch {
    return undefined
  }
}

const isSafe = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
