import { open, stat, type FileHandle } from 'node:fs/promises'
import { extname, join } from 'node:path'

const MIME: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.jsonl': 'application/jsonl; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.onnx': 'application/octet-stream',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ts': 'text/plain; charset=utf-8',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.zip': 'application/zip',
}

const CHUNK_BYTES = 256 * 1024

/**
 * A file of the built studio. What is not there is a 404, never index.html: a missing model must
 * not look like one that is damaged.
 */
export async function staticFile(request: Request, root: string): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return new Response('Method not allowed', { status: 405, headers: { allow: 'GET, HEAD' } })
  }
  const path = pathOf(new URL(request.url).pathname)
  const file = path === undefined ? undefined : await fileAt(join(root, path))
  if (path === undefined || file === undefined) return new Response('Not found', { status: 404 })

  const etag = `W/"${file.size.toString(36)}-${Math.round(file.mtimeMs).toString(36)}"`
  const headers = { 'cache-control': cacheControl(path), etag }
  if (request.headers.get('if-none-match') === etag) {
    return new Response(null, { status: 304, headers })
  }
  return new Response(request.method === 'HEAD' ? null : streamOf(file.path), {
    headers: {
      ...headers,
      'content-type': MIME[extname(path).toLowerCase()] ?? 'application/octet-stream',
      'content-length': String(file.size),
    },
  })
}

/** The path below the root, or nothing for one that climbs, hides or cannot be a file. */
function pathOf(pathname: string): string | undefined {
  const path = decode(pathname.endsWith('/') ? `${pathname}index.html` : pathname)
  if (path === undefined) return undefined
  const segments = path.split('/').slice(1)
  // URL has resolved plain `..`; what is left arrived encoded. Dot files are not for the world.
  const isPlain = (segment: string) => /^[^.\\\0:][^\\\0:]*$/.test(segment)
  return segments.every(isPlain) ? segments.join('/') : undefined
}

function decode(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return undefined
  }
}

async function fileAt(path: string) {
  try {
    const stats = await stat(path)
    return stats.isFile() ? { path, size: stats.size, mtimeMs: stats.mtimeMs } : undefined
  } catch {
    return undefined
  }
}

/** Vite names the files of assets/ by their contents; all others are asked for again, by ETag. */
function cacheControl(path: string): string {
  return path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
}

/** Read as it is sent: the encoder and the WASM runtime are tens of megabytes each. */
function streamOf(path: string): ReadableStream<Uint8Array> {
  let file: FileHandle | undefined
  let isLeft = false
  return new ReadableStream(
    {
      async pull(controller) {
        file ??= await open(path)
        // Whoever asked has gone while it was being opened.
        if (isLeft) return file.close()
        const { bytesRead, buffer } = await file.read(new Uint8Array(CHUNK_BYTES))
        if (bytesRead > 0) {
          controller.enqueue(buffer.subarray(0, bytesRead))
          return
        }
        await file.close()
        controller.close()
      },
      cancel() {
        isLeft = true
        return file?.close()
      },
    },
    // Nothing is opened before someone reads, so that nothing is left open when nobody does.
    { highWaterMark: 0 },
  )
}
