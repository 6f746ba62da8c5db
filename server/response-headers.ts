/**
 * What the page may do. It loads and connects to nothing but this server, so that not even a bug
 * can send a workflow elsewhere.
 */
const PAGE_SOURCES = {
  'default-src': "'none'",
  // blob: is how transformers.js loads onnxruntime's module.
  'script-src': "'self' 'wasm-unsafe-eval' blob:",
  'worker-src': "'self' blob:",
  // Monaco and React Flow position things by style attributes.
  'style-src': "'self' 'unsafe-inline'",
  'font-src': "'self' data:",
  'img-src': "'self' data: blob:",
  // data: and blob: never leave the page; Vite inlines small assets as data:.
  'connect-src': "'self' data: blob:",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
}

/**
 * Handlers may ask the hosts that a workflow's settings list. Only the sandbox worker can, and it
 * checks each request against that list: the server cannot know it, as workflows stay in the browser.
 */
const SANDBOX_SOURCES = {
  ...PAGE_SOURCES,
  'connect-src': "'self' https: http://localhost:* http://127.0.0.1:*",
}
const SANDBOX_SCRIPT = /^\/assets\/sandbox\.worker-[\w-]+\.js$/

const policy = (directives: Readonly<Record<string, string>>): string =>
  Object.entries(directives)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ')
const PAGE_POLICY = policy(PAGE_SOURCES)
const SANDBOX_POLICY = policy(SANDBOX_SOURCES)

/** On every response: workers take their policy and their isolation from their own script. */
const ON_EVERY_RESPONSE = {
  // Cross-origin isolation: WASM threads need SharedArrayBuffer.
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** `path` is what was asked for. */
export function withHeaders(response: Response, path: string): Response {
  const isSandbox = SANDBOX_SCRIPT.test(path)
  response.headers.set('content-security-policy', isSandbox ? SANDBOX_POLICY : PAGE_POLICY)
  for (const [name, value] of Object.entries(ON_EVERY_RESPONSE)) response.headers.set(name, value)
  return response
}
