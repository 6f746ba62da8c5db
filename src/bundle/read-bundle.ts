import type { z } from 'zod'
import { documentRecordSchema, type Document, type DocumentRecord } from '#domain/document.ts'
import { ROOT_CONTEXT } from '#domain/ids.ts'
import type { IntentModel } from '#domain/intent-model.ts'
import type { TrainingReport } from '#domain/training-report.ts'
import { AppError } from '#shared/app-error.ts'
import type { Json } from '#shared/json.ts'
import { unpackRows } from '#shared/eight-bit-rows.ts'
import type { BundleContents, BundleFiles } from './contract.ts'
import {
  BUNDLE_APP,
  BUNDLE_FORMAT,
  isKnownPath,
  isSourcePath,
  layoutFileSchema,
  manifestSchema,
  modelFileSchema,
  PATHS,
  workflowFileSchema,
  type Manifest,
  type RawRecord,
} from './format.ts'
import { damaged, parseJson } from './json.ts'
import { assertSafePath } from './paths.ts'
import { reportSchema } from './report-schema.ts'
import { sha256 } from './sha256.ts'

/** What was read, and a sentence for each file that was left out. */
export interface ReadBundle extends BundleContents {
  readonly warnings: readonly string[]
}

/**
 * Reads the files of a bundle, checking everything and evaluating nothing. Throws
 * `bundle/not-a-bundle`, `bundle/newer-than-app`, `bundle/unsafe-path` or `bundle/damaged`.
 */
export function readBundle(files: BundleFiles): ReadBundle {
  const bytes = files.get(PATHS.manifest)
  if (!bytes) throw notABundle('it has no manifest.json')
  const manifest = readManifest(bytes)
  const listed = checkedFiles(manifest, files)
  return {
    document: readDocument(listed),
    model: readModel(listed),
    report: readReport(listed),
    warnings: [...files.keys()]
      .filter((path) => path !== PATHS.manifest && !listed.has(path))
      .map((path) => `${path} is no part of a bundle and was left out`),
  }
}

/** The manifest alone: it tells which files an unzipped bundle consists of. */
export function readManifest(bytes: Uint8Array): Manifest {
  const json = parseJson(textOf(bytes, PATHS.manifest), PATHS.manifest)
  const { app, format } = (typeof json === 'object' && json !== null ? json : {}) as {
    readonly app?: Json
    readonly format?: Json
  }
  if (app !== BUNDLE_APP) throw notABundle('it was not exported from Espalier')
  if (typeof format === 'number' && format > BUNDLE_FORMAT)
    throw new AppError('bundle/newer-than-app', `The bundle is of format ${format}`, {
      details: { found: format, known: BUNDLE_FORMAT },
    })
  const manifest = checked(manifestSchema, json, PATHS.manifest)
  manifest.files.forEach(assertSafePath)
  return manifest
}

export function notABundle(because: string): AppError {
  return new AppError('bundle/not-a-bundle', `This is not a bundle: ${because}`, {
    details: { because },
  })
}

/** The files that are listed and known, after comparing their hashes. */
function checkedFiles(manifest: Manifest, files: BundleFiles): BundleFiles {
  const listed = new Map<string, Uint8Array>()
  for (const path of manifest.files) {
    const bytes = files.get(path)
    if (!bytes) throw damaged(path, 'it is missing')
    const expected = Object.hasOwn(manifest.sha256, path) ? manifest.sha256[path] : undefined
    if (expected !== undefined && sha256(bytes) !== expected)
      throw damaged(path, 'it is not what was exported')
    if (isKnownPath(path)) listed.set(path, bytes)
  }
  return listed
}

