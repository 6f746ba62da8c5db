import type { ModelClass } from './class-model.ts'

/** Handlers stand two folders deep: `handlers/Order/cancel.ts`. */
const UP = '../../'

/** What a module has to be asked for, in a handler. */
export interface Import {
  readonly file: string
  readonly name: string
  readonly isDefault: boolean
}

export const importOf = ({ file, name, exported }: ModelClass): Import => ({
  file,
  name,
  isDefault: exported === 'default',
})

interface HandlerParts {
  readonly imports?: readonly Import[]
  readonly usesInput: boolean
  /** Of the scope: `self`, `workflow`. */
  readonly uses: readonly string[]
  readonly isAsync?: boolean
  readonly lines: readonly string[]
}

/** The text of a handler, as a person would write it. */
export function handlerCode({
  imports = [],
  usesInput,
  uses,
  isAsync = false,
  lines,
}: HandlerParts): string {
  const head = imports.map(
    ({ file, name, isDefault }) =>
      `import ${isDefault ? name : `{ ${name} }`} from '${UP}${file.replace(/\.tsx?$/, '')}'\n`,
  )
  const types = uses.length > 0 ? 'Input, Scope' : 'Input'
  const scope = uses.length > 0 ? `, { ${uses.join(', ')} }: Scope` : ''
  const input = usesInput ? 'input' : '_input'
  return `${head.join('')}import type { ${types} } from './$types'

export default ${isAsync ? 'async ' : ''}function (${input}: Input${scope}) {
${lines.map((line) => `  ${line}\n`).join('')}}
`
}

/** A template of properties as a template literal over an instance: `Order {number}`. */
export function labelCode(template: string, owner: string, otherwise: string): string {
  if (template === '') return JSON.stringify(otherwise)
  return `\`${template.replace(/\{(\w+)\}/g, (_, name: string) => `\${${owner}.${name}}`)}\``
}
