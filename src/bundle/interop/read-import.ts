import type { Imported } from '#domain/import/imported.ts'
import { AppError } from '#shared/app-error.ts'
import type { BundleFiles } from '../contract.ts'
import { unzipBundle, UNZIP_LIMITS } from '../zip.ts'
import { createCollector, type Collector } from './collector.ts'
import { isClu, readClu } from './clu.ts'
import { readCsv } from './csv.ts'
import { decodeText } from './decode-text.ts'
import { detectFormat, isZip } from './detect-format.ts'
import { isDialogflow, readDialogflow } from './dialogflow.ts'
import { FORMAT_NAMES, IMPORT_LIMITS, type ImportFormat, type ImportLimits } from './formats.ts'
import { isObject, readJson, readJsonl } from './json-rows.ts'
import { isLuis, readLuis } from './luis.ts'
import { readPlainText } from './plain-text.ts'
import { readRasaMarkdown } from './rasa-markdown.ts'
import { readRasaYaml } from './rasa-yaml.ts'

/** A file as a person gave it; pasted text has the name ''. */
export interface ImportSource {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface ImportReading extends Imported {
  /** What each file was read as. */
  readonly files: readonly { readonly name: string; readonly format: ImportFormat }[]
}

export interface ReadOptions {
  /** Reads every file as this; without it each is looked at. */
  readonly format?: ImportFormat | undefined
  readonly limits?: ImportLimits
}

/**
 * Reads utterances of other systems. Nothing is evaluated; what cannot be taken is in `skipped`,
 * with its place. Throws `import/not-readable` and `import/too-large`, naming the file: then
 * nothing was read.
 */
export function readImport(
  sources: readonly ImportSource[],
  { format, limits = IMPORT_LIMITS }: ReadOptions = {},
): ImportReading {
  const first = createCollector('', limits)
  const files: { name: string; format: ImportFormat }[] = []
  for (const source of sources) {
    if (source.bytes.length > limits.bytes)
      throw new AppError('import/too-large', `${source.name} is too large`, {
        details: { file: source.name, limit: limits.bytes, what: 'bytes' },
      })
    const name = source.name
    files.push({ name, format: readOne(source, format, first.inFile(name)) })
  }
  return { ...first.result(), files }
}

function readOne(
  { name, bytes }: ImportSource,
  wanted: ImportFormat | undefined,
  into: Collector,
): ImportFormat {
  if (isZip(bytes)) return readZip(name, bytes, into)
  if (wanted === 'dialogflow' || wanted === 'archive') throw notReadable(name, 'it is not a zip')
  const { text, note } = decodeText(bytes, name || 'The text')
  if (note !== null) into.note(note)
  const found = wanted ?? detectFormat(name, text)
  READERS[found](text, name || 'The text', into)
  return found
}

const READERS: Readonly<
  Record<ImportFormat, (text: string, file: string, into: Collector) => void>
> = {
  csv: (text, _, into) => readCsv(text, into),
  jsonl: (text, _, into) => readJsonl(text, into),
  json: (text, file, into) => readJson(parsed(text, file), into),
  'rasa-yaml': readRasaYaml,
  'rasa-markdown': (text, _, into) => readRasaMarkdown(text, into),
  luis: (text, file, into) => readLuis(checked(text, file, 'luis'), into),
  clu: (text, file, into) => readClu(checked(text, file, 'clu'), into),
  text: (text, _, into) => readPlainText(text, into),
  dialogflow: (_, file) => fail(file, 'it is not a zip'),
  archive: (_, file) => fail(file, 'it is not a zip'),
}

function fail(file: string, because: string): never {
  throw notReadable(file, because)
}

function notReadable(file: string, because: string, cause?: unknown): AppError {
  return new AppError('import/not-readable', `${file} cannot be read: ${because}`, {
    details: { file, because },
    cause,
  })
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const because = cause instanceof Error ? cause.message : 'it is not JSON'
    throw notReadable(file, `it is not JSON (${because})`, cause)
  }
}

function checked(
  text: string,
  file: string,
  format: 'luis' | 'clu',
): Readonly<Record<string, unknown>> {
  const value = parsed(text, file)
  const fits = format === 'luis' ? isLuis(value) : isClu(value)
  if (!fits || !isObject(value)) throw notReadable(file, `it is not ${FORMAT_NAMES[format]}`)
  return value
}

const ZIP_LIMITS = { ...UNZIP_LIMITS, entries: 10_000 }

function readZip(name: string, bytes: Uint8Array, into: Collector): ImportFormat {
  const files = unpacked(name, bytes)
  if (files.has('[Content_Types].xml'))
    throw notReadable(name, 'it is an office document. Save the sheet as CSV, then choose that')
  if (files.has('manifest.json') && files.has('workflow.json'))
    throw notReadable(name, 'it is an Espalier bundle. Import it with “Import” in the header')
  if (isDialogflow(files)) {
    readDialogflow(files, into)
    return 'dialogflow'
  }
  let read = 0
  for (const [path, file] of files) {
    if (!/\.(?:csv|tsv|jsonl|ndjson|json|ya?ml|md|txt)$/i.test(path)) {
      into.skip(path, 'It is no file of utterances.')
      continue
    }
    // A zip in a zip is not opened.
    if (isZip(file)) throw notReadable(`${name}, ${path}`, 'it is a zip in a zip')
    try {
      readOne({ name: `${name}, ${path}`, bytes: file }, undefined, into.inFile(`${name}, ${path}`))
      read++
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'import/not-readable') throw error
      into.skip(path, `It cannot be read: ${String(error.details['because'])}.`)
    }
  }
  if (read === 0) throw notReadable(name, 'there is no file of utterances in it')
  return 'archive'
}

/** Checked as a bundle's zip is; a failure is worded as one of an import. */
function unpacked(name: string, bytes: Uint8Array): BundleFiles {
  try {
    return unzipBundle(bytes, ZIP_LIMITS)
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    if (cause.code === 'bundle/too-large')
      throw new AppError('import/too-large', `${name} unpacks to too much`, {
        details: { file: name, what: 'bytes', ...cause.details },
        cause,
      })
    const because = cause.details['because'] ?? 'it has a path that leads out of it'
    throw notReadable(name, String(because), cause)
  }
}
