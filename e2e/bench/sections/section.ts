import type { Figure } from '../figure.ts'
import type { Workbench } from '../workbench.ts'

/** A part of the bench that can be run by itself. */
export interface Section {
  readonly title: string
  measure(bench: Workbench): Promise<Figure[]>
}
