/** `npm run check-workflow -- FILE [--json OUT]`: everything that is wrong with a workflow. */
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { problems } from '#domain/problems.ts'
import { loadWorkflow } from '../load-workflow.ts'
import { runCli, UsageError } from './run-cli.ts'

const USAGE = `npm run check-workflow -- FILE [--json OUT]
  FILE  a bundle (.zip), its folder, a workflow.json, or the name of an example
Ends with 1 when there is an error among the problems.`

runCli(async () => {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'string' } },
    allowPositionals: true,
  })
  const [file] = positionals
  if (file === undefined) throw new UsageError(USAGE)
  const { document } = await loadWorkflow(file)
  const found = problems(document)
  for (const { severity, text } of found) console.log(`${severity.padEnd(7)}  ${text}`)
  const errors = found.filter(({ severity }) => severity === 'error').length
  console.log(`${found.length} problems, ${errors} of them errors`)
  if (values.json !== undefined)
    await writeFile(values.json, `${JSON.stringify({ problems: found }, null, 2)}\n`)
  if (errors > 0) process.exitCode = 1
})
