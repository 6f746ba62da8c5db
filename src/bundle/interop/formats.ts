/** What utterances can be read from. `archive` is a zip with files of the other kinds in it. */
export const IMPORT_FORMATS = [
  'csv',
  'jsonl',
  'json',
  'rasa-yaml',
  'rasa-markdown',
  'luis',
  'clu',
  'dialogflow',
  'archive',
  'text',
] as const
export type ImportFormat = (typeof IMPORT_FORMATS)[number]

export const FORMAT_NAMES: Readonly<Record<ImportFormat, string>> = {
  csv: 'CSV or TSV table',
  jsonl: 'JSON Lines',
  json: 'JSON',
  'rasa-yaml': 'Rasa YAML',
  'rasa-markdown': 'Rasa Markdown',
  luis: 'LUIS JSON',
  clu: 'CLU JSON',
  dialogflow: 'Dialogflow ES export',
  archive: 'Zip of several files',
  text: 'Plain list',
}

export interface ImportLimits {
  /** Of one file, packed. */
  readonly bytes: number
  /** Over all files of one import. */
  readonly rows: number
  /** So many reasons are kept one by one; the others are counted. */
  readonly skips: number
}

/** Far beyond what a workflow is taught with, and what a browser reads in seconds. */
export const IMPORT_LIMITS: ImportLimits = { bytes: 32 * 1024 * 1024, rows: 100_000, skips: 5_000 }
