import { oneLine, withArticle, type Holder, type WorkItem } from './work-item'

/** The whole project: epics, with stories in them, with tasks in those. */
export class Board implements Holder {
  readonly title = 'the board'
  people: string[]
  children: WorkItem[] = []

  constructor(people: string[]) {
    this.people = people
  }

  /** Everything on the board, from the top down. */
  get all(): WorkItem[] {
    return this.children.flatMap((epic) => epic.all)
  }

  /** For lookups. */
  allTitles(): string[] {
    return this.all.map(({ title }) => title)
  }

  add<Item extends WorkItem>(epic: Item): Item {
    this.children.push(epic)
    return epic
  }

  find(title: string): WorkItem | undefined {
    return this.all.find((item) => item.title === title)
  }

  /** Titles are how people speak of items, so that no two have the same. */
  whyNotCalled(title: string): string | null {
    const wanted = title.trim().toLowerCase()
    const twin = this.all.find((item) => item.title.toLowerCase() === wanted)
    return twin ? `There is ${withArticle(twin.kind)} called ${twin.title} already.` : null
  }

  overview(): string {
    if (this.children.length === 0) return 'The board is empty.'
    return this.children.map((epic) => `- ${epic.progress()}`).join('\n')
  }

  overdue(): string {
    const late = this.all.filter(({ isOverdue }) => isOverdue)
    return late.length > 0 ? `Overdue:\n${late.map(oneLine).join('\n')}` : 'Nothing is overdue.'
  }

  workload({ person }: { person: string }): string {
    const items = this.all.filter(
      ({ assignee, status }) => assignee === person && status !== 'done',
    )
    if (items.length === 0) return `${person} has nothing to do.`
    return `${person} is on:\n${items.map(oneLine).join('\n')}`
  }
}
