import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { CORE_COMMANDS } from '#domain/core-commands.ts'
import type { CommandRecord, Document, Slot, UtteranceRecord } from '#domain/document.ts'
import { COMMAND_NAME, CONTEXT_NAME, RESERVED_COMMANDS, RESERVED_CONTEXTS } from '#domain/names.ts'
import { withFields, type Parameter } from '#domain/parameter.ts'
import { problems } from '#domain/problems.ts'
import { contextsOf, recordById, recordsOf, utterancesOf, workflowOf } from '#domain/queries.ts'
import { markable, slotTarget } from '#domain/slot-targets.ts'
import { GALLERY, readExample } from './read-example.ts'

const indexSchema = z.array(
  z.object({
    folder: z.string(),
    name: z.string(),
    description: z.string().min(1),
    contexts: z.number(),
    commands: z.number(),
    utterances: z.number(),
  }),
)
const index = indexSchema.parse(JSON.parse(await readFile(join(GALLERY, 'index.json'), 'utf8')))

it('lists exactly the folders there are', async () => {
  const entries = await readdir(GALLERY, { withFileTypes: true })
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)

  expect(index.map(({ folder }) => folder).sort()).toEqual(folders.sort())
})

describe.each(index)('The example $name', (entry) => {
  // Reading checks each record against its schema, and each file against the manifest.
  const reading = readExample(entry.folder)
  const commandsOf = (document: Document) => recordsOf(document, 'command')
  const textsOf = (document: Document) => recordsOf(document, 'utterance')

  it('is what the index says', async () => {
    const document = await reading

    expect(workflowOf(document)).toMatchObject({ name: entry.name, description: entry.description })
    expect({
      contexts: contextsOf(document).length,
      commands: commandsOf(document).length,
      utterances: textsOf(document).length,
    }).toEqual({
      contexts: entry.contexts,
      commands: entry.commands,
      utterances: entry.utterances,
    })
  })

  it('has no problem that the studio would show', async () => {
    expect(problems(await reading)).toEqual([])
  })

  it('says first what to try', async () => {
    expect(workflowOf(await reading).greeting).toMatch(/“[^”]+”.*“[^”]+”/)
  })

  it('has names that are identifiers and described things only', async () => {
    const document = await reading
    for (const { id, name, description } of contextsOf(document)) {
      if (id !== 'root') expect(name).toMatch(CONTEXT_NAME)
      expect(RESERVED_CONTEXTS).not.toContain(name)
      expect(description).not.toBe('')
    }
    const parameters = commandsOf(document).flatMap((command) => withFields(command.parameters))
    for (const { name, description } of [...commandsOf(document), ...parameters]) {
      expect(name).toMatch(COMMAND_NAME)
      expect(RESERVED_COMMANDS).not.toContain(name)
      expect(description).not.toBe('')
    }
  })

  it('refers to nothing that is not there', async () => {
    const document = await reading
    const contexts = contextsOf(document).flatMap(({ bases, containers }) => [
      ...bases,
      ...containers,
    ])
    const commands = commandsOf(document)
    for (const id of [...contexts, ...commands.map(({ context }) => context)])
      expect(recordById(document, 'context', id), id).toBeDefined()
    const pointers = commands.flatMap((command) =>
      command.parameters.flatMap(({ availableFrom }) => availableFrom),
    )
    for (const id of [...pointers, ...textsOf(document).map(({ command }) => command)])
      expect(recordById(document, 'command', id), id).toBeDefined()
  })

  it('teaches each command with eight utterances or more, and keeps two to measure', async () => {
    const document = await reading
    for (const { id, name } of commandsOf(document)) {
      const kept = utterancesOf(document, id).filter(({ heldOut }) => heldOut)
      const taught = utterancesOf(document, id).length - kept.length
      expect({ name, taught: taught >= 8, kept: kept.length >= 2 }).toEqual({
        name,
        taught: true,
        kept: true,
      })
    }
  })

  it('says nothing twice, not even what every workflow understands', async () => {
    const own = textsOf(await reading).map(({ text }) => text)
    const all = [...own, ...CORE_COMMANDS.flatMap(({ utterances }) => utterances)]
    const plain = all.map((text) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim(),
    )

    expect(plain.filter((text, i) => plain.indexOf(text) !== i)).toEqual([])
  })

  it('marks values where they stand, one after the other', async () => {
    for (const { text, slots } of textsOf(await reading)) {
      let end = 0
      for (const slot of slots) {
        expect(slot.start, text).toBeGreaterThanOrEqual(end)
        expect(slot.end, text).toBeGreaterThan(slot.start)
        expect(valueOf(text, slot), text).toMatch(/^\S(.*\S)?$/)
        end = slot.end
      }
      expect(end, text).toBeLessThanOrEqual(text.length)
    }
  })

  it('marks only values the parameter would take, and has a value of each marked', async () => {
    const document = await reading
    for (const command of commandsOf(document)) {
      const utterances = utterancesOf(document, command.id)
      const marked = new Set(
        utterances.flatMap((utterance) =>
          utterance.slots.map((slot) => assertFits(command, utterance, slot).id),
        ),
      )
      expect(markable(command).filter(({ parameter: { id } }) => !marked.has(id))).toEqual([])
    }
  })

  it('gives examples that the parameter would take', async () => {
    const commands = commandsOf(await reading)
    for (const parameter of commands.flatMap((command) => withFields(command.parameters))) {
      expect(parameter.examples.length, parameter.id).toBeGreaterThan(0)
      for (const example of parameter.examples)
        expect(fits(parameter, example), `${parameter.id}: ${example}`).toBe(true)
    }
  })

  it('lays its cards out without overlap', async () => {
    const document = await reading
    const cards = contextsOf(document).map(({ id, position }) => ({
      id,
      x: position?.x ?? Number.NaN,
      y: position?.y ?? Number.NaN,
      width: 260,
      height: 64 + 28 * commandsOf(document).filter(({ context }) => context === id).length,
    }))
    for (const a of cards)
      for (const b of cards)
        if (a.id < b.id)
          expect(
            a.x + a.width <= b.x ||
              b.x + b.width <= a.x ||
              a.y + a.height <= b.y ||
              b.y + b.height <= a.y,
            `${a.id} and ${b.id}`,
          ).toBe(true)
  })
})

const valueOf = (text: string, { start, end }: Slot): string => text.slice(start, end)

/** The parameter of a slot, after checking that it is the command's and would take the value. */
function assertFits(command: CommandRecord, { text }: UtteranceRecord, slot: Slot): Parameter {
  const parameter = slotTarget(command, slot.parameter)?.parameter
  if (!parameter) throw new Error(`${text}: ${slot.parameter} is no parameter of ${command.name}`)
  const value = valueOf(text, slot)
  expect(fits(parameter, value), `${parameter.id} takes “${value}” of “${text}”`).toBe(true)
  return parameter
}

/** Whether the text can be a value, as far as the parameter alone tells: lookups need a state. */
function fits({ type, choices, pattern, min, max }: Parameter, text: string): boolean {
  const words = choices.flatMap(({ value, synonyms }) => [value, ...synonyms])
  const number = Number(text)
  if (type === 'enum') return words.includes(text.toLowerCase())
  if (type === 'number' || type === 'integer')
    return text !== '' && number >= (min ?? -Infinity) && number <= (max ?? Infinity)
  return pattern === '' || new RegExp(`^(?:${pattern})$`, 'u').test(text)
}
