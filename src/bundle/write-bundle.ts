import type { ContextRecord, Document, SourceFileRecord } from '#domain/document.ts'
import type { IntentModel } from '#domain/intent-model.ts'
import { recordsOf, workflowOf } from '#domain/queries.ts'
import { packRows } from '#shared/eight-bit-rows.ts'
import type { BundleContents, BundleFiles } from './contract.ts'
import { BUNDLE_APP, BUNDLE_FORMAT, isSourcePath, PATHS, type Manifest } from './format.ts'
import { canonicalJson } from './json.ts'
import { isSafePath, pathKey } from './paths.ts'
import { sha256 } from './sha256.ts'

export interface WriteOptions {
  /** Unix ms, for the manifest. Without it, equal contents give equal bytes. */
  readonly exportedAt?: number
}

/** The files of a bundle, manifest first, the others by path. */
export function writeBundle(contents: BundleContents, options: WriteOptions = {}): BundleFiles {
  const { document, model, report } = contents
  const texts = new Map([...sourceTexts(document), ...documentTexts(document)])
  if (report) texts.set(PATHS.report, pretty(report))
  const encoder = new TextEncoder()
  const files = new Map<string, Uint8Array>()
  for (const [path, text] of texts) files.set(path, encoder.encode(text))
  if (model) for (const [path, bytes] of modelFiles(model)) files.set(path, bytes)

  const listed = [...files].sort(([a], [b]) => (a < b ? -1 : 1))
  const manifest: Manifest = {
    format: BUNDLE_FORMAT,
    app: BUNDLE_APP,
    name: workflowOf(document).name,
    ...(options.exportedAt !== undefined && {
      exportedAt: new Date(options.exportedAt).toISOString(),
    }),
    files: listed.map(([path]) => path),
    sha256: Object.fromEntries(listed.map(([path, bytes]) => [path, sha256(bytes)])),
    capabilities: capabilitiesOf(document),
  }
  return new Map([[PATHS.manifest, encoder.encode(pretty(manifest))], ...listed])
}

/** What handlers may reach outside the sandbox, for whoever decides whether to run them. */
const capabilitiesOf = (document: Document): string[] =>
  [...new Set(workflowOf(document).settings.hosts)].sort().map((host) => `fetch ${host}`)

const pretty = (value: unknown): string => `${canonicalJson(value, 2)}\n`

const lines = (values: readonly unknown[]): string =>
  values.map((value) => `${canonicalJson(value)}\n`).join('')

function documentTexts(document: Document): [path: string, text: string][] {
  const contexts = byId(recordsOf(document, 'context'))
  return [
    [
      PATHS.workflow,
      pretty({
        workflow: withoutKind(workflowOf(document)),
        contexts: contexts.map(withoutLayout),
        commands: byId(recordsOf(document, 'command')).map(withoutKind),
        files: placedFiles(document).map(({ record: { id, path }, place }) =>
          place === path ? { id, path } : { id, path, file: place },
        ),
      }),
    ],
    [
      PATHS.layout,
      pretty({
        positions: Object.fromEntries(
          contexts.flatMap(({ id, position }) => (position ? [[id, position]] : [])),
        ),
        collapsed: contexts.filter(({ collapsed }) => collapsed).map(({ id }) => id),
        notes: byId(recordsOf(document, 'note')).map(withoutKind),
      }),
    ],
    [
      PATHS.utterances,
      lines(
        recordsOf(document, 'utterance')
          .toSorted((a, b) => compare(a.command, b.command) || compare(a.id, b.id))
          .map(withoutKind),
      ),
    ],
    [
      PATHS.corrections,
      lines(
        recordsOf(document, 'correction')
          .toSorted((a, b) => a.at - b.at || compare(a.id, b.id))
          .map(withoutKind),
      ),
    ],
  ]
}

function sourceTexts(document: Document): [path: string, text: string][] {
  return placedFiles(document).map(({ record, place }) => [place, record.text])
}

interface PlacedFile {
  readonly record: SourceFileRecord
  /** Its path in the bundle. */
  readonly place: string
}

/** A file lies under its own path unless that is no safe one below `app/`, or is taken. */
function placedFiles(document: Document): PlacedFile[] {
  const taken = new Set<string>()
  const files = byId(recordsOf(document, 'source-file'))
  const own = files.filter(({ path }) => {
    if (!isSourcePath(path) || !isSafePath(path) || taken.has(pathKey(path))) return false
    taken.add(pathKey(path))
    return true
  })
  let number = 0
  return files.map((record) => {
    if (own.includes(record)) return { record, place: record.path }
    let place: string
    do place = `app/file-${++number}.ts`
    while (taken.has(place))
    return { record, place }
  })
}

function modelFiles({
  head,
  examples,
  slots,
  ...rest
}: IntentModel): [path: string, bytes: Uint8Array][] {
  const { texts, labels, vectors } = examples
  const tagger = slots && { format: slots.format, parameters: slots.parameters }
  const json = pretty({
    ...rest,
    ...(tagger !== undefined && { slots: tagger }),
    examples: { texts, labels },
  })
  return [
    [PATHS.head, head],
    [PATHS.model, new TextEncoder().encode(json)],
    examplesFile(vectors, rest.encoder.dimension),
    ...(slots ? [[PATHS.slots, slots.weights] satisfies [string, Uint8Array]] : []),
  ]
}

function examplesFile(vectors: Float32Array, dimension: number): [string, Uint8Array] {
  const bytes = packRows(vectors, dimension)
  return bytes ? [PATHS.examples, bytes] : [PATHS.wideExamples, littleEndian(vectors)]
}

function littleEndian(vectors: Float32Array): Uint8Array {
  const bytes = new Uint8Array(vectors.length * 4)
  const view = new DataView(bytes.buffer)
  vectors.forEach((value, i) => {
    view.setFloat32(i * 4, value, true)
  })
  return bytes
}

function withoutKind<R extends { readonly kind: string }>({
  kind: _,
  ...rest
}: R): Omit<R, 'kind'> {
  return rest
}

function withoutLayout(context: ContextRecord): Partial<ContextRecord> {
  const { kind: _, position: __, collapsed: ___, ...rest } = context
  return rest
}

const byId = <R extends { readonly id: string }>(records: readonly R[]): R[] =>
  records.toSorted((a, b) => compare(a.id, b.id))

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
