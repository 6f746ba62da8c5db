/**
 * Whether a request comes from our own page. A server on the loopback address can be reached by
 * every page in the person's browser, and through DNS rebinding even under a foreign name; with a
 * key behind it, it must answer none of them.
 */
export function isFromOwnOrigin(request: Request, ports: ReadonlySet<number>): boolean {
  const { host } = new URL(request.url)
  if (!isOwnHost(host, ports)) return false
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin') return false
  const origin = request.headers.get('origin')
  // Browsers send an Origin with each POST; what sends none is not our page.
  if (origin === null) return request.method === 'GET'
  return origin === `http://${host}`
}

/** Rebinding shows in the Host header: it names the foreign domain. */
export function isOwnHost(host: string, ports: ReadonlySet<number>): boolean {
  return [...ports].some((port) =>
    ['127.0.0.1', 'localhost', '[::1]'].some((name) => host === hostOf(name, port)),
  )
}

/** As `URL` writes it: without the port where it is HTTP's own. */
function hostOf(name: string, port: number): string {
  return port === 80 ? name : `${name}:${port}`
}
