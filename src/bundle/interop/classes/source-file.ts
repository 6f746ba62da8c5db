/** A file to be read: its path with forward slashes, and what is in it. */
export interface ClassSource {
  readonly path: string
  readonly text: string
}