function readDocument(files: BundleFiles): Document {
  const main = checked(workflowFileSchema, jsonOf(files, PATHS.workflow), PATHS.workflow)
  const layout = checked(
    layoutFileSchema,
    files.has(PATHS.layout) ? jsonOf(files, PATHS.layout) : {},
    PATHS.layout,
  )
  const collapsed = new Set(layout.collapsed)
  const { records, add } = recordCollector()

  add(PATHS.workflow, { ...main.workflow, kind: 'workflow' })
  for (const context of main.contexts) {
    const position = Object.hasOwn(layout.positions, context.id)
      ? layout.positions[context.id]
      : null
    const isCollapsed = collapsed.has(context.id)
    add(PATHS.workflow, { ...context, kind: 'context', position, collapsed: isCollapsed })
  }
  for (const command of main.commands) add(PATHS.workflow, { ...command, kind: 'command' })
  for (const { id, path, file = path } of main.files) {
    if (!isSourcePath(file)) throw damaged(PATHS.workflow, `${file} is no place for a source file`)
    add(PATHS.workflow, { kind: 'source-file', id, path, text: textAt(files, file) })
  }
  for (const note of layout.notes) add(PATHS.layout, { ...note, kind: 'note' })
  for (const line of linesOf(files, PATHS.utterances))
    add(PATHS.utterances, { ...line, kind: 'utterance' })
  for (const line of linesOf(files, PATHS.corrections))
    add(PATHS.corrections, { ...line, kind: 'correction' })

  if (records[ROOT_CONTEXT]?.kind !== 'context')
    throw damaged(PATHS.workflow, 'it has no root context')
  return records
}

function recordCollector(): {
  readonly records: Document
  readonly add: (file: string, raw: RawRecord) => void
} {
  const records: Record<string, DocumentRecord> = {}
  return {
    records,
    add(file, raw) {
      const record = checked(documentRecordSchema, raw, file)
      // Records are kept by id in a plain object, which has these keys already.
      if (record.id in Object.prototype) throw damaged(file, `${record.id} cannot be an id`)
      if (Object.hasOwn(records, record.id)) throw damaged(file, `the id ${record.id} occurs twice`)
      records[record.id] = record
    },
  }
}

function readModel(files: BundleFiles): IntentModel | null {
  const parts = [PATHS.head, PATHS.model, PATHS.examples, PATHS.wideExamples]
  if (!parts.some((path) => files.has(path))) return null
  const { examples, slots, ...rest } = checked(
    modelFileSchema,
    jsonOf(files, PATHS.model),
    PATHS.model,
  )
  const vectors = readVectors(files, rest.encoder.dimension)
  if (vectors.length !== examples.texts.length * rest.encoder.dimension)
    throw damaged(PATHS.examples, 'it is not one vector for each text')
  return {
    ...rest,
    head: bytesAt(files, PATHS.head),
    examples: { ...examples, vectors },
    ...(slots !== undefined && {
      slots: slots && { ...slots, weights: bytesAt(files, PATHS.slots) },
    }),
  }
}

function readReport(files: BundleFiles): TrainingReport | null {
  if (!files.has(PATHS.report)) return null
  return checked(reportSchema, jsonOf(files, PATHS.report), PATHS.report)
}

function readVectors(files: BundleFiles, dimension: number): Float32Array {
  if (files.has(PATHS.wideExamples)) return floatsOf(bytesAt(files, PATHS.wideExamples))
  const vectors = unpackRows(bytesAt(files, PATHS.examples), dimension)
  if (!vectors) throw damaged(PATHS.examples, 'it is cut off')
  return vectors
}

/** Little-endian float32, all of them numbers. */
function floatsOf(bytes: Uint8Array): Float32Array {
  if (bytes.length % 4 !== 0) throw damaged(PATHS.wideExamples, 'it is cut off')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const floats = Float32Array.from({ length: bytes.length / 4 }, (_, i) =>
    view.getFloat32(i * 4, true),
  )
  if (!floats.every(Number.isFinite))
    throw damaged(PATHS.wideExamples, 'it has values that are none')
  return floats
}

function linesOf(files: BundleFiles, path: string): RawRecord[] {
  if (!files.has(path)) return []
  return textAt(files, path)
    .split('\n')
    .map((line, i) => ({ line: line.trim(), place: `${path}, line ${i + 1}` }))
    .filter(({ line }) => line !== '')
    .map(({ line, place }) => {
      const json = parseJson(line, place)
      if (typeof json !== 'object' || json === null || Array.isArray(json))
        throw damaged(place, 'it is not a record')
      return json as unknown as RawRecord
    })
}

const jsonOf = (files: BundleFiles, path: string): Json => parseJson(textAt(files, path), path)

const textAt = (files: BundleFiles, path: string): string => textOf(bytesAt(files, path), path)

function bytesAt(files: BundleFiles, path: string): Uint8Array {
  const bytes = files.get(path)
  if (!bytes) throw damaged(path, 'it is missing')
  return bytes
}

function textOf(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw damaged(path, 'it is not text', cause)
  }
}

function checked<T>(schema: z.ZodType<T>, value: unknown, file: string): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw damaged(file, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not as expected'}`)
}
