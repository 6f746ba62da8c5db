/**
 * What the page may do. It loads and connects to nothing but this server, so that not even a bug
 * can send a workflow elsewhere.
 */
const CONTENT_SECURITY_POLICY = Object.entries({
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
})
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join('; ')

/** On every response: workers take their policy and their isolation from their own script. */
const ON_EVERY_RESPONSE = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  // Cross-origin isolation: WASM threads need SharedArrayBuffer.
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

export function withHeaders(response: Response): Response {
  for (const [name, value] of Object.entries(ON_EVERY_RESPONSE)) response.headers.set(name, value)
  return response
}
