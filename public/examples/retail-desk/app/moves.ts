/** What a method that leads somewhere is given beside its values. */
export interface Moves {
  readonly workflow: { enter(instance: object): void }
}
