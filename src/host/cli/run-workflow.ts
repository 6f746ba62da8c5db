/**
 * `npm run run-workflow -- FILE [--script LINES] [--person NAME]`: talks to a workflow by JSON Lines, from a file
 * or from standard input, one answer a line.
 */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { CommandRecord, Document } from '#domain/document.ts'
import type { CommandId } from '#domain/ids.ts'
import { coreCommandById } from '#domain/core-commands.ts'
import { qualifiedName, recordById, recordsOf } from '#domain/queries.ts'
import type { Decision } from '#engine/decide/decision.ts'
import type { TurnResult } from '#engine/turn/session.ts'
import { loadWorkflow } from '../load-workflow.ts'
import { openNodeSession, type NodeSession } from '../node-session.ts'
import { runCli, UsageError } from './run-cli.ts'

const USAGE = `npm run run-workflow -- FILE [--script LINES] [--person NAME]
  FILE    a bundle (.zip), its folder, or the name of an example
  LINES   a file of JSON Lines; standard input without it:
          {"message": "…"}, {"answer": "…"} or {"action": {"command": "…", "parameters": {…}}}
  NAME    who talks: corrections that are this person's own hold too
Each line is answered by one: input, decision, question, reply, outcome, events.`

const lineSchema = z.union([
  z.object({ message: z.string() }),
  z.object({ answer: z.string() }),
  z.object({
    action: z.object({
      command: z.string(),
      parameters: z.record(z.string(), z.json()).default({}),
    }),
  }),
])
type Line = z.infer<typeof lineSchema>

runCli(async () => {
  const { values, positionals } = parseArgs({
    options: { script: { type: 'string' }, person: { type: 'string' } },
    allowPositionals: true,
  })
  const [file] = positionals
  if (file === undefined) throw new UsageError(USAGE)
  const contents = await loadWorkflow(file)
  const opened = await openNodeSession(contents, {
    onTraining: () => console.error('Not trained: training …'),
    person: values.person ?? null,
  })
  const input = values.script === undefined ? process.stdin : createReadStream(values.script)
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    if (text.trim() === '') continue
    console.log(JSON.stringify(await answer(opened, contents.document, text)))
  }
  await opened.close()
})

async function answer(opened: NodeSession, document: Document, text: string): Promise<unknown> {
  const line = parseLine(text)
  if (line === null) return { input: text, error: 'This line is no message, answer or action.' }
  const before = opened.entries.length
  try {
    const result = await take(opened, document, line)
    const entries = opened.entries.slice(before)
    const decision = entries
      .map(({ event }) => event)
      .find((event) => event.type === 'decision-made')
    return {
      input: line,
      decision: decision ? told(document, decision.decision) : null,
      ...outcomeOf(result),
      events: entries,
    }
  } catch (error) {
    return { input: line, error: error instanceof Error ? error.message : String(error) }
  }
}

function take({ session }: NodeSession, document: Document, line: Line): Promise<TurnResult> {
  if ('message' in line) return session.say(line.message)
  if ('answer' in line) return session.say(line.answer)
  const { command, parameters } = line.action
  return session.act({
    command: commandCalled(document, command),
    values: parameters,
  })
}

function outcomeOf(result: TurnResult): Record<string, unknown> {
  return result.status === 'waiting'
    ? { question: result.question, reply: result.question.text, outcome: 'waiting' }
    : { question: null, reply: result.reply, outcome: result.outcome }
}

/** A decision with names instead of ids: names are what other programs know. */
function told(document: Document, decision: Decision): unknown {
  return {
    ...decision,
    candidates: decision.candidates.map(({ command, ...candidate }) => ({
      command: nameOf(document, command),
      ...candidate,
    })),
  }
}

const nameOf = (document: Document, id: CommandId): string => {
  const record: CommandRecord | undefined = recordById(document, 'command', id)
  return record ? qualifiedName(document, record) : (coreCommandById(id)?.name ?? id)
}

function commandCalled(document: Document, name: string): CommandId {
  const found = recordsOf(document, 'command').find(
    (command) => command.name === name || qualifiedName(document, command) === name,
  )
  if (!found) throw new Error(`There is no command ${name}`)
  return found.id
}

function parseLine(text: string): Line | null {
  try {
    return lineSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}
