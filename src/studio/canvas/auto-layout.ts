import type { ElkNode } from 'elkjs/lib/elk-api'
import ELK from 'elkjs/lib/elk-api.js'
import elkWorkerUrl from 'elkjs/lib/elk-worker.min.js?url'
import type { Document, Edit } from '#domain/document.ts'
import { arrangement, type Which } from './arrangement.ts'

/** ELK in a worker of its own, started for one layout and ended after it. */
async function layOut(graph: ElkNode): Promise<ElkNode> {
  const elk = new ELK({ workerUrl: elkWorkerUrl })
  try {
    return await elk.layout(graph)
  } finally {
    elk.terminateWorker()
  }
}

/** The edit that gives cards their places. Load this file lazily: the layout engine is large. */
export function autoLayout(
  document: Document,
  which: Which,
  showInherited: boolean,
): Promise<Edit> {
  return arrangement(document, which, showInherited, layOut)
}
