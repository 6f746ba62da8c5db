import type { Board } from './board'
import { today } from './calendar'

export const STATUSES = ['to do', 'in progress', 'blocked', 'done'] as const
export type Status = (typeof STATUSES)[number]

/** What can hold work: the board, an epic, a story. */
export interface Holder {
  readonly title: string
  children: WorkItem[]
}

/** A node in the tree of work. What it holds, and what holds it, differs from kind to kind. */
export abstract class WorkItem implements Holder {
  abstract readonly kind: 'epic' | 'story' | 'task'
  abstract parent: Holder
  title: string
  /** What somebody said the status is; it counts for items that hold nothing. */
  ownStatus: Status = 'to do'
  assignee: string | null = null
  /** `YYYY-MM-DD` */
  dueOn: string | null = null
  children: WorkItem[] = []

  constructor(title: string) {
    this.title = title
  }

  abstract get board(): Board

  /** Where this can be moved to: all that holds items of this kind, but for where it is now. */
  abstract get destinations(): Holder[]

  /** The status follows from the parts where there are any. */
  get status(): Status {
    if (this.children.length === 0) return this.ownStatus
    const statuses = this.children.map(({ status }) => status)
    if (statuses.every((status) => status === 'done')) return 'done'
    if (statuses.includes('blocked')) return 'blocked'
    return statuses.every((status) => status === 'to do') ? 'to do' : 'in progress'
  }

  get isOverdue(): boolean {
    return this.dueOn !== null && this.dueOn < today() && this.status !== 'done'
  }

  /** This and all below it. */
  get all(): WorkItem[] {
    return [this, ...this.children.flatMap((child) => child.all)]
  }

  /** The items below this that hold nothing themselves: the work that is really done. */
  get leaves(): WorkItem[] {
    return this.children.length === 0 ? [this] : this.children.flatMap((child) => child.leaves)
  }

  /** The item after this one in what holds both. */
  get next(): WorkItem | undefined {
    return this.parent.children[this.parent.children.indexOf(this) + 1]
  }

  /** For lookups. */
  destinationTitles(): string[] {
    return this.destinations.map(({ title }) => title)
  }

  add<Item extends WorkItem>(child: Item): Item {
    this.children.push(child)
    return child
  }

  describe(): string {
    return [
      `${this.title} is ${withArticle(this.kind)} of ${this.parent.title}: ${this.status}.`,
      this.assignee ? `${this.assignee} is on it.` : 'Nobody is on it.',
      this.dueOn
        ? `Due on ${this.dueOn}${this.isOverdue ? ', which is over' : ''}.`
        : 'No due date.',
      ...this.details(),
    ].join('\n')
  }

  listChildren(): string {
    if (this.children.length === 0) return `${this.title} has no parts.`
    return `${this.title}:\n${this.children.map(oneLine).join('\n')}`
  }

  /** How much of the work below this is done. */
  progress(): string {
    const { leaves } = this
    const done = leaves.filter(({ status }) => status === 'done').length
    const percent = Math.round((100 * done) / leaves.length)
    const open = leaves.length - done
    return `${this.title} is ${percent}% done: ${done} of ${leaves.length} finished, ${open} to go.`
  }

  rename({ title }: { title: string }): string {
    const before = this.title
    this.title = title
    return `“${before}” is called “${title}” now.`
  }

  setStatus({ status }: { status: Status }): string {
    const problem = this.whyNoStatus()
    if (problem) return problem
    this.ownStatus = status
    return `${this.title} is ${status} now.`
  }

  whyNoStatus(): string | null {
    return this.children.length > 0
      ? `The status of ${this.title} follows from its parts: it is ${this.status}.`
      : null
  }

  whyNotDue(date: string): string | null {
    return date < today() ? `${date} is over; it is ${today()}.` : null
  }

  assign({ person }: { person: string }): string {
    this.assignee = person
    return `${person} is on ${this.title} now.`
  }

  setDueDate({ due }: { due: string }): string {
    this.dueOn = due
    return `${this.title} is due on ${due}${this.isOverdue ? ', which is over already' : ''}.`
  }

  move({ destination }: { destination: string }): string {
    const target = this.destinations.find(({ title }) => title === destination)
    if (!target) return `${this.title} cannot be moved to ${destination}.`
    this.detach()
    this.parent = target
    target.children.push(this)
    return `${this.title} is in ${target.title} now.`
  }

  /** Takes this, with all below it, off the board; returns how many items that were. */
  detach(): number {
    this.parent.children = this.parent.children.filter((child) => child !== this)
    return this.all.length
  }

  /** More lines for the description. */
  protected details(): string[] {
    const { length } = this.children
    return length > 0 ? [`${length} ${length === 1 ? 'part' : 'parts'} in it.`] : []
  }
}

/** `an epic`, `a task` */
export const withArticle = (kind: WorkItem['kind']): string =>
  kind === 'epic' ? 'an epic' : `a ${kind}`

/** `- Payment form: in progress, Priya, due 2025-03-14` */
export function oneLine(item: WorkItem): string {
  const who = item.assignee ? `, ${item.assignee}` : ''
  const due = item.dueOn ? `, due ${item.dueOn}` : ''
  return `- ${item.title}: ${item.status}${who}${due}`
}
