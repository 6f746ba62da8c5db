import type { Board } from './board'
import type { Epic } from './epic'
import { WorkItem, type Holder } from './work-item'

/** Something a user gets; part of an epic. */
export class Story extends WorkItem {
  readonly kind = 'story'
  parent: Epic

  constructor(parent: Epic, title: string) {
    super(title)
    this.parent = parent
  }

  get board(): Board {
    return this.parent.board
  }

  get destinations(): Holder[] {
    return this.board.children.filter((epic) => epic !== this.parent)
  }
}
