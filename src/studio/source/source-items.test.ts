import { describe, expect, it } from 'vitest'
import { commandSchema, newDocument, sourceFileSchema, type Document } from '#domain/document.ts'
import { ROOT_CONTEXT, type WorkflowId } from '#domain/ids.ts'
import { editText, sourceItems } from './source-items.ts'

const command = (id: string, handler: object) =>
  commandSchema.parse({ kind: 'command', id, context: ROOT_CONTEXT, name: id, handler })

const document: Document = {
  ...newDocument('workflow' as WorkflowId, 'Test'),
  file: sourceFileSchema.parse({ kind: 'source-file', id: 'file', path: 'app/main.ts', text: 'a' }),
  pay: command('pay', { kind: 'code', source: 'b' }),
  greet: command('greet', { kind: 'reply', template: 'Hello' }),
}

describe('source items', () => {
  it('are the files and the handlers that are code', () => {
    expect(sourceItems(document)).toEqual([
      { kind: 'file', id: 'file', path: 'app/main.ts', text: 'a', label: 'app/main.ts' },
      { kind: 'handler', id: 'pay', path: 'handlers/root/pay.ts', text: 'b', label: 'pay' },
    ])
  })

  it('keep what is typed into them', () => {
    const typed = sourceItems(document).reduce(
      (next, item) => editText(item, 'new')(next),
      document,
    )
    expect(sourceItems(typed).map(({ text }) => text)).toEqual(['new', 'new'])
  })
})
