import { useEffect, useMemo, useRef, useState } from 'react'
import type { ImportFormat } from '#bundle/interop/formats.ts'
import type { ImportReading, ImportSource } from '#bundle/interop/read-import.ts'
import type { CommandId } from '#domain/ids.ts'
import {
  suggestEntities,
  suggestIntents,
  type EntityTarget,
  type IntentSuggestion,
  type ImportMapping,
  type IntentTarget,
} from '#domain/import/import-mapping.ts'
import { planningSteps, type ImportOptions, type ImportPlan } from '#domain/import/import-plan.ts'
import type { Document } from '#domain/document.ts'
import { inSlices } from '../session/in-slices.ts'
import { useStudio } from '../session/studio-provider.tsx'
import { readOffThread } from './import-reader.ts'

/** How an import stands: what was given, what was read of it, and what a person has chosen. */
export interface ImportDraft {
  readonly sources: readonly ImportSource[]
  readonly format: ImportFormat | undefined
  readonly isReading: boolean
  readonly error: unknown
  readonly reading: ImportReading | null
  readonly suggested: ReadonlyMap<string, IntentSuggestion>
  readonly intents: ReadonlyMap<string, IntentTarget>
  readonly entities: ReadonlyMap<string, EntityTarget>
  readonly options: ImportOptions
  /** Of what was chosen a moment ago: planning gives way to choosing. */
  readonly plan: ImportPlan | null
  /** The plan is of what is chosen now. */
  readonly isPlanned: boolean
  read(sources: readonly ImportSource[], format?: ImportFormat): void
  setIntent(intent: string, target: IntentTarget): void
  setEntity(entity: string, target: EntityTarget): void
  setOptions(options: Partial<ImportOptions>): void
}

const NO_INTENTS: ReadonlyMap<string, IntentTarget> = new Map()
const NO_ENTITIES: ReadonlyMap<string, EntityTarget> = new Map()
const NOTHING_SUGGESTED: ReadonlyMap<string, IntentSuggestion> = new Map()

interface Read {
  readonly sources: readonly ImportSource[]
  readonly format: ImportFormat | undefined
  readonly reading: ImportReading | null
  readonly error: unknown
}

const NOTHING_READ: Read = { sources: [], format: undefined, reading: null, error: null }

function usePlan(
  document: Document,
  reading: ImportReading | null,
  mapping: ImportMapping,
  options: ImportOptions,
): ImportPlan | null {
  const [plan, setPlan] = useState<ImportPlan | null>(null)
  const { report } = useStudio()
  useEffect(() => {
    if (!reading) return undefined
    const controller = new AbortController()
    inSlices(planningSteps(document, reading, mapping, options), controller.signal).then(
      setPlan,
      (error: unknown) => {
        if (!controller.signal.aborted) report(error)
      },
    )
    return () => controller.abort()
  }, [document, reading, mapping, options, report])
  // A plan of other files is none; one of other choices stands until the next is there.
  return reading !== null && plan?.imported === reading ? plan : null
}

/** `only`: the command that takes what names no intent. */
export function useImport(document: Document, only: CommandId | null): ImportDraft {
  const [read, setRead] = useState(NOTHING_READ)
  const [isReading, setReading] = useState(false)
  const [chosenIntents, setIntents] = useState(NO_INTENTS)
  const [chosenEntities, setEntities] = useState(NO_ENTITIES)
  const [options, setOptions] = useState<ImportOptions>({
    conflicts: 'leave-out',
    heldOutPercent: 0,
  })
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  const { reading } = read
  const suggested = useMemo(
    () =>
      reading
        ? suggestIntents(document, new Set(reading.rows.map(({ intent }) => intent)), only)
        : NOTHING_SUGGESTED,
    [document, reading, only],
  )
  const intents = useMemo(
    () =>
      new Map(
        [...suggested].map(([intent, { target }]) => [intent, chosenIntents.get(intent) ?? target]),
      ),
    [suggested, chosenIntents],
  )
  const entities = useMemo(
    () =>
      reading
        ? new Map([...suggestEntities(document, reading, intents), ...chosenEntities])
        : NO_ENTITIES,
    [document, reading, intents, chosenEntities],
  )
  const mapping = useMemo(() => ({ intents, entities }), [intents, entities])
  const plan = usePlan(document, reading, mapping, options)

  function start(sources: readonly ImportSource[], format?: ImportFormat): void {
    running.current?.abort()
    const controller = new AbortController()
    running.current = controller
    setReading(true)
    const settle = (result: Partial<Read>): void => {
      if (controller.signal.aborted) return
      setReading(false)
      setIntents(NO_INTENTS)
      setEntities(NO_ENTITIES)
      setRead({ ...NOTHING_READ, sources, format, ...result })
    }
    readOffThread({ sources, format }, controller.signal).then(
      (next) => settle({ reading: next }),
      (error: unknown) => settle({ error }),
    )
  }

  return {
    ...read,
    isReading,
    suggested,
    intents,
    entities,
    options,
    plan,
    isPlanned: plan?.document === document && plan.mapping === mapping && plan.options === options,
    read: start,
    setIntent: (intent, target) => setIntents((known) => new Map(known).set(intent, target)),
    setEntity: (entity, target) => setEntities((known) => new Map(known).set(entity, target)),
    setOptions: (change) => setOptions((known) => ({ ...known, ...change })),
  }
}
