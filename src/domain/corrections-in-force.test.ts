import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { correctionSchema, newDocument, type Document } from './document.ts'
import { documentFor, teachable, withoutPersonal } from './corrections-in-force.ts'
import { addCorrection, setExpiry, setPerson } from './edits/corrections.ts'
import { ROOT_CONTEXT, type CorrectionId, type WorkflowId } from './ids.ts'
import { correctionsOf } from './queries.ts'

const draft = (id: string, more: object = {}) => ({
  id,
  text: id,
  context: ROOT_CONTEXT,
  meant: null,
  at: 1,
  ...more,
})
const desk = (...drafts: object[]): Document =>
  drafts.reduce<Document>(
    (document, each) => {
      const record = correctionSchema.parse({ kind: 'correction', ...each })
      return { ...document, [record.id]: record }
    },
    newDocument('w' as WorkflowId, 'Desk'),
  )
const idsOf = (document: Document) => correctionsOf(document).map(({ id }) => id as string)

describe('the corrections in force', () => {
  const document = desk(
    draft('shared'),
    draft('mine', { person: 'Ada' }),
    draft('theirs', { person: 'Bo' }),
    draft('old', { expiresAt: 100 }),
  )

  it.each([
    [{ person: 'Ada', now: 50 }, ['shared', 'mine', 'old']],
    [{ person: 'Ada', now: 100 }, ['shared', 'mine']],
    [{ person: null, now: 50 }, ['shared', 'old']],
  ])('are those that are shared or one’s own, and have not expired: %j', (who, ids) => {
    expect(idsOf(documentFor(document, who))).toEqual(ids)
  })

  it('teach only what is shared', () => {
    expect(idsOf(teachable(document, 200))).toEqual(['shared'])
  })

  it('leave with the workflow only where they are shared', () => {
    expect(idsOf(withoutPersonal(document))).toEqual(['shared', 'old'])
  })

  it('give the same document as long as the same ones are in force', () => {
    const at = (now: number) => documentFor(document, { person: 'Ada', now })
    expect(at(50)).toBe(at(60))
    expect(at(50)).not.toBe(at(150))
    const plain = desk(draft('shared'))
    expect(documentFor(plain, { person: null, now: 1 })).toBe(plain)
  })
})

describe('the edits of corrections', () => {
  it('replace a correction of the same words only where it was the same person’s', () => {
    const before = desk(draft('a', { text: 'go' }), draft('b', { text: 'go', person: 'Ada' }))
    const after = addCorrection(draft('c', { text: 'go', person: 'Ada' }))(before)
    expect(idsOf(after)).toEqual(['a', 'c'])
  })

  it('let a correction expire, and last again', () => {
    const before = desk(draft('a'), draft('b'))
    const ids = ['a', 'b'] as CorrectionId[]
    const dated = setExpiry(ids, 7)(before)
    expect(correctionsOf(dated).map(({ expiresAt }) => expiresAt)).toEqual([7, 7])
    expect(setExpiry(ids, null)(dated)).toEqual(before)
    expect(setExpiry(ids, null)(before)).toBe(before)
  })

  it('hand a correction over, in place of the same words that the person has already', () => {
    const before = desk(draft('a', { text: 'go' }), draft('b', { text: 'go', person: 'Ada' }))
    const after = setPerson('a' as CorrectionId, 'Ada')(before)
    expect(idsOf(after)).toEqual(['a'])
    expect(correctionsOf(after)[0]?.person).toBe('Ada')
  })

  it('never leave two corrections of the same words, place and person', () => {
    const given = fc.record({
      text: fc.constantFrom('a', 'b'),
      person: fc.constantFrom(null, 'Ada', 'Bo'),
      to: fc.constantFrom(null, 'Ada', 'Bo'),
    })
    fc.assert(
      fc.property(fc.array(given, { maxLength: 12 }), (steps) => {
        let document = desk()
        steps.forEach(({ text, person, to }, i) => {
          document = addCorrection(draft(`c${i}`, { text, person }))(document)
          document = setPerson(`c${Math.floor(i / 2)}` as CorrectionId, to)(document)
        })
        const keys = correctionsOf(document).map(({ text, person }) => `${text} ${person}`)
        expect(new Set(keys).size).toBe(keys.length)
      }),
    )
  })
})
