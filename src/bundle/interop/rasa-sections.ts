import { readAnnotated } from './annotated-text.ts'
import type { Collector } from './collector.ts'

export type RasaSection = 'intent' | 'synonym' | 'regex' | 'lookup'

/** What Rasa's YAML and its older Markdown have in common. */
export interface RasaSections {
  example(section: RasaSection, name: string, text: string, place: string): void
  /** Call once, after the last example: what entities are is told anywhere in a file. */
  finish(): void
}

export function createRasaSections(into: Collector): RasaSections {
  /** Entities that were marked, and the values their marks stand for. */
  const marked = new Set<string>()
  const valued = new Map<string, Set<string>>()
  const synonyms = new Map<string, { words: string[]; place: string }>()
  const patterns = new Map<string, { pattern: string; place: string }[]>()
  const lookups = new Map<string, string[]>()

  function intent(name: string, text: string, place: string): void {
    const read = readAnnotated(text)
    for (const { role, entity } of read.roles) {
      into.alias(role, entity)
      marked.add(entity)
    }
    for (const { entity } of read.slots) marked.add(entity)
    for (const { entity, value, words } of read.values) {
      valued.set(value, (valued.get(value) ?? new Set()).add(entity))
      into.entity({ name: entity, examples: [value] })
      if (words !== value) synonymOf(value, words, place)
    }
    into.row({ intent: name, text: read.text, slots: read.slots }, place)
  }

  function synonymOf(value: string, word: string, place: string): void {
    const known = synonyms.get(value)
    if (known) known.words.push(word)
    else synonyms.set(value, { words: [word], place })
  }

  function finishLookups(): void {
    for (const [name, values] of lookups) {
      into.entity({ name, examples: values })
      for (const value of values) valued.set(value, (valued.get(value) ?? new Set()).add(name))
    }
  }

  /** A synonym belongs to the entities whose marks or lookups have its value. */
  function finishSynonyms(): void {
    for (const [value, { words, place }] of synonyms) {
      const entities = valued.get(value) ?? new Set()
      for (const name of entities) into.entity({ name, choices: [{ value, synonyms: words }] })
      if (entities.size === 0)
        into.skip(place, `Synonyms of “${value}”: no mark or lookup has that value.`)
    }
  }

  function finishPatterns(): void {
    for (const [name, found] of patterns) {
      const [first, ...others] = found
      if (!first) continue
      if (!marked.has(name) && !lookups.has(name))
        into.skip(first.place, `Pattern “${name}”: no entity is called so.`)
      else if (!isPattern(first.pattern))
        into.skip(first.place, `Pattern “${name}” is not a regular expression here.`)
      else into.entity({ name, pattern: first.pattern })
      for (const { place } of others)
        into.skip(place, `Pattern “${name}”: a parameter has one pattern; the first was taken.`)
    }
  }

  return {
    example(section, name, text, place) {
      if (name === '') {
        into.skip(place, `A ${section} without a name.`)
        return
      }
      switch (section) {
        case 'intent': {
          intent(name, text, place)
          return
        }
        case 'synonym': {
          synonymOf(name, text.trim(), place)
          return
        }
        case 'regex':
          patterns.set(name, [...(patterns.get(name) ?? []), { pattern: text.trim(), place }])
          return
        case 'lookup':
          lookups.set(name, [...(lookups.get(name) ?? []), text.trim()])
      }
    },
    finish() {
      finishLookups()
      finishSynonyms()
      finishPatterns()
    },
  }
}

export function isPattern(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u')
    return pattern !== ''
  } catch {
    return false
  }
}
