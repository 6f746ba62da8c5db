/** A conversation in the list of them. */
export interface ConversationSummary {
  readonly id: string
  readonly startedAt: number
  /** The first message, shortened. */
  readonly title: string
}
