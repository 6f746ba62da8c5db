import { ANSWERS } from './answers.ts'
import { CALLS } from './calls.ts'
import { INSTANCES } from './instances.ts'
import { MODULES } from './modules.ts'
import { PRIMORDIALS } from './primordials.ts'
import { STATE } from './state.ts'
import { UNDO } from './undo.ts'
import { VALIDATION } from './validation.ts'
import { WORLD } from './world.ts'

const OPERATIONS = /* js */ `
const operations = {
  __proto__: null,
  configure: (spec) => { configure(spec); return 'null' },
  module: (path, factory) => { factories.set(path, factory); return 'null' },
  expression: (key, test) => { expressions.set(key, test); return 'null' },
  broken: (path) => { broken.add(path); return 'null' },
  start: () => { start(); return 'null' },
  import: (saved) => { loadAll(); importState(saved); return 'null' },
  execute: (call) => { execute(call); return 'null' },
  isUndoable,
  undo: (what) => { undo(what); return 'null' },
  settle: (answers) => { settle(answers); return 'null' },
  progress,
  lookup,
  validate,
  scope: describeScope,
  lost: describeLost,
  rootClass: () => stringify(classOf(app.root)),
  goUp: () => { leave(); return 'null' },
  goToTop: () => { goToTop(); return 'null' },
  export: () => exportState(app.current, true),
  exportFromRoot: () => exportState(app.root, false),
  evaluating: () => stringify(evaluating),
  stalled: (id) => { stalled.add(id); evaluating = ''; return 'null' },
}
return (name, input, value) => {
  try { return '{"ok":true,"value":' + operations[name](parse(input), value) + '}' }
  catch (error) { return '{"ok":false,"error":' + describeError(error) + '}' }
}
`

/**
 * The part of the sandbox that lives inside it: one function `(operation, inputJson, value) → JSON`.
 * It is text, not a function to take the source of, because it runs in another engine and every
 * bundler rewrites functions in its own way. It speaks text alone, so nothing of the host is in reach.
 */
export const KERNEL = `(() => {
'use strict'
${PRIMORDIALS}${MODULES}${INSTANCES}${WORLD}${ANSWERS}${CALLS}${UNDO}${VALIDATION}${STATE}${OPERATIONS}})()`

/** Where the kernel stands in stack traces. */
export const KERNEL_FILE = 'espalier:kernel'
