import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { utteranceSchema, type UtteranceRecord } from './document.ts'
import { NEAR_FROM, nearUtterances, type NearGroup } from './near-utterances.ts'

const listed = (...texts: readonly string[]): UtteranceRecord[] =>
  texts.map((line, index) => {
    const [command = '', text = ''] = line.split(': ')
    return utteranceSchema.parse({ kind: 'utterance', id: `u${index}`, command, text })
  })

function found(utterances: readonly UtteranceRecord[]): NearGroup[] {
  const steps = nearUtterances(utterances)
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

const texts = (utterances: readonly UtteranceRecord[]): string[][] =>
  found(utterances).map((group) => group.utterances.map(({ text }) => text))

describe('near utterances', () => {
  it('have nearly the same words, in whatever order, case and dress', () => {
    expect(
      texts(
        listed(
          'a: cancel my order',
          'a: Please, cancel my order!',
          'a: turn it on',
          'a: turn it off',
          'a: café near here',
          'a: near here, CAFE',
          'a: ?!',
          'a: …',
        ),
      ),
    ).toEqual([
      ['cancel my order', 'Please, cancel my order!'],
      ['café near here', 'near here, CAFE'],
    ])
  })

  it('are a conflict when they belong to more than one command', () => {
    const groups = found(
      listed('a: what is my balance', 'b: what is my balance now', 'c: sing', 'c: Sing'),
    )
    expect(groups.map(({ isConflict }) => isConflict)).toEqual([true, false])
  })

  it('are those that a comparison of all with all finds', () => {
    const word = fc.constantFrom('go', 'to', 'rome', 'now', 'please', 'my', 'order')
    const sentences = fc.array(fc.array(word, { minLength: 1, maxLength: 6 }), { maxLength: 14 })
    fc.assert(
      fc.property(sentences, (lists) => {
        const utterances = listed(...lists.map((words) => `a: ${words.join(' ')}`))
        const groups = found(utterances)
        const groupOf = new Map(
          groups.flatMap((group) => group.utterances.map(({ id }) => [id, group])),
        )
        const sets = lists.map((words) => new Set(words))
        for (const [i, a] of sets.entries())
          for (const [j, b] of sets.entries()) {
            if (i === j) continue
            const common = [...a].filter((each) => b.has(each)).length
            if (common / (a.size + b.size - common) < NEAR_FROM) continue
            const [one, two] = [utterances[i], utterances[j]]
            expect(one && groupOf.get(one.id)).toBeDefined()
            expect(one && groupOf.get(one.id)).toBe(two && groupOf.get(two.id))
          }
      }),
    )
  })
})
