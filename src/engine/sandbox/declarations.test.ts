import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { commandSchema, type CommandRecord, type Document } from '#domain/document.ts'
import { appSpec } from './app-spec.ts'
import {
  SANDBOX_GLOBALS,
  starterHandler,
  starterUndo,
  typesFor,
  typesPath,
} from './declarations.ts'
import { appDocument } from './fixture.ts'

const document: Document = appDocument({
  files: {
    'app/main.ts': `import { Shop } from './shop'\nexport function start(): Shop { return new Shop() }`,
    'app/shop.ts': `
export class Shop { customers: Customer[] = [] }
export class Customer { constructor(readonly parent: Shop) {} orders: Order[] = [] }
export class Order { status = 'open'; constructor(readonly parent: Customer) {} }`,
  },
  contexts: {
    Shop: {},
    Customer: {},
    Order: { containers: ['Customer', 'Shop'] },
    RushOrder: { bases: ['Order'] },
    Nowhere: {},
  },
})

const command = (context: string, parameters: readonly object[] = []): CommandRecord =>
  commandSchema.parse({
    kind: 'command',
    id: 'c',
    context,
    name: 'cancel_order',
    description: 'Cancels it.\nFor good. */ no end',
    handler: { kind: 'code', source: '' },
    parameters,
  })

const parameters = [
  {
    id: 'p1',
    name: 'reason',
    type: 'enum',
    choices: [{ value: 'late' }, { value: 'it\'s "odd"' }],
  },
  { id: 'p2', name: 'count', type: 'integer', required: false, description: 'How many' },
  { id: 'p3', name: 'days', type: 'list', itemType: 'date', required: false, defaultValue: [] },
  { id: 'p4', name: 'not a name', type: 'boolean' },
  { id: 'p5', name: 'rest', type: 'object' },
]

/** The language's own declarations, read once. */
const libraries = new Map<string, ts.SourceFile>()

/** What the compiler says about a handler in the same setting as the editor's. */
function complaints(of: CommandRecord, source: string): string[] {
  const files = new Map([
    ...appSpec(document).files.map(({ path, text }) => [`/${path}`, text] as const),
    [`/${typesPath(document, of)}`, typesFor(document, of)],
    ['/globals.d.ts', SANDBOX_GLOBALS],
    [`/handlers/${of.context}/handler.ts`, source],
  ])
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    types: [],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  }
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  host.directoryExists = () => true
  host.fileExists = (path) => files.has(path) || fileExists(path)
  host.readFile = (path) => files.get(path) ?? readFile(path)
  host.getSourceFile = (path, version) => {
    const text = files.get(path)
    if (text !== undefined) return ts.createSourceFile(path, text, version)
    const library = libraries.get(path) ?? getSourceFile(path, version)
    if (library) libraries.set(path, library)
    return library
  }
  const program = ts.createProgram([...files.keys()], options, host)
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
}

describe('declarations', () => {
  it('types the input, and the scope by the classes of the application', () => {
    expect(typesPath(document, command('Order'))).toBe('handlers/Order/$types.d.ts')
    const source = `
import type { Handler, Input, Scope } from './$types'
import type { Customer, Order, Shop } from '../../app/shop'
const same = <A>(a: A): A => a
const handler: Handler = async (input, { self, parent, root, workflow, log }) => {
  const status: string = self.status
  same<Order>(self); same<Customer | Shop>(parent); same<Shop>(root); workflow.enter(parent); log(status)
  same<'late' | 'it\\'s "odd"'>(input.reason)
  same<number | undefined>(input.count)
  same<readonly string[]>(input.days)
  same<boolean>(input['not a name'])
  console.log(input.rest)
  return { reply: 'x', count: input.count }
}
export default handler
`
    expect(complaints(command('Order', parameters), source)).toEqual([])
    expect(complaints(command('RushOrder', parameters), source)).toEqual([])
  })

  it('types what objects are made of, tells units, and knows fetch', () => {
    const given = command('Order', [
      {
        id: 'p1',
        name: 'to',
        type: 'object',
        fields: [
          { id: 'f1', name: 'street', type: 'string' },
          { id: 'f2', name: 'day', type: 'date', required: false },
        ],
      },
      {
        id: 'p2',
        name: 'items',
        type: 'list',
        itemType: 'object',
        fields: [{ id: 'f3', name: 'weight', type: 'number', unit: 'kg', description: 'Of one.' }],
      },
    ])
    const source = `
import type { Handler } from './$types'
const same = <A>(a: A): A => a
const handler: Handler = async (input, { fetch: ask }) => {
  same<string>(input.to.street); same<string | undefined>(input.to.day)
  same<number | undefined>(input.items[0]?.weight)
  const response = await ask('https://api.example.com/x', { method: 'POST', body: '{}' })
  same<typeof response>(await fetch('https://api.example.com/y'))
  return response.headers.get('x') ?? (await response.json()).reply
}
export default handler
`
    expect(complaints(given, source)).toEqual([])
    expect(typesFor(document, given)).toContain('/** Of one. In kg. */')
  })

  it('types the code that takes a command back, where it is taken back by code', () => {
    const undone = { ...command('Order'), undo: { kind: 'code', source: '' } as const }
    expect(complaints(undone, starterUndo(undone))).toEqual([])
    expect(typesFor(document, command('Order'))).not.toContain('UndoScope')
  })

  it('refuses what is not there, in the sandbox as in the types', () => {
    const source = `
import type { Input, Scope } from './$types'
export default (input: Input, { self }: Scope) => self.nothing + input.other + setTimeout('x')`
    expect(complaints(command('Order'), source)).toEqual([
      "Property 'nothing' does not exist on type 'Order'.",
      "Property 'other' does not exist on type 'Input'.",
      "Cannot find name 'setTimeout'.",
    ])
  })

  it.each(['Order', 'RushOrder', 'Nowhere', 'root'])(
    'starts a handler of %s that compiles',
    (context) => {
      const starting = command(context, parameters)
      expect(complaints(starting, starterHandler(document, starting))).toEqual([])
    },
  )

  it('shows the starting text of a handler', () => {
    expect(starterHandler(document, command('Order', parameters.slice(0, 1))))
      .toBe(`import type { Input, Reply, Scope } from './$types'

/**
 * Cancels it.
 * For good. *\\/ no end
 */
export default function (input: Input, { self, workflow, log }: Scope): Reply {
  // \`self\` is the Order one is in: read it and change it here.
  return \`Cancel order, reason \${input.reason}\`
}
`)
  })
})
