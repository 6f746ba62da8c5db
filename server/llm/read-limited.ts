/** Reads a body as text; `undefined` as soon as it turns out to be longer than the limit. */
export async function readLimited(request: Request, maxBytes: number): Promise<string | undefined> {
  // Refused before a byte is read where the sender is honest about the length …
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return undefined
  if (request.body === null) return ''

  // … and while reading where it is not, or says none.
  const reader = request.body.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.byteLength
    if (size > maxBytes) {
      await reader.cancel()
      return undefined
    }
    chunks.push(read.value)
  }
  return Buffer.concat(chunks).toString('utf8')
}
