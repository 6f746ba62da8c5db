/** `npm run check-workflow -- FILE [--json OUT]`: everything that is wrong with a workflow. */
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { findings, type Finding } from './check.ts'
import { EXIT, UsageError } from './exit-codes.ts'
import { runCli, workflowFrom, wrongSetUp } from './run-cli.ts'

const USAGE = `npm run check-workflow -- FILE [--json OUT]
  FILE  a bundle (.zip), its folder, a workflow.json, or the name of an example
  OUT   where to write the problems as JSON: severity, code, text, path; - for here, instead of
        the table
Ends with 0; 4 when there is an error among the problems; 2 when called wrongly, or for a file that
is missing or damaged; 1 when checking failed.`

runCli(async () => {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'string' }, help: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  if (values.help) {
    console.log(USAGE)
    return
  }
  const [file, ...surplus] = positionals
  if (file === undefined || surplus.length > 0) throw new UsageError(USAGE)
  const { document } = await workflowFrom(file)
  const found = await findings(document)
  const errors = found.filter(({ severity }) => severity === 'error').length
  const json = JSON.stringify({ problems: found, errors }, null, 2)
  if (values.json === '-') console.log(json)
  else printTable(found, errors)
  const { json: out } = values
  if (out !== undefined && out !== '-') await wrongSetUp(() => writeFile(out, `${json}\n`))
  if (errors > 0) process.exitCode = EXIT.invalid
})

function printTable(found: readonly Finding[], errors: number): void {
  for (const { severity, path, text } of found)
    console.log(`${severity.padEnd(7)}  ${path}\n         ${text}`)
  console.log(`${found.length} problems, ${errors} of them errors`)
}
