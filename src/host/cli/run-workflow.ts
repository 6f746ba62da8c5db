/**
 * `npm run run-workflow -- FILE [options]`: talks to a workflow by lines of JSON, without a browser;
 * see `USAGE`.
 */
import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { workflowOf } from '#domain/queries.ts'
import { openConversationFile } from '../conversation-file.ts'
import { openNodeSession } from '../node-session.ts'
import { converse } from './converse.ts'
import { EXIT, runCli, UsageError, workflowFrom, wrongSetUp } from './run-cli.ts'

const USAGE = `npm run run-workflow -- FILE [--script LINES] [--person NAME] [--journal PATH]
  FILE     a bundle (.zip), its folder, a workflow.json, or the name of an example
  LINES    a file of JSON Lines; standard input without it:
             {"message": "cancel my order"}
             {"action": {"command": "Order/cancel", "parameters": {"reason": "late"}, "confirmed": true}}
             {"answer": "W123"}  or a choice, true or false, a list, or {"name": value, …}
             {"undo": RUN}       or true for the latest run that can be taken back
             {"whyNot": "Order/cancel"}
  NAME     who talks: corrections that are this person's own hold too
  PATH     where the conversation is kept and gone on with, its state in PATH.state
Each line is answered by one: input, decision, command, parameters, question, reply, output,
outcome, problems, undoable, earlier, events; all with names, not ids. An action is strict: values
that do not fit are refused, each with its path. What the workflow starts with comes first.
Ends with 0; 1 where a command failed; 2 when called wrongly, or for a file that is missing or
damaged; 4 where a line was not understood or an action refused, after all lines were answered.`

runCli(async () => {
  const { values, positionals } = parseArgs({
    options: {
      script: { type: 'string' },
      person: { type: 'string' },
      journal: { type: 'string' },
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
  if (script !== undefined) await wrongSetUp(() => access(script))
  const contents = await workflowFrom(file)
  const { id } = workflowOf(contents.document)
  const opened = await openNodeSession(contents, {
    onTraining: () => console.error('Not trained: training …'),
    person,
    file: journal === undefined ? null : await wrongSetUp(() => openConversationFile(journal, id)),
  })
  const input = script === undefined ? process.stdin : createReadStream(script)
  for await (const line of converse(opened, createInterface({ input, crlfDelay: Infinity }))) {
    console.log(JSON.stringify(line))
    const isFailed = line.outcome === 'failed' || line.outcome === 'error'
    if (line.problems.some(({ code }) => code === 'error') || (isFailed && !line.problems.length))
      process.exitCode = EXIT.failed
    else if (line.problems.length > 0) process.exitCode ??= EXIT.invalid
  }
  await opened.close()
})
