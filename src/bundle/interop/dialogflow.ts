import type { ImportedSlot } from '#domain/import/imported.ts'
import type { ParameterType } from '#domain/parameter.ts'
import type { BundleFiles } from '../contract.ts'
import type { Collector } from './collector.ts'
import { isObject, listOf, wordOf } from './json-rows.ts'

type JsonObject = Readonly<Record<string, unknown>>

const SAYS = /(?:^|\/)intents\/(.+)_usersays_([A-Za-z]+(?:-[A-Za-z0-9]+)*)\.json$/
const ENTRIES = /(?:^|\/)entities\/(.+)_entries_([A-Za-z]+(?:-[A-Za-z0-9]+)*)\.json$/
const INTENT = /(?:^|\/)intents\/(.+)\.json$/

export const isDialogflow = (files: BundleFiles): boolean =>
  [...files.keys()].some((path) => INTENT.test(path))

/** Dialogflow's system entities that are more than a text here. */
const SYSTEM: Readonly<Record<string, ParameterType>> = {
  '@sys.date': 'date',
  '@sys.date-time': 'date',
  '@sys.time': 'time',
  '@sys.number': 'number',
  '@sys.number-integer': 'integer',
  '@sys.cardinal': 'integer',
  '@sys.ordinal': 'integer',
  '@sys.age': 'number',
  '@sys.percentage': 'number',
}

/**
 * An agent as Dialogflow ES exports it: `agent.json`, a file for each intent, beside it one for
 * each of its languages, and the same for entities. The agent's own language is read.
 */
export function readDialogflow(files: BundleFiles, into: Collector): void {
  const agent = jsonOf(files, 'agent.json', into)
  const language = agentLanguage(files, isObject(agent) ? agent : {})
  const others = new Set<string>()
  for (const path of files.keys()) {
    const [, name = '', spoken = ''] = SAYS.exec(path) ?? []
    if (name === '') continue
    if (spoken === language) readSays(files, path, intentName(files, path, name, into), into)
    else others.add(spoken)
  }
  readInlineSays(files, into)
  for (const path of files.keys()) readEntries(files, path, language, into)
  if (others.size > 0)
    into.note(`Read in ${language}; these languages were left out: ${[...others].join(', ')}.`)
}

/** The language of the agent, or else the one most intents have. */
function agentLanguage(files: BundleFiles, agent: JsonObject): string {
  const counts = new Map<string, number>()
  for (const path of files.keys()) {
    const spoken = SAYS.exec(path)?.[2]
    if (spoken !== undefined) counts.set(spoken, (counts.get(spoken) ?? 0) + 1)
  }
  const own = wordOf(agent['language'])
  if (counts.has(own)) return own
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'en'
}

/** The name inside the file: that of the file has lost what a file name cannot have. */
function intentName(files: BundleFiles, path: string, name: string, into: Collector): string {
  const own = path.replace(/_usersays_[^/]+\.json$/, '.json')
  const intent = files.has(own) ? jsonOf(files, own, into) : null
  return (isObject(intent) && wordOf(intent['name'])) || name
}

function readSays(files: BundleFiles, path: string, intent: string, into: Collector): void {
  listOf(jsonOf(files, path, into)).forEach((says, index) =>
    takeSays(says, intent, `${path}, phrase ${index + 1}`, into),
  )
}

/** Exports of before 2018 have the phrases in the intent's own file. */
function readInlineSays(files: BundleFiles, into: Collector): void {
  for (const path of files.keys()) {
    if (!INTENT.test(path) || SAYS.test(path)) continue
    const intent = jsonOf(files, path, into)
    if (!isObject(intent)) continue
    listOf(intent['userSays']).forEach((says, index) =>
      takeSays(says, wordOf(intent['name']), `${path}, phrase ${index + 1}`, into),
    )
  }
}

function takeSays(says: unknown, intent: string, place: string, into: Collector): void {
  if (!isObject(says)) return into.skip(place, 'It is not a phrase.')
  if (says['isTemplate'] === true)
    return into.skip(place, 'It is a template of the old kind, with entities for words.')
  const slots: ImportedSlot[] = []
  let text = ''
  for (const part of listOf(says['data'])) {
    if (!isObject(part)) continue
    const words = wordOf(part['text'])
    const [meta, alias] = [wordOf(part['meta']), wordOf(part['alias'])]
    const name = alias || meta.replace(/^@(?:sys\.)?/, '')
    if (name !== '' && meta !== '@sys.ignore' && words.trim() !== '') {
      slots.push({ entity: name, start: text.length, end: text.length + words.length })
      into.alias(name, meta.replace(/^@/, ''))
      const type = SYSTEM[meta]
      if (type) into.entity({ name, type })
    }
    text += words
  }
  into.row({ intent, text, slots }, place)
}

function readEntries(files: BundleFiles, path: string, language: string, into: Collector): void {
  const [, name = '', spoken] = ENTRIES.exec(path) ?? []
  if (name === '' || spoken !== language) return
  const choices = listOf(jsonOf(files, path, into)).flatMap((entry) => {
    if (!isObject(entry)) return []
    const value = wordOf(entry['value'])
    const synonyms = listOf(entry['synonyms'])
      .map(wordOf)
      .filter((word) => word && word !== value)
    return value === '' ? [] : [{ value, synonyms }]
  })
  if (choices.length > 0) into.entity({ name, type: 'enum', choices })
}

/** A file of the zip as JSON; one that is not there, or not JSON, is `null`, the latter noted. */
function jsonOf(files: BundleFiles, path: string, into: Collector): unknown {
  const bytes = files.get(path) ?? [...files].find(([each]) => each.endsWith(`/${path}`))?.[1]
  if (!bytes) return null
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    into.skip(path, 'The file is not JSON.')
    return null
  }
}
