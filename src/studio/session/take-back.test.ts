import { describe, expect, it } from 'vitest'
import { addUtterances } from '#domain/edits/utterances.ts'
import { renameCommand } from '#domain/edits/commands.ts'
import { recordsOf } from '#domain/queries.ts'
import { createDocumentStore } from '#store/document-store.ts'
import { orderDesk } from '#testing/order-desk.ts'
import { commandId } from '#testing/workflow-builder.ts'
import { takeBack } from './take-back.ts'

const command = commandId('Order/return_order')

function storeWithUtterance() {
  const document = createDocumentStore(orderDesk())
  document.edit('Accept a message', addUtterances(command, ['bring it back'], 'corrected'))
  const texts = () =>
    recordsOf(document.state.getState().document, 'utterance').map((it) => it.text)
  const added = recordsOf(document.state.getState().document, 'utterance').find(
    ({ text }) => text === 'bring it back',
  )
  if (!added) throw new Error('Not added')
  return { document, texts, id: added.id }
}

describe('takeBack', () => {
  it('undoes while that is the last edit, so that redo brings it back', () => {
    const { document, texts, id } = storeWithUtterance()
    takeBack({ document }, 'Take back', id)
    expect(texts()).not.toContain('bring it back')
    document.redo()
    expect(texts()).toContain('bring it back')
  })

  it('removes the record alone after other edits, as an edit that can be undone', () => {
    const { document, texts, id } = storeWithUtterance()
    document.edit('Rename', renameCommand(command, 'send_back'))
    takeBack({ document }, 'Take back', id)
    expect(texts()).not.toContain('bring it back')
    expect(document.state.getState().document[command]).toMatchObject({ name: 'send_back' })
    document.undo()
    expect(texts()).toContain('bring it back')
  })
})
