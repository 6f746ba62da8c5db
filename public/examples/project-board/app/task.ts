import type { Board } from './board'
import type { Story } from './story'
import { WorkItem, type Holder } from './work-item'

/** A piece of work for one person; part of a story. */
export class Task extends WorkItem {
  readonly kind = 'task'
  parent: Story
  /** What was worked on it so far. */
  hours = 0

  constructor(parent: Story, title: string) {
    super(title)
    this.parent = parent
  }

  get board(): Board {
    return this.parent.board
  }

  get destinations(): Holder[] {
    return this.board.all.filter((item) => item.kind === 'story' && item !== this.parent)
  }

  logHours({ hours }: { hours: number }): string {
    this.hours += hours
    return `${hours} more hours on ${this.title}; ${this.hours} in all.`
  }

  takeHoursBack({ hours }: { hours: number }): string {
    this.hours -= hours
    return `${hours} hours less on ${this.title}; ${this.hours} in all.`
  }

  protected override details(): string[] {
    return [`${this.hours} hours of work went into it.`]
  }
}
