/**
 * `npm run run-workflow -- FILE [options]`: talks to a workflow by lines of JSON, without a browser;
 * see `USAGE`.
 */
import { createReadStream } from 'node:fs'
import { access, constants, stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { workflowOf } from '#domain/queries.ts'
import { openConversationFile } from '../conversation-file.ts'
import { openNodeSession, type NodeSession } from '../node-session.ts'
import { readMoment, readTimeZone } from './clock-options.ts'
import { converse } from './converse.ts'
import { exitAfter, UsageError, type ExitCode } from './exit-codes.ts'
import { inputLines } from './input-lines.ts'
import { runCli, workflowFrom, wrongSetUp } from './run-cli.ts'

const USAGE = `npm run run-workflow -- FILE [options]
  FILE               a bundle (.zip), its folder, a workflow.json, or the name of an example
  --script LINES     a file of JSON Lines; standard input without it:
                       {"message": "cancel my order"}
                       {"action": {"command": "Order/cancel", "parameters": {"reason": "late"}, "confirmed": true}}
                       {"answer": "W123"}  or a choice, true or false, a list, or {"name": value, …}
                       {"undo": RUN}       or true for the latest run that can be taken back
                       {"whyNot": "Order/cancel"}
  --person NAME      who talks: corrections that are this person's own hold too
  --journal PATH     where the conversation is kept and gone on with, its state in PATH.state
  --time-zone ZONE   whose day "tomorrow" is, like Europe/Berlin; the machine's zone without it
  --now MOMENT       what time it is, all the while, like 2026-03-28T12:00:00Z: what is said of days
                     comes to the same each time, in the application too; the machine's clock
                     without it
Each line is answered by one: input, decision, command, parameters, question, reply, output,
outcome, problems, undoable, earlier, events; all with names, not ids. An action is strict: values
that do not fit are refused, each with its path. What the workflow starts with comes first.
Ends with 0; 1 where a command failed; 2 when called wrongly, or for a file that is missing or
damaged; 4 where a line was not understood or an action refused, after all lines were answered, or
for a workflow that does not compile.`

runCli(async () => {
  const { values, positionals } = parseArgs({
    options: {
      script: { type: 'string' },
      person: { type: 'string' },
      journal: { type: 'string' },
      'time-zone': { type: 'string' },
      now: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  })
  if (values.help) {
    console.log(USAGE)
    return
  }
  const [file, ...surplus] = positionals
  if (file === undefined || surplus.length > 0) throw new UsageError(USAGE)
  const { script, journal, person = null } = values
  const clock = { ...readTimeZone(values['time-zone']), moment: readMoment(values.now) }
  if (script !== undefined) await wrongSetUp(() => canBeRead(script))
  const contents = await workflowFrom(file)
  const { id } = workflowOf(contents.document)
  const opened = await openNodeSession(contents, {
    ...clock,
    onTraining: () => console.error('Not trained: training …'),
    person,
    file: journal === undefined ? null : await wrongSetUp(() => openConversationFile(journal, id)),
  })
  try {
    const code = await answerAll(opened, script)
    if (code !== undefined) process.exitCode = code
  } finally {
    await opened.close()
  }
})

async function canBeRead(path: string): Promise<void> {
  await access(path, constants.R_OK)
  if ((await stat(path)).isDirectory()) throw new UsageError(`“${path}” is a folder, not a file.`)
}

async function answerAll(
  opened: NodeSession,
  script: string | undefined,
): Promise<ExitCode | undefined> {
  const lines = inputLines(() => (script === undefined ? process.stdin : createReadStream(script)))
  let code: ExitCode | undefined
  for await (const line of converse(opened, lines)) {
    console.log(JSON.stringify(line))
    code = exitAfter(code, line)
  }
  return code
}
