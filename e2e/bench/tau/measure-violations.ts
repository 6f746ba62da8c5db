import type { Json } from '#shared/json.ts'
import type { ParameterDraft, Tool } from '../../fixtures/retail/tools.ts'
import type { Desks } from './desk.ts'
import { compared, scoreOf, type Check, type Score } from './score.ts'

/** A call that its tool's schema does not allow, and what has to be said of it. */
interface Violation {
  readonly tool: string
  readonly values: Readonly<Record<string, Json>>
  readonly path: string
  readonly code: string
}

/** Every way to break every schema once: each must be refused by path, before the tool runs. */
export async function measureViolations(desks: Desks, tools: readonly Tool[]): Promise<Score> {
  const checks: Check[] = []
  const desk = await desks.open()
  const stateOf = async (): Promise<string> => JSON.stringify(await desk.application.inspect())
  const before = await stateOf()
  for (const { tool, values, path, code } of tools.flatMap(violationsOf)) {
    const { problems, ran } = await desk.call(tool, values)
    const told = problems.map((problem) => `${problem.path} ${problem.code}`)
    const where = `${tool}(${JSON.stringify(values)})`
    checks.push(compared(where, `${path} ${code}`, ran ? 'it ran' : told.join(', ')))
  }
  checks.push(compared('state after all of them', before, await stateOf()))
  desk.close()
  return scoreOf(checks)
}

function violationsOf({ name: tool, parameters }: Tool): Violation[] {
  const whole = Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [name, allowedBy(parameter)]),
  )
  const unknown = { tool, values: { ...whole, colour: 'red' }, path: 'colour', code: 'unknown' }
  const wrong = Object.entries(parameters).flatMap(([name, parameter]): Violation[] => {
    const { [name]: _left, ...others } = whole
    const given = (value: Json, path: string, code: string): Violation => ({
      tool,
      values: { ...whole, [name]: value },
      path,
      code,
    })
    return [
      { tool, values: others, path: name, code: 'missing' },
      given(null, name, 'missing'),
      ...forbiddenBy(parameter).map(({ value, within = '', code }) =>
        given(value, `${name}${within}`, code),
      ),
    ]
  })
  return [unknown, ...wrong]
}

const allowedBy = ({ type, choices }: ParameterDraft): Json =>
  type === 'list' ? ['1008292230'] : type === 'enum' ? (choices?.[0]?.value ?? '') : 'text'

interface Forbidden {
  readonly value: Json
  readonly within?: string
  readonly code: string
}

function forbiddenBy({ type }: ParameterDraft): Forbidden[] {
  if (type === 'list')
    return [
      { value: '1008292230', code: 'type' },
      { value: { first: '1008292230' }, code: 'type' },
      { value: ['1008292230', 7], within: '[1]', code: 'type' },
    ]
  const code = type === 'enum' ? 'choice' : 'type'
  return [
    7,
    true,
    ['text'],
    { text: 'text' },
    ...(type === 'enum' ? ['because I say so'] : []),
  ].map((value) => ({ value, code }))
}
