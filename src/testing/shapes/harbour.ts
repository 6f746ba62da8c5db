import type { Document } from '#domain/document.ts'
import { code, withSource } from '../talk.ts'
import { workflow } from '../workflow-builder.ts'

/**
 * Hierarchy and inheritance together: boats live in a harbour, and a ferry is a boat. The harbour is
 * entered by a command that nobody says (action only); the root has commands of its own, which must
 * be reachable from inside all the same.
 */
export const harbour = (): Document =>
  withSource(
    workflow('Harbour')
      .context('Harbour', { containers: ['*'], displayName: '{name}' })
      .context('Boat', { containers: ['Harbour'], displayName: '{name}' })
      .context('Ferry', { bases: ['Boat'], displayName: '{name}' })
      .command('open_harbour', { handler: code('workflow.enter(self.harbour)\nreturn "Open."') })
      .command('tell_tide', {
        handler: code('return `The tide is ${self.tide}.`'),
        utterances: ['how high is the tide', 'when is high water'],
      })
      .command('Harbour/register_boat', {
        risk: 'write',
        parameters: {
          name: { examples: ['Petrel', 'Heron', 'Gull'] },
          ferry: { type: 'boolean', required: false, defaultValue: false },
        },
        handler: code('self.add(input.name, input.ferry)\nreturn `${input.name} lies here now.`'),
        utterances: ['register a boat called [Petrel](name)', 'let [Gull](name) moor here'],
      })
      .command('Harbour/list_boats', {
        handler: code('return self.boats.map(({ name }) => name).join(", ")'),
        utterances: ['which boats lie here', 'list all boats'],
      })
      .command('Harbour/board', {
        parameters: { name: { lookup: 'self.boats.map(({ name }) => name)' } },
        handler: code(
          'workflow.enter(self.boats.find(({ name }) => name === input.name))\nreturn "On board."',
        ),
        utterances: ['board the [Petrel](name)', 'go aboard [Gull](name)'],
      })
      .command('Boat/hail', {
        risk: 'write',
        parameters: {
          to: { lookup: 'parent.boats.map(({ name }) => name)' },
          message: { minLength: 2, maxLength: 40 },
        },
        handler: code('parent.log.push([self.name, input.to, input.message])\nreturn "Hailed."'),
        utterances: ['hail [Gull](to) saying [give way](message)'],
      })
      .command('Boat/describe', {
        handler: code('return self.describe()'),
        utterances: ['describe this boat', 'what kind of boat is this'],
      })
      .command('Ferry/load_cars', {
        risk: 'write',
        parameters: { count: { type: 'integer', min: 1, max: 30 } },
        availability: 'self.cars < 30',
        handler: code('self.cars += input.count\nreturn `${self.cars} cars on board.`'),
        utterances: ['load [3](count) cars', 'take [12](count) cars on deck'],
      })
      .build(),
    { 'app/main.ts': SOURCE },
  )

const SOURCE = `
class Coast {
  tide = 'low'
  harbour = new Harbour(this)
}
class Harbour {
  name = 'North harbour'
  boats: Boat[] = []
  log: string[][] = []
  parent: Coast
  constructor(parent: Coast) {
    this.parent = parent
    this.add('Heron', false)
    this.add('Tern', true)
  }
  add(name: string, ferry: boolean) {
    this.boats.push(ferry ? new Ferry(this, name) : new Boat(this, name))
  }
}
class Boat {
  parent: Harbour
  name: string
  constructor(parent: Harbour, name: string) {
    this.parent = parent
    this.name = name
  }
  describe(): string {
    return this.name + ' is a boat.'
  }
}
class Ferry extends Boat {
  cars = 0
  describe(): string {
    return this.name + ' is a ferry.'
  }
}
export const start = () => new Coast()
`
