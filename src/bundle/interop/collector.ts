import { cleanUtterance, UTTERANCE_LIMIT } from '#domain/edits/utterances.ts'
import { trimmedSpan } from '#domain/edits/slots.ts'
import type {
  Imported,
  ImportedEntity,
  ImportedRow,
  ImportedSlot,
  ImportSkip,
} from '#domain/import/imported.ts'
import { AppError } from '#shared/app-error.ts'
import { IMPORT_LIMITS, type ImportLimits } from './formats.ts'

/** A row before it is looked at. */
export interface RawRow {
  readonly intent: string
  readonly text: string
  readonly slots?: readonly ImportedSlot[]
  readonly heldOut?: boolean
}

/** Where a reader puts what it finds; the one place that decides what a row may be. */
export interface Collector {
  /** `place` within the file: `line 12`. What cannot be an utterance is noted as skipped. */
  row(row: RawRow, place: string): void
  entity(entity: Partial<ImportedEntity> & { readonly name: string }): void
  /** Slots called `name` are of this entity: what is known of it holds for them too. */
  alias(name: string, entity: string): void
  skip(place: string, why: string): void
  note(text: string): void
  /** The same for another file. */
  inFile(file: string): Collector
  result(): Imported
}

export function createCollector(file: string, limits: ImportLimits = IMPORT_LIMITS): Collector {
  const rows: ImportedRow[] = []
  const skipped: ImportSkip[] = []
  const notes = new Set<string>()
  const entities = new Map<string, ImportedEntity>()
  const aliases = new Map<string, string>()
  let uncounted = 0

  function collectorOf(name: string): Collector {
    const at = (place: string): string => [name, place].filter(Boolean).join(', ')

    function skip(place: string, why: string): void {
      if (skipped.length < limits.skips) skipped.push({ where: at(place), why })
      else uncounted++
    }

    return {
      row({ intent, text, slots = [], heldOut = false }, place) {
        const clean = cleanedRow(text, slots)
        if (clean.text === '') {
          skip(place, 'It has no text.')
          return
        }
        if (clean.text.length > UTTERANCE_LIMIT) {
          skip(place, `It is longer than ${UTTERANCE_LIMIT} characters.`)
          return
        }
        if (rows.length >= limits.rows)
          throw new AppError('import/too-large', 'Too many utterances for one import', {
            details: { limit: limits.rows, what: 'utterances' },
          })
        const kept = slots.length === 0 ? [] : apart(clean.slots)
        if (kept.length < slots.length)
          skip(place, 'A mark does not fit the text or overlaps another; the text was taken.')
        rows.push({
          intent: cleanUtterance(intent),
          text: clean.text,
          slots: kept,
          heldOut,
          where: at(place),
        })
      },
      entity(entity) {
        if (entity.name !== '') entities.set(entity.name, merged(entities.get(entity.name), entity))
      },
      alias(name, entity) {
        if (name !== entity) aliases.set(name, entity)
      },
      skip,
      note: (text) => notes.add(text),
      inFile: collectorOf,
      result() {
        for (const [name, entity] of aliases) {
          const known = entities.get(entity)
          if (known) entities.set(name, merged(entities.get(name), { ...known, name }))
        }
        const more = { where: '', why: `${uncounted} more were left out for like reasons.` }
        return {
          rows,
          entities: [...entities.values()],
          skipped: uncounted === 0 ? skipped : [...skipped, more],
          notes: [...notes],
        }
      },
    }
  }
  return collectorOf(file)
}

const MOST_EXAMPLES = 20

function merged(
  known: ImportedEntity | undefined,
  {
    name,
    type,
    choices = [],
    examples = [],
    pattern = '',
  }: Partial<ImportedEntity> & { name: string },
): ImportedEntity {
  const values = new Map((known?.choices ?? []).map((choice) => [choice.value, choice]))
  for (const { value, synonyms } of choices) {
    const words = [...(values.get(value)?.synonyms ?? []), ...synonyms]
    values.set(value, { value, synonyms: [...new Set(words)].filter((word) => word !== value) })
  }
  return {
    name,
    type: type ?? known?.type ?? 'string',
    choices: [...values.values()],
    examples: [...new Set([...(known?.examples ?? []), ...examples])].slice(0, MOST_EXAMPLES),
    pattern: pattern === '' ? (known?.pattern ?? '') : pattern,
  }
}

const BLANK = /[\s\p{Cc}\u2028\u2029\ufeff]/u

/** A text as `cleanUtterance` leaves it, its slots moved along; those that fit no text are gone. */
export function cleanedRow(
  text: string,
  slots: readonly ImportedSlot[],
): { readonly text: string; readonly slots: readonly ImportedSlot[] } {
  const clean = cleanUtterance(text)
  if (slots.length === 0) return { text: clean, slots }
  const places = clean === text ? null : placesAfterCleaning(text)
  const moved = slots.flatMap(({ entity, start, end }) => {
    const isWithin = Number.isInteger(start) && start >= 0 && end <= text.length && start < end
    const span = isWithin ? trimmedSpan(text, { start, end }) : null
    if (!span || entity === '') return []
    if (!places) return [{ entity, ...span }]
    return [{ entity, start: places[span.start] ?? 0, end: (places[span.end - 1] ?? 0) + 1 }]
  })
  return { text: clean, slots: moved.filter((slot) => slot.end > slot.start) }
}

/** Where each code unit of a text comes to stand. */
function placesAfterCleaning(text: string): number[] {
  let length = 0
  let isPending = false
  return Array.from({ length: text.length }, (_, index) => {
    if (BLANK.test(text.charAt(index))) {
      isPending = length > 0
      return length
    }
    if (isPending) length++
    isPending = false
    return length++
  })
}

/** In order of place, without those that begin before another has ended. */
function apart(slots: readonly ImportedSlot[]): ImportedSlot[] {
  let end = 0
  return slots
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter((slot) => {
      if (slot.start < end) return false
      end = slot.end
      return true
    })
}
