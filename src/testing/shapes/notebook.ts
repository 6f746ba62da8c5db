import type { Document } from '#domain/document.ts'
import { code, withSource } from '../talk.ts'
import { workflow } from '../workflow-builder.ts'

/**
 * Depth without end, and a class that inherits from its own container: a section is a notebook, and
 * lives in one. Notes lie in either. `rename` and `count` are there at several levels.
 */
export const notebook = (): Document =>
  withSource(
    workflow('Notebook')
      .context('Notebook', { containers: ['*'], displayName: '{title}' })
      .context('Section', {
        bases: ['Notebook'],
        containers: ['Notebook', 'Section'],
        displayName: '{title}',
      })
      .context('Note', { containers: ['Section', 'Notebook'], displayName: '{title}' })
      .command('open_notebook', { handler: code('workflow.enter(self.book)\nreturn "Open."') })
      .command('count', {
        handler: code('return `One notebook.`'),
        utterances: ['how many notebooks are there'],
      })
      .command('Notebook/count', {
        handler: code('return `${self.title}: ${self.parts.length} parts.`'),
        utterances: ['how many parts does it have'],
      })
      .command('Notebook/add_section', {
        risk: 'write',
        parameters: { title: { examples: ['Travel', 'Work'] } },
        handler: code('workflow.enter(self.add(true, input.title))\nreturn "Added."'),
        utterances: ['add a section called [Travel](title)'],
      })
      .command('Notebook/add_note', {
        risk: 'write',
        parameters: { title: { examples: ['Lisbon', 'Budget'] } },
        handler: code('workflow.enter(self.add(false, input.title))\nreturn "Added."'),
        utterances: ['write a note called [Lisbon](title)'],
      })
      .command('Notebook/open_part', {
        parameters: { title: { lookup: 'self.parts.map(({ title }) => title)' } },
        handler: code(
          'workflow.enter(self.parts.find(({ title }) => title === input.title))\nreturn "Open."',
        ),
        utterances: ['open [Travel](title)', 'go into [Lisbon](title)'],
      })
      .command('Notebook/rename', {
        risk: 'write',
        parameters: { title: {} },
        handler: code('self.title = input.title\nreturn `The book is ${self.title} now.`'),
        utterances: ['rename the notebook to [Journal](title)'],
      })
      .command('Section/rename', {
        risk: 'write',
        parameters: { title: {} },
        handler: code('self.title = input.title\nreturn `The section is ${self.title} now.`'),
        utterances: ['rename the section to [Trips](title)'],
      })
      .command('Section/dissolve', {
        risk: 'destructive',
        handler: code('self.dissolve()\nworkflow.enter(parent)\nreturn "Dissolved."'),
        utterances: ['dissolve the section'],
      })
      .command('Note/rename', {
        risk: 'write',
        parameters: { title: {} },
        handler: code('self.title = input.title\nreturn `The note is ${self.title} now.`'),
        utterances: ['rename the note to [Porto](title)'],
      })
      .command('Note/finish', {
        risk: 'write',
        availability: '!self.finished',
        handler: code('self.finished = true\nreturn `${self.title} is finished.`'),
        utterances: ['finish this note', 'tick it off'],
      })
      .build(),
    { 'app/main.ts': SOURCE },
  )

const SOURCE = `
class Shelf {
  book = new Notebook(this, 'Diary')
}
class Notebook {
  parts: (Section | Note)[] = []
  parent: Shelf | Notebook
  title: string
  constructor(parent: Shelf | Notebook, title: string) {
    this.parent = parent
    this.title = title
  }
  add(isSection: boolean, title: string): Section | Note {
    const part = isSection ? new Section(this, title) : new Note(this, title)
    this.parts.push(part)
    return part
  }
}
class Section extends Notebook {
  dissolve() {
    const { parts } = this.parent as Notebook
    parts.splice(parts.indexOf(this), 1)
  }
}
class Note {
  finished = false
  parent: Notebook
  title: string
  constructor(parent: Notebook, title: string) {
    this.parent = parent
    this.title = title
  }
}
export const start = () => new Shelf()
`
