import type { Board } from './board'
import { WorkItem, type Holder } from './work-item'

/** A large piece of work; it stands on the board itself. */
export class Epic extends WorkItem {
  readonly kind = 'epic'
  parent: Board

  constructor(parent: Board, title: string) {
    super(title)
    this.parent = parent
  }

  get board(): Board {
    return this.parent
  }

  get destinations(): Holder[] {
    return []
  }
}
